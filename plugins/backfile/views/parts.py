"""What several kinds of pages are made of: links, dates, teasers, periods."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere."""

    text: str
    address: str
    count: int = 0
    """How many articles lie behind it; 0 where that says nothing."""
    lang: str = ""
    """Language of the text where it is not the page's."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date for readers and for machines."""

    text: str
    """As CLDR writes it in the site's language: `20 February 2020`."""
    machine: str
    """For `<time datetime>`; empty where HTML knows no form for it."""
    address: str = ""
    """Address of the list of its period."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article as a list shows it."""

    title: str
    address: str
    lang: str
    dir: str
    """`ltr` or `rtl`."""
    date: PrintedDate | None
    outlet: str
    summary: str
    """Standfirst, else the first words of the text; empty where the text may not be shown."""
    agencies: tuple[str, ...] = ()
    state: str = ""
    """What became of it, or how many versions of it there are, in the site's language; on lists of such articles."""
    notice: str = ""
    """The notice of its correction, on the list of corrections."""


@dataclass(frozen=True, slots=True)
class Period:
    """One year, month or day of a list, with how many articles it holds."""

    text: str
    address: str
    """Empty for a period without articles: a gap."""
    count: int
    level: int = 0
    """0 for none, 1 to 5 for how much against the fullest: the shade in the heat map."""
    gap: int = 0
    """How many periods without articles this one stands for, where a long run of them is told in words."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The days of a month as a calendar by weeks."""

    days: tuple[tuple[str, str], ...]
    """(short, full) names of the days of the week, in the order of the site's language."""
    rows: tuple[tuple[Period | None, ...], ...]
    """Seven days each; None for those of the months around."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with links under it, and what lies below each."""

    title: str
    links: tuple[Link, ...]
    address: str = ""
