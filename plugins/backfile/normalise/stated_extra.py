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
_WORD = re.compile(r"[^\W_]+")
_DATES = ("date", "modified", "embargo")


def stated_extra(draft: Draft) -> Finding:
    """`extra`: the document's own, and every candidate whose words neither a field nor those hold.

    A name that is a field's is changed to `NAME_stated`, for a field is never overridden.
    """
    if not is_stated(draft):
        return NOTHING
    extra: dict[str, object] = {_free(name): value for name, value in draft.document.extra.items()}
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


def _free(name: str) -> str:
    return f"{name}_stated" if name in _OWN else name


def _is_held(name: str, value: str, said: list[str], draft: Draft) -> bool:
    if name in _DATES:
        date = machine_date(value)
        return date is not None and any(_is_same(date, draft.fields.get(field)) for field in _DATES)
    words = _words(value)
    whole = name in ("keyword", "status", "access")
    return not words or any(f" {words} " == text if whole else f" {words} " in text for text in said)


def _is_same(date: EventDate, known: object) -> bool:
    """Whether a field holds this date, or this moment in another offset."""
    if not isinstance(known, EventDate):
        return False
    one, other = date.instant, known.instant
    aware = one is not None and other is not None and one.tzinfo is not None and other.tzinfo is not None
    return date == known or (aware and one == other)


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
