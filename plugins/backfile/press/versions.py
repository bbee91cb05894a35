"""The versions of an article as its page shows them: when each was captured, and what changed word by word.

A page stays light: the newest versions are shown, with as many of their changes as fit a budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import escape

from backfile.article import EventDate
from backfile.history import Change, FieldChange, Passage, Stretch, Version
from backfile.press.field_words import field_words
from backfile.printed import printed_instant
from backfile.views import ChangeView, VersionView

_NEWEST = 10
"""Versions that are listed."""
_BUDGET = 3_000
"""Bytes of all changes that are shown, with their mark-up."""
_MARK = 20
"""Bytes that the mark-up of a stretch takes."""
_PLACE = 80
"""Bytes that the mark-up of a change takes."""
_CONTEXT = 60
"""Characters that are kept of words that stayed, on each side of a change."""
_LONGEST_FIELD = 200


def version_views(versions: Sequence[Version], lang: str) -> tuple[VersionView, ...]:
    """The newest versions of an article, newest first, in a site of this language; none where there is but one."""
    views = []
    left = _BUDGET
    for number, version in sorted(enumerate(versions, 1), reverse=True)[:_NEWEST]:
        changes = tuple(_changes(version, lang))
        shown = tuple(_within(changes, left))
        left -= sum(map(_weight, shown))
        at = EventDate(version.captured_at) if version.captured_at else None
        views.append(
            VersionView(number, printed_instant(at, lang) if at else None, shown, complete=len(shown) == len(changes))
        )
    return tuple(views)


def _changes(version: Version, lang: str) -> Iterator[ChangeView]:
    for name, passage in (("title", version.headline), ("standfirst", version.standfirst)):
        if passage:
            yield ChangeView(field_words(name, lang), _stretches(passage))
    for passage in version.body:
        yield ChangeView("", _stretches(passage))
    for change in version.fields:
        if len(change.before) + len(change.after) <= _LONGEST_FIELD:
            yield ChangeView(field_words(change.field, lang), _stretches(_as_passage(change)))


def _as_passage(change: FieldChange) -> Passage:
    both = (Stretch(Change.REMOVED, change.before), Stretch(Change.ADDED, change.after))
    return tuple(stretch for stretch in both if stretch.text)


def _stretches(passage: Passage) -> tuple[tuple[str, str], ...]:
    last = len(passage) - 1
    return tuple(
        (stretch.change.value, _shortened(stretch, first=at == 0, last=at == last).replace("\n\n", " ¶ "))
        for at, stretch in enumerate(passage)
    )


def _shortened(stretch: Stretch, *, first: bool, last: bool) -> str:
    """What stayed, cut to the words around the changes."""
    text = stretch.text
    if stretch.change is not Change.SAME or len(text) <= 2 * _CONTEXT:
        return text
    before = "" if first else text[:_CONTEXT].rpartition(" ")[0] or text[:_CONTEXT]
    after = "" if last else text[-_CONTEXT:].partition(" ")[2] or text[-_CONTEXT:]
    return f"{before} … {after}" if before and after else f"{before}…{after}"


def _within(changes: Iterable[ChangeView], left: int) -> Iterator[ChangeView]:
    for change in changes:
        left -= _weight(change)
        if left < 0:
            return
        yield change


def _weight(change: ChangeView) -> int:
    return sum(len(escape(text).encode("utf-8", "replace")) + _MARK for _, text in change.stretches) + _PLACE
