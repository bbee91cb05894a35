"""Timelines: the articles of a running story by the days on which they appeared, and how long there was none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from math import ceil
from types import MappingProxyType

from backfile.article import EventDate
from backfile.catalogue import Entry
from backfile.interface import gettext, mark, ngettext
from backfile.links import outlet_link
from backfile.printed import number_text, period_text, printed_date, teaser
from backfile.views import Bars, Link, Timeline, TimelineDay

TOLD_APART = 5
"""Outlets that have a mark of their own: those with the most articles."""

MOST_BARS = 60
"""Bars in a strip; a story that runs longer has one for each week, month or year instead of each day."""

_MONTHS_FROM = 100
"""Days from which on a gap is told in months."""

_YEARS_FROM = 24
"""Months from which on it is told in years."""


def timeline_of(story: Sequence[Entry], shown: Sequence[Entry], lang: str, *, is_whole: bool) -> Timeline:
    """What the page of a story tells, of which these articles, oldest first, are shown on it.

    `is_whole` is whether the page is the story's first, which has the strip of bars.
    """
    outlets = outlets_of(story)
    numbers = {outlet.address: number for number, outlet in enumerate(outlets[:TOLD_APART], start=1)}
    return Timeline(
        span=span_of(story, lang),
        outlets=outlets,
        first=teaser(story[0], lang),
        latest=teaser(story[-1], lang),
        days=days_of(shown, numbers, lang),
        bars=bars_of(story, lang) if is_whole else None,
    )


def outlets_of(story: Sequence[Entry]) -> tuple[Link, ...]:
    """Who tells a story, with how many articles: most first."""
    counts = Counter(outlet_link(entry.outlet) for entry in story if entry.outlet)
    by_address: dict[str, Link] = {}
    for link, count in sorted(counts.items(), key=lambda item: (-item[1], item[0].text)):
        known = by_address.get(link.address)
        by_address[link.address] = Link(
            known.text if known else link.text, link.address, count + (known.count if known else 0)
        )
    return tuple(sorted(by_address.values(), key=lambda link: (-link.count, link.text.casefold(), link.address)))


def span_of(story: Sequence[Entry], lang: str) -> str:
    """From the first to the last day of a story; empty where no article of it has a date."""
    periods = [entry.date.period for entry in story if entry.date]
    ends = dict.fromkeys((*periods[:1], *periods[-1:]))
    return " – ".join(period_text(period, lang) for period in ends)


def days_of(entries: Sequence[Entry], numbers: Mapping[str, int], lang: str) -> tuple[TimelineDay, ...]:
    """Articles, oldest first, by day, each with the number of its outlet."""
    days: list[TimelineDay] = []
    before: EventDate | None = None
    for _, members in groupby(entries, key=lambda entry: entry.date.period if entry.date else ""):
        articles = tuple(members)
        when = articles[0].date
        days.append(
            TimelineDay(
                date=printed_date(when, lang) if when else None,
                later=later_text(before, when, lang) if before and when else "",
                articles=tuple((_number(entry, numbers), teaser(entry, lang)) for entry in articles),
            )
        )
        before = when
    return tuple(days)


def _number(entry: Entry, numbers: Mapping[str, int]) -> int:
    return numbers.get(outlet_link(entry.outlet).address, 0) if entry.outlet else 0


def later_text(before: EventDate, after: EventDate, lang: str) -> str:
    """How long after one day another is: `12 days later`; in whole months and years where it is long.

    Empty for the next day, and where of one of the two no day is known.
    """
    one, other = _day(before), _day(after)
    if not one or not other or (days := (other - one).days) <= 1:
        return ""
    if days < _MONTHS_FROM:
        return ngettext(lang, "%(num)s day later", "%(num)s days later", days)
    months = 12 * (other.year - one.year) + other.month - one.month - (other.day < one.day)
    if months < _YEARS_FROM:
        return ngettext(lang, "%(num)s month later", "%(num)s months later", months)
    return ngettext(lang, "%(num)s year later", "%(num)s years later", months // 12)


def bars_of(entries: Sequence[Entry], lang: str) -> Bars | None:
    """How many articles, oldest first, there are of each day from the first to the last; None of fewer than two days.

    Articles of which no day is known are not in it.
    """
    days = [day for entry in entries if entry.date and (day := _day(entry.date))]
    if len(set(days)) < 2:
        return None
    unit = next(unit for unit in _UNITS if len(_steps(days, unit)) <= MOST_BARS or unit == _UNITS[-1])
    begin, tell = _BEGINNINGS[unit], _TEXTS[unit]
    counts = Counter(map(begin, days))
    highest = max(counts.values())
    return Bars(
        label=gettext(lang, _LABELS[unit])
        % {"first": period_text(days[0].isoformat(), lang), "last": period_text(days[-1].isoformat(), lang)},
        bars=tuple(
            (
                ceil(100 * counts[day] / highest),
                f"{tell(day, lang)}: {number_text(counts[day], lang)}" if counts[day] else "",
            )
            for day in _steps(days, unit)
        ),
    )


_UNITS = ("day", "week", "month", "year")

_BEGINNINGS: Mapping[str, Callable[[date], date]] = MappingProxyType(
    {
        "day": lambda day: day,
        "week": lambda day: day - timedelta(days=day.weekday()) if day.toordinal() > day.weekday() else date.min,
        "month": lambda day: day.replace(day=1),
        "year": lambda day: day.replace(month=1, day=1),
    }
)
"""The first day of what a bar stands for; weeks begin on Mondays (ISO 8601)."""

_TEXTS: Mapping[str, Callable[[date, str], str]] = MappingProxyType(
    {
        "day": lambda day, lang: period_text(day.isoformat(), lang),
        "week": lambda day, lang: gettext(lang, "Week of %(day)s") % {"day": period_text(day.isoformat(), lang)},
        "month": lambda day, lang: period_text(day.isoformat()[:7], lang),
        "year": lambda day, lang: period_text(day.isoformat()[:4], lang),
    }
)

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "day": mark("Articles by day, from %(first)s to %(last)s"),
        "week": mark("Articles by week, from %(first)s to %(last)s"),
        "month": mark("Articles by month, from %(first)s to %(last)s"),
        "year": mark("Articles by year, from %(first)s to %(last)s"),
    }
)


def _steps(days: Sequence[date], unit: str) -> list[date]:
    """The first day of each unit from that of the first of these days to that of the last."""
    first, last = _BEGINNINGS[unit](days[0]), _BEGINNINGS[unit](days[-1])
    if unit in ("day", "week"):
        return [
            date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, 7 if unit == "week" else 1)
        ]
    if unit == "year":
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _day(known: EventDate) -> date | None:
    return date(known.year, known.month, known.day) if known.month and known.day else None
