"""The front page, and the directories of all lists."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.views.parts import Group, Link, Period, Teaser
from backfile.views.places import MapView


@dataclass(frozen=True, slots=True)
class IndexView:
    """A directory of lists: all regions, agencies, staff, tags, outlets or authors."""

    kind: str
    title: str
    address: str
    groups: tuple[Group, ...]
    total: int
    """How many names it lists."""
    trail: tuple[Link, ...] = ()
    letters: tuple[Link, ...] = ()
    """The pages that it divides into where it has too many names, by their first letters."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    latest: tuple[Teaser, ...]
    years: tuple[Period, ...]
    """Every year from the first to the last, gaps included."""
    regions: tuple[Link, ...]
    agencies: tuple[Link, ...]
    outlets: tuple[Link, ...]
    tags: tuple[Link, ...]
    total: int
    undated: Link | None = None
    on_this_day: Link | None = None
    """The calendar of days in all years; None where no article's day is known."""
    map: MapView | None = None
    """The world; none where no article is of a country."""
