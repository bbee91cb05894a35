"""Rule: the byline of an HTML page, the people it names, and every name it prints."""

from __future__ import annotations

import re

from backfile.normalise.account import Outcome
from backfile.normalise.credits.byline import parse_byline, people_and_names
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.headline import site_names
from backfile.normalise.page_byline import PrintedByline, closing_name, printed_byline
from backfile.vocab.agencies import label_of, named
from backfile.vocab.outlets import folded

_ORDER = ("json-ld", "meta", "microdata", "rel=author")
_MARKED_UP = ("microdata", "rel=author")
_NO_NAME = re.compile(
    r"https?:|www\.|@|[<>{}]|\d{3}|^\W*$|^(?:admin|administrator|editor|staff|null|undefined|author)$", re.IGNORECASE
)
_LONGEST = 160


def authors(draft: Draft) -> Finding:
    """`byline`, `authors` and `byline_names`: what the metadata states; print where that states only the outlet.

    Print also decides where metadata names somebody whom the head of the article does not print, but another.
    """
    if draft.document.media_type != "text/html":
        return NOTHING
    own = {folded(name) for name in site_names(draft)} - {""}
    stated, source = _stated(draft, own)
    hints = folded(" ".join(c.value for c in draft.candidates("author") if _NO_NAME.search(c.value)))
    line = printed_byline(draft, stated, own, hints)
    names = stated
    if line and line.names and (_only_outlet(stated, own) or not _prints(draft, line, stated)):
        names, source = line.names, "text"
    fields, claims = Fields(), list[Claim]()
    if line and line.block < 0:
        fields["byline"] = ", ".join(names)
    elif line and (set(names) == set(line.names) or _prints(draft, line, names)):
        text = draft.document.blocks[line.block].text
        spans = draft.free(line.block) or ((0, len(text)),)
        fields["byline"] = " ".join(" ".join(text[start:end].split()) for start, end in spans)
        claims += [Claim(line.block, start, end, Outcome.FIELD, "byline") for start, end in spans]
    elif _only_outlet(names, own) and (last := closing_name(draft)) is not None:
        names, source = (draft.document.blocks[last].text,), "text"
        fields["byline"] = names[0]
        claims.append(whole(draft, last, Outcome.FIELD, "byline"))
    elif not _only_outlet(names, own):
        fields["byline"] = ", ".join(names)
    lang = draft.document.lang.split("-")[0]
    people = [person for name in names for person in people_and_names(name, lang=lang)[0] if folded(person) not in own]
    if names:
        fields["byline_names"] = names
    if people:
        fields["authors"] = tuple(dict.fromkeys(people))
    if credited := _agencies(names, fields.get("byline", ""), lang, own):
        fields["agencies"] = credited
    return Finding(fields, tuple(claims), source=source) if fields else NOTHING


def _agencies(names: tuple[str, ...], line: str, lang: str, own: set[str]) -> tuple[str, ...]:
    """Labels of the news agencies that a byline names: metadata calls them people, and the list of agencies knows."""
    stated = [agency.id for name in names if folded(name) not in own and (agency := named(name)) and agency.is_wire]
    printed = parse_byline(line, lang=lang).agencies if line else ()
    return tuple(dict.fromkeys(label_of(identifier) for identifier in (*stated, *printed)))


def _only_outlet(names: tuple[str, ...], own: set[str]) -> bool:
    return all(folded(name) in own for name in names)


def _prints(draft: Draft, line: PrintedByline, names: tuple[str, ...]) -> bool:
    """Whether a line prints one of the names, or the last part of one."""
    if line.block < 0:
        return True
    text = folded(draft.document.blocks[line.block].text)
    return any(folded(name) in text or folded(name.split()[-1]) in text for name in names)


def _stated(draft: Draft, own: set[str]) -> tuple[tuple[str, ...], str]:
    """The names that the best source states, and that source: the first that names more than the outlet itself.

    A later source that names the same people and more is the fuller byline. Of names in mark-up the first is the
    article's, for lists of other stories carry them too.
    """
    by_source: dict[str, list[str]] = {}
    lang = draft.document.lang.split("-")[0]
    for candidate in draft.candidates("author"):
        value = " ".join(candidate.value.split())
        if _NO_NAME.search(value) or len(value) > _LONGEST:
            continue
        if candidate.source in _MARKED_UP and candidate.source in by_source:
            continue
        _, printed = people_and_names(value, lang=lang)
        by_source.setdefault(candidate.source, []).extend(printed or (value,))
    ranked = sorted(by_source, key=lambda s: _ORDER.index(s) if s in _ORDER else 1)
    told = {source: tuple(dict.fromkeys(names)) for source, names in by_source.items()}
    for source in ranked:
        if not _only_outlet(told[source], own):
            fuller = next((s for s in ranked if set(told[source]) < set(told[s]) and len(told[s]) <= 12), source)
            return told[fuller], fuller
    return (told[ranked[0]], ranked[0]) if ranked else ((), "")
