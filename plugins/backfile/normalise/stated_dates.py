"""Rule: the dates that a format states, with their own offset, and no date where it states none that can be."""

from __future__ import annotations

from backfile.article import EventDate
from backfile.decode.document import Role
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding, whole
from backfile.normalise.page_date import machine_date
from backfile.normalise.printed_date import printed_dates
from backfile.normalise.story import beside_given, is_stated


def stated_dates(draft: Draft) -> Finding:
    """`date`, `modified` and `embargo`: the first value of each that is a date; a printed date where there is no other.

    A value that is none, like one in the year 20020, asks for review. A modification that is no later than the
    publication, or says no more, is none.
    """
    if not is_stated(draft):
        return NOTHING
    fields, review = Fields(), list[str]()
    date, notes = _first(draft, "date")
    review += notes
    printed = [(i, block) for i, block in enumerate(draft.document.blocks) if block.role is Role.DATE]
    if date is None:
        lang = draft.fields.get("lang", "").partition("-")[0]
        found = [hit for _, block in printed for hit in printed_dates(block.text, lang)]
        date = next((hit.readings[0] for hit in found if len(hit.readings) == 1), None)
    if date:
        fields["date"] = date
    modified, notes = _first(draft, "modified")
    review += notes
    if modified and (date is None or _is_later(modified, date)):
        fields["modified"] = modified
    embargo, notes = _first(draft, "embargo")
    review += notes
    if embargo:
        fields["embargo"] = embargo
    claims = tuple(whole(draft, index, Outcome.FIELD, "date") for index, _ in printed)
    return Finding(fields, beside_given(draft, claims), tuple(review), source="stated")


def _first(draft: Draft, name: str) -> tuple[EventDate | None, list[str]]:
    """The first value of a field that is a date; where there is none, a note for each value."""
    values = [candidate.value for candidate in draft.candidates(name)]
    date = next((date for value in values if (date := machine_date(value))), None)
    return date, [] if date else [f"{name}: {value!r} is no date that can be" for value in values]


def _is_later(modified: EventDate, date: EventDate) -> bool:
    first, second = date.instant, modified.instant
    if first and second and (first.tzinfo is None) == (second.tzinfo is None):
        return second > first
    return modified.period > date.period[: len(modified.period)] or (bool(second) and modified.period >= date.period)
