"""On this day: the articles of each day of the year in all years, and a calendar of those days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil

from backfile.address import period_address
from backfile.browse.calendar import day_link
from backfile.browse.periods import LEVELS, neighbours, spans, with_gaps
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import ON_THIS_DAY
from backfile.planned import PageSet, PlannedPage, digest_of, ready
from backfile.printed import period_text, short_period_text, teaser
from backfile.views import DaysView, DayView, Link, Page, Period, YearOfDay

NEWEST = 50
"""How many articles of a day are shown where there are too many for one page."""

FULL = 200
"""How many articles a page holds before its day divides by years."""

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def on_this_day_sets(entries: Iterable[Entry], lang: str) -> Iterator[PageSet]:
    """The calendar of days, and the page of each day that some of these articles, oldest first, are of.

    Only articles of which the day is known are of one.
    """
    days: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.date and len(entry.date.text) >= 10:
            days.setdefault(entry.date.text[5:10], []).append(entry)
    if not days:
        return
    yield ready("on this day", [_calendar({day: len(held) for day, held in days.items()}, lang)])
    in_order = sorted(days)
    around = neighbours(in_order)
    for day in in_order:
        before, after = around[day]
        # The year is round: before its first day comes its last.
        yield _day_set(day, tuple(days[day]), (before or in_order[-1], after or in_order[0]), lang)


def any_day(entries: Sequence[Entry]) -> bool:
    """Whether the day of any of these articles is known."""
    return any(entry.date and len(entry.date.text) >= 10 for entry in reversed(entries))


def _calendar(counts: Mapping[str, int], lang: str) -> Page:
    fullest = max(counts.values())

    def period(day: str) -> Period:
        count = counts.get(day, 0)
        return Period(
            str(int(day[3:])), day_link(day, lang).address if count else "", count, ceil(LEVELS * count / fullest)
        )

    title = gettext(lang, "On this day")
    months = tuple(
        (
            short_period_text(f"2000-{month:02}", lang),
            tuple(period(f"{month:02}-{day:02}") for day in range(1, length + 1)),
        )
        for month, length in enumerate(_LONGEST_MONTHS, start=1)
    )
    view = DaysView(title, ON_THIS_DAY, sum(counts.values()), months)
    return Page(ON_THIS_DAY, "days.html", title, "days", view)


def _day_set(day: str, entries: tuple[Entry, ...], around: tuple[str, str], lang: str) -> PageSet:
    """The page of one day of the year; `around` are the days before and after it that have articles."""
    steps = [day_link(each, lang) if each != day else None for each in around]
    listed = digest_of(b"".join([entry.listed for entry in entries]))
    link = day_link(day, lang)

    def make() -> Page:
        is_whole = len(entries) <= FULL
        shown = entries if is_whole else entries[-NEWEST:]
        view = DayView(
            title=link.text,
            address=link.address,
            total=len(entries),
            trail=(Link(gettext(lang, "On this day"), ON_THIS_DAY),),
            years=tuple(_years(shown, lang)),
            newest=0 if is_whole else len(shown),
            periods=() if is_whole else _all_years(entries, lang),
            previous=steps[0],
            next=steps[1],
            brief=len(shown) > NEWEST,
        )
        return Page(link.address, "on_this_day.html", link.text, "day", view)

    prints = (("its articles", listed), ("the days before and after it", digest_of(repr(steps))))
    page = PlannedPage(link.address, "on_this_day.html", prints, make)
    return PageSet(f"on this day: {day}", digest_of(listed, repr(steps), lang), min(len(entries), FULL), lambda: [page])


def _years(entries: tuple[Entry, ...], lang: str) -> Iterator[YearOfDay]:
    for period, held in groupby(reversed(entries), key=_day_of):
        year = Link(period_text(period[:4], lang), period_address(period))
        yield YearOfDay(year, tuple(teaser(entry, lang) for entry in held))


def _all_years(entries: tuple[Entry, ...], lang: str) -> tuple[Period, ...]:
    """Every year of a day, each leading to the page of the day itself."""
    day = period_address(_day_of(entries[0])[5:], "")
    years = with_gaps(spans(entries), "/", lang)
    return tuple(replace(year, address=f"{year.address}{day}") if year.count else year for year in years)


def _day_of(entry: Entry) -> str:
    assert entry.date is not None
    return entry.date.period
