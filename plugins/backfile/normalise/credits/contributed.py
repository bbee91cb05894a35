"""Contributor lines: `AP writer A in X contributed to this report.`, `With files from B`."""

from __future__ import annotations

import re

from backfile.normalise.credits.credit import Credit, CreditKind, Person
from backfile.normalise.credits.line import even, person_cased, unbracketed
from backfile.normalise.credits.names import is_person, split_places
from backfile.normalise.credits.reporting import ROLE, parse_reporting
from backfile.vocab.agencies import Agency, agencies, mentions, named

_TAIL = re.compile(
    r"\s*(?:(?:also )?contributed\b.*|helped (?:with|report)\b.*|assisted (?:with|in)\b.*|provided reporting.*)$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:contributing to this (?:report|story|article)(?: (?:were|was|are))?:?"
    r"|with (?:additional )?(?:files|assistance|reporting|reports|contributions|input|inputs)(?: from| by)"
    r"|con informaci[oó]n de|com informa[cç][oõ]es d[eao]s?|avec|contributors?:|additional reporting (?:by|from))\s+",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?P<before>(?:(?:the )?[\w.&' -]*?\s)?(?:[\w-]+\s)?"
    r"(?:writers?|reporters?|correspondents?|contributors?|producers?|journalists?|editors?|researchers?))\s+(?=[A-Z])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[a-z]{2}\.)\s+(?=[A-Z])")
_POSSESSIVE = re.compile(r"^(?P<owner>[A-Z][\w.& ]*?)(?:['’]s|(?<=s)['’])\s+(?=[A-Z])")
_REPORTED_FROM = re.compile(
    r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*) (?:reported )?from "
    r"(?P<place>[^,.]+?(?:, [A-Z][\w. ]+?)?)(?= and [A-Z]|[.,;]|$)"
)


def parse_contributed(raw: str, *, lang: str = "") -> Credit:
    """The Credit of a contributor line; agencies in a person's form are agencies, not people."""
    sentences = [part for part in _SENTENCE_END.split(raw.strip()) if part.strip()]
    said = [_sentence(part, lang) for part in sentences]
    return Credit(
        raw,
        CreditKind.CONTRIBUTED,
        agencies=tuple(dict.fromkeys(i for credit in said for i in credit.agencies)),
        people=tuple(person for credit in said for person in credit.people),
        flags=tuple(flag for credit in said for flag in credit.flags),
        generic_agencies=any(credit.generic_agencies for credit in said),
    )


def _sentence(raw: str, lang: str) -> Credit:
    text = re.sub(r"^[-–—*\s]+", "", unbracketed(even(raw)))
    if ROLE.match(text) and not _LEAD.match(text):
        return parse_reporting(raw, lang=lang)
    role = "additional_reporting" if text.lower().startswith("additional reporting") else "contributor"
    if " reported from " in text and (reported := list(_REPORTED_FROM.finditer(text))):
        people = tuple(Person(found["name"], "reporter", place=found["place"]) for found in reported)
        return Credit(raw, CreditKind.CONTRIBUTED, people=people)
    trailing = re.search(r" contributed\b.*? from ([A-Z][^.]*)\.?$", text)
    text = _TAIL.sub("", _LEAD.sub("", text)).strip(" .")
    text, owner, agency = _owner(text)
    people_found: list[Person] = []
    ids = [agency.id] if agency else []
    affiliation = owner
    for name, place in split_places(text, lang):
        bare = re.sub(r"^(?:the|la|el|le) ", "", name, flags=re.IGNORECASE)
        if found_agency := named(bare) or named(name):
            ids.append(found_agency.id)
            continue
        bare, title, inner = _titled(re.sub(r" of (?:the |The )?[A-Z].*$", "", name))
        ids += [inner.id] if inner else []
        if is_person(bare):
            people_found.append(Person(person_cased(bare), role, title, place, affiliation))
    if trailing and people_found:
        people_found[-1] = Person(
            people_found[-1].name, role, people_found[-1].title, trailing[1], people_found[-1].affiliation
        )
    return Credit(raw, CreditKind.CONTRIBUTED, agencies=tuple(dict.fromkeys(ids)), people=tuple(people_found))


def _owner(text: str) -> tuple[str, str, Agency | None]:
    """The line without `CNN's` at its start, that employer, and the agency that it is, if any."""
    if found := _POSSESSIVE.match(text):
        owner = re.sub(r"^The ", "", found["owner"])
        agency = named(owner)
        return text[found.end() :], owner, agency if agency and agency.is_wire else None
    return text, "", None


def _titled(name: str) -> tuple[str, str, Agency | None]:
    """A name without the title before it, that title, and the agency that it names: `Associated Press writer A B`."""
    found = _TITLED.match(name)
    if not found:
        return name, "", None
    title = found["before"].strip()
    agency = next((a for _, _, a in mentions(title) if a.id in agencies()), None)
    return name[found.end() :], title, agency
