"""Dates that cannot be: after the day of the capture, or the zero of a computer's clock. They are left out and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from backfile.article import EventDate
from backfile.normalise.account import Fate, Note, Outcome
from backfile.normalise.draft import Draft, Fields

RULE = "possible_dates"

_DATES = ("date", "modified")
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)
_FARTHEST_ZONE = timedelta(hours=14)


def with_possible_dates(draft: Draft, captured_at: str) -> Draft:
    """The draft without dates that cannot be; what they were asks for review, and their text is set aside.

    A story is published no later than the day after its capture: there the date line may already have been crossed.
    Where it is not known when the capture was made, any later day can be. An instant of 1970-01-01T00:00Z or the second
    before it, in whatever zone, is what software prints for no date at all (POSIX.1-2017, 4.16).
    """
    notes = {name: reason for name in _DATES if (reason := _impossible(draft.fields.get(name), captured_at))}
    if not notes:
        return draft
    fields = Fields(**{name: value for name, value in draft.fields.items() if name not in notes})  # type: ignore[typeddict-item]
    return replace(
        draft,
        fields=fields,
        fates={index: tuple(_fate(fate, notes) for fate in fates) for index, fates in draft.fates.items()},
        origins=tuple(origin for origin in draft.origins if origin.field not in notes),
        notes=(*draft.notes, *(Note(RULE, f"{name}: {reason}") for name, reason in notes.items())),
    )


def _impossible(found: object, captured_at: str) -> str:
    if not isinstance(found, EventDate):
        return ""
    if _is_zero(found):
        return f"{found.text} is the zero of a computer's clock, and no date"
    if captured_at:
        last = (date.fromisoformat(captured_at[:10]) + timedelta(days=1)).isoformat()
        if found.period > last[: len(found.period)]:
            return f"{found.text} is later than the capture, which is of {captured_at[:10]}"
    return ""


def _is_zero(found: EventDate) -> bool:
    instant = found.instant
    if instant is None or instant.year not in (1969, 1970):
        return False
    if instant.tzinfo:
        return int((instant - _ZERO).total_seconds()) in (0, -1)
    apart = instant.replace(tzinfo=UTC) - _ZERO
    return apart in (timedelta(), timedelta(minutes=-1), timedelta(seconds=-1)) or (
        abs(apart) <= _FARTHEST_ZONE and not apart % timedelta(hours=1)
    )


def _fate(fate: Fate, notes: dict[str, str]) -> Fate:
    is_gone = fate.outcome is Outcome.FIELD and fate.detail in notes
    return replace(fate, outcome=Outcome.SET_ASIDE, detail="a date that cannot be", rule=RULE) if is_gone else fate
