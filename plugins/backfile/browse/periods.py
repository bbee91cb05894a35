"""Periods: the years, months and days that a run of articles falls into."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from math import ceil

from backfile.address import period_address
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.printed import short_period_text
from backfile.views import Period

LEVELS = 5
"""Shades of the heat map, none aside."""

LONGEST_GAP = 3
"""How many years without articles stand one by one; more of them in a row are told in words."""


@dataclass(frozen=True, slots=True)
class Span:
    """The articles of one year, month or day."""

    period: str
    """`2020`, `2020-02` or `2020-02-20`."""
    entries: tuple[Entry, ...]
    """Oldest first; never empty."""

    @property
    def inner(self) -> tuple[Span, ...]:
        """Its months or days that hold articles; none for a day."""
        return spans(self.entries, {4: 7, 7: 10}[len(self.period)]) if len(self.period) < 10 else ()

    @property
    def loose(self) -> tuple[Entry, ...]:
        """Its articles of which nothing finer than this period is known."""
        if len(self.period) == 10:
            return self.entries
        finer = f"{self.period}-"
        return tuple(takewhile(lambda entry: entry.date is not None and entry.date.text < finer, self.entries))


def spans(entries: Sequence[Entry], length: int = 4) -> tuple[Span, ...]:
    """Articles, oldest first, by the first so many characters of their dates (4 a year, 7 a month, 10 a day).

    Articles without a date, or with a coarser one, belong to none. Where a period ends is searched for, since a list
    may be as long as the archive.
    """
    found: list[Span] = []
    begin = bisect_left(entries, "0", key=_date)
    while begin < len(entries):
        text = _date(entries[begin])
        if len(text) < length:
            begin = bisect_right(entries, text, begin, key=_date)
            continue
        period = text[:length]
        end = bisect_left(entries, f"{period}~", begin, key=_date)
        found.append(Span(period, tuple(entries[begin:end])))
        begin = end
    return tuple(found)


def _date(entry: Entry) -> str:
    return entry.date.text if entry.date else ""


def neighbours(periods: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The period before and the period after each of these, in order; empty where there is none."""
    around = ("", *periods, "")
    return {this: (before, after) for (before, this), (_, after) in pairwise(pairwise(around))}


def shown(members: Iterable[Span], base: str, lang: str) -> tuple[Period, ...]:
    """Periods of the list at `base` as a page shows them, shaded against the fullest."""
    members = tuple(members)
    fullest = max((len(span.entries) for span in members), default=1)
    return tuple(
        Period(
            text=short_period_text(span.period, lang),
            address=period_address(span.period, base),
            count=len(span.entries),
            level=ceil(LEVELS * len(span.entries) / fullest),
        )
        for span in members
    )


def with_gaps(members: Sequence[Span], base: str, lang: str, longest_gap: int = LONGEST_GAP) -> tuple[Period, ...]:
    """The same, with the periods between that hold no article: all months of a year, all days of a month.

    Years run from the first to the last; more than so many without articles in a row are one gap.
    """
    if not members:
        return ()
    found = dict(zip((span.period for span in members), shown(members, base, lang), strict=True))
    periods: list[Period] = []
    for is_held, group in groupby(_all_periods(members), key=found.__contains__):
        run = tuple(group)
        if is_held:
            periods += [found[period] for period in run]
        elif len(run) > longest_gap and len(run[0]) == 4:
            periods.append(_gap(run, lang))
        else:
            periods += [Period(short_period_text(period, lang), "", 0) for period in run]
    return tuple(periods)


def _gap(years: Sequence[str], lang: str) -> Period:
    ends = {"first": short_period_text(years[0], lang), "last": short_period_text(years[-1], lang)}
    return Period(gettext(lang, "None held from %(first)s to %(last)s") % ends, "", 0, gap=len(years))


def without_pages(members: Sequence[Span], lang: str) -> tuple[Period, ...]:
    """The same of a list too short to have pages for its years: they lead nowhere."""
    return tuple(Period(each.text, "", each.count, each.level, each.gap) for each in with_gaps(members, "/", lang))


def _all_periods(members: Sequence[Span]) -> Iterator[str]:
    first, last = members[0].period, members[-1].period
    if len(first) == 4:
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
    elif len(first) == 7:
        yield from (f"{first[:4]}-{month:02}" for month in range(1, 13))
    else:
        year, month = int(first[:4]), int(first[5:7])
        yield from (f"{first[:7]}-{day:02}" for day in range(1, monthrange(year, month)[1] + 1))
