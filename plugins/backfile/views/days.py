"""One day in all years."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.views.parts import Link, Period, Teaser


@dataclass(frozen=True, slots=True)
class YearOfDay:
    """The articles of one day in one year, among those of the same day in others."""

    year: Link
    """Leads to the page of the day itself."""
    teasers: tuple[Teaser, ...]
    """Those shown; perhaps not all."""


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of the year, as `20 February`: its articles in all years."""

    title: str
    address: str
    total: int
    trail: tuple[Link, ...]
    years: tuple[YearOfDay, ...]
    """Newest first."""
    newest: int = 0
    """How many are shown where there are too many for one page; 0 where all are."""
    periods: tuple[Period, ...] = ()
    """Then all its years; each leads to the page of the day itself."""
    previous: Link | None = None
    """The day of the year before it that has articles."""
    next: Link | None = None
    brief: bool = False
    """As `ListView.brief`."""


@dataclass(frozen=True, slots=True)
class DaysView:
    """A year without a number: every day of it, with how many articles there are of that day in all years."""

    title: str
    address: str
    total: int
    months: tuple[tuple[str, tuple[Period, ...]], ...]
    """(name, days) of each."""
