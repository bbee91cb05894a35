"""Reporting lines: `(Reporting by A in X, B and C; Editing by D)`."""

from __future__ import annotations

import re

from backfile.normalise.credits.credit import Credit, CreditKind, Person
from backfile.normalise.credits.line import even, person_cased, unbracketed
from backfile.normalise.credits.names import is_desk, split_places
from backfile.normalise.credits.words import word_set
from backfile.vocab.agencies import mentions, named

ROLES = {
    "additional reporting": "additional_reporting",
    "additional writing": "writer",
    "additional editing": "editor",
    "with reporting": "additional_reporting",
    "reporting and writing": "reporter",
    "writing and reporting": "reporter",
    "reporting": "reporter",
    "reported": "reporter",
    "writing": "writer",
    "written": "writer",
    "editing": "editor",
    "edited": "editor",
    "compiled": "compiler",
    "compiling": "compiler",
    "translation": "translator",
    "translated": "translator",
}
"""Role words before `by`, longest first where one begins another."""

ROLE = re.compile(
    rf"\b({'|'.join(ROLES)})\s+(?:by|from)(?::|\b)\s*|\b(redaktion|autor(?:in)?|bearbeitung):\s*", re.IGNORECASE
)
_GERMAN_ROLES = {"redaktion": "editor", "bearbeitung": "editor", "autor": "reporter", "autorin": "reporter"}


def parse_reporting(raw: str, *, lang: str = "") -> Credit:
    """The Credit of a reporting line: split on role words first, then on semicolons, then into names."""
    text = unbracketed(even(raw)).rstrip(" .")
    marks = list(ROLE.finditer(text))
    people: list[Person] = []
    agencies: list[str] = []
    flags: list[str] = []
    generic = False
    ends = [*(following.start() for following in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        clause = text[mark.end() : end].strip(" ;,.-–—()")
        clause = re.sub(r"[\s,;]+(?:and|with|&)$", "", clause)
        role = ROLES.get((mark[1] or "").lower()) or _GERMAN_ROLES[mark[2].lower()]
        listed = split_places(clause, lang)
        if len(listed) > 1 and listed[-1][1] and not any(place for _, place in listed[:-1]):
            flags.append("place-scope")
        for name, place in listed:
            if agency := named(re.sub(r"^[Tt]he ", "", name)) or named(name):
                agencies.append(agency.id)
            elif any(True for _ in mentions(name)) and not name[:1].isupper():
                agencies += [found.id for _, _, found in mentions(name)]
            elif is_desk(name) or name in word_set("generic") or name.partition(" ")[0] in word_set("publisher"):
                generic = generic or name in word_set("generic")
            elif name[:1].isupper() or (name[:1].isalpha() and " " in name):
                people.append(Person(person_cased(name), role, place=place))
    return Credit(
        raw,
        CreditKind.REPORTING,
        agencies=_once(agencies),
        people=tuple(people),
        generic_agencies=generic,
        flags=_once(flags),
    )


def _once(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
