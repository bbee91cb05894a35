"""Rule: what a format states and no field holds is kept under the format's own names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass

from backfile.article import Article, EventDate
from backfile.decode.document import NOTED
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.page_date import machine_date
from backfile.normalise.story import is_stated

_OWN = frozenset(field.name for field in fields_of(Article))
_LISTED = re.compile(r"\s*[,;]\s*")
_WORD = re.compile(r"[^\W_]+")
_DATES = ("date", "modified", "embargo")
_NAMING = frozenset(["name", "text", "literal", "value", "FormalName", "tag", "byline", "by"])
"""What formats call the printed name of a thing, beside its codes."""
_QUALIFYING = frozenset(["lang", "role", "rel", "type", "rank", "separator"])
"""What says nothing once the name is gone that it stood beside."""


def stated_extra(draft: Draft) -> Finding:
    """`extra`: the document's own, and every candidate whose words neither a field nor those hold.

    A name that is a field's is changed to `NAME_stated`, for a field is never overridden. What the document states as
    a field has it is not said again: of a thing with a code its code alone is kept.
    """
    if not is_stated(draft):
        return NOTHING
    held = frozenset(_texts(dict(draft.fields)))
    unsaid = {_free(name): _unsaid(value, held) for name, value in draft.document.extra.items()}
    extra: dict[str, object] = {name: value for name, value in unsaid.items() if value is not None}
    said = [f" {_words(text)} " for text in _texts((dict(draft.fields), draft.document.extra))]
    left: dict[str, list[object]] = {}
    for candidate in draft.document.candidates:
        if candidate.source != NOTED and not _is_held(candidate.field, candidate.value, said, draft):
            left.setdefault(_free(candidate.field.replace(" ", "_")), []).append(candidate.value)
    for name, values in left.items():
        known = extra.get(name, ())
        several = (*known, *values) if isinstance(known, tuple) else (known, *values)
        extra[name] = several if len(several) > 1 else several[0]
    return Finding(Fields(extra=extra), source="stated") if extra else NOTHING


def _unsaid(value: object, held: frozenset[str]) -> object:
    """What of a value no field has in the same words; None where that is nothing."""
    if isinstance(value, str):
        return None if value in held else value
    if isinstance(value, Mapping):
        parts = ((name, _unsaid(part, held) if _may_repeat(name, part) else part) for name, part in value.items())
        left = {name: part for name, part in parts if part is not None}
        return None if len(left) < len(value) and left.keys() <= _QUALIFYING else left
    if isinstance(value, tuple):
        several = tuple(part for part in (_unsaid(one, held) for one in value) if part is not None)
        return several or None
    return value


def _may_repeat(name: str, part: object) -> bool:
    """Whether a part can say what a field says: a name, or a table or list that holds some; never a code."""
    return name in _NAMING or not isinstance(part, str)


def _free(name: str) -> str:
    return f"{name}_stated" if name in _OWN else name


def _is_held(name: str, value: str, said: list[str], draft: Draft) -> bool:
    if name in _DATES:
        date = machine_date(value)
        return date is not None and any(_is_same(date, draft.fields.get(field)) for field in _DATES)
    if name == "keyword" and len(several := _LISTED.split(value)) > 1:
        return all(_is_held(name, one, said, draft) for one in several)
    words = _words(value)
    whole = name in ("keyword", "status", "access")
    return not words or any(f" {words} " == text if whole else f" {words} " in text for text in said)


def _is_same(date: EventDate, known: object) -> bool:
    """Whether a field holds this date, or more of it, or this moment in another offset."""
    if not isinstance(known, EventDate):
        return False
    if known.text.startswith(date.text):
        return True
    one, other = date.instant, known.instant
    aware = one is not None and other is not None and one.tzinfo is not None and other.tzinfo is not None
    return aware and one == other


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _texts(value: object) -> Iterator[str]:
    """All texts in the fields, whatever holds them."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields_of(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(part)
