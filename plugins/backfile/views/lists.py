"""Lists of articles, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.views.parts import Group, Link, Period, PrintedDate, Teaser, Weeks
from backfile.views.places import PlaceView


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an outlet's articles of some years is an agency's copy."""

    count: int
    """How many articles credit the agency."""
    of: int
    """How many articles the outlet has; 0 is a gap: there is nothing to have a share of."""
    text: str
    """The share as CLDR writes it: `34%`; empty where the count is 0."""
    level: int
    """0 for none, 1 to 5 for each fifth of the whole: the shade."""
    address: str = ""
    """Of the search that shows these articles; empty where no search says just that."""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """The shares of one outlet, agency, or of several together."""

    head: Link
    shares: tuple[Share, ...]
    """One for each column."""


@dataclass(frozen=True, slots=True)
class ShareTable:
    """Outlets by years for an agency, or agencies by years for an outlet."""

    caption: str
    corner: str
    """What the heads of the rows are: `Outlet`."""
    columns: tuple[str, ...]
    """Years, or runs of years: `1990–1999`."""
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """The articles of one day (or of a month or year where no more is known) of a running story."""

    date: PrintedDate | None
    later: str
    """How long after the day before it this one is: `12 days later`; empty for the first, and for the very next day."""
    articles: tuple[tuple[int, Teaser], ...]
    """Each with the number of its outlet among the story's, from 1; 0 for those beyond the fifth."""


@dataclass(frozen=True, slots=True)
class Bars:
    """How many articles there are of each day, week, month or year, as a strip of bars."""

    label: str
    """What the strip shows, in words."""
    bars: tuple[tuple[int, str], ...]
    """From the first to the last: the height in hundredths of the highest, and what it says (`3 March 2020: 5`)."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A running story in the order in which it ran."""

    span: str
    """From its first day to its last."""
    outlets: tuple[Link, ...]
    """Who tells it, most articles first."""
    first: Teaser
    latest: Teaser
    days: tuple[TimelineDay, ...]
    """Of the page that it stands on, oldest first."""
    bars: Bars | None = None


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of articles: of a period, region, agency, staff code, tag, outlet, author, or one part of it."""

    kind: str
    """`archive`, `regions`, `agencies`, `staff`, `tags`, `outlets`, `authors`, `threads`, `undated`."""
    title: str
    """What the list is of: `Idlib`, `20 February 2020`, `Reuters`."""
    address: str
    total: int
    """How many articles the whole list holds."""
    trail: tuple[Link, ...]
    """The way down to here, home and this page itself excluded."""
    teasers: tuple[Teaser, ...]
    newest_of: int = 0
    """Where only the newest are shown: how many there are in all; 0 where the page shows all."""
    periods: tuple[Period, ...] = ()
    """Its years, or the months or days of a period that divides."""
    parts: tuple[Link, ...] = ()
    """Numbered parts of a day too full for one page."""
    children: tuple[Link, ...] = ()
    """Regions within this one, staff of an outlet, and the like."""
    previous: Link | None = None
    """The period before this one that has articles."""
    next: Link | None = None
    feed: str = ""
    """Address of its Atom feed, or empty."""
    title_lang: str = ""
    data: tuple[Link, ...] = ()
    """Its articles as JSON Lines: one file, or one for each period where that would be too large; or none."""
    weeks: Weeks | None = None
    """A month's days, which are then not among its periods."""
    all_years: Link | None = None
    """Of a day of the archive: the page of that day in all years."""
    brief: bool = False
    """Whether the articles are too many to show more than their headlines."""
    years: str = ""
    """The first and the last year of its articles, on the page of an author: `1998–2004`."""
    names: tuple[Group, ...] = ()
    """Other names that stand on its articles, under a heading for each kind, with how many articles bear both."""
    shares: ShareTable | None = None
    """Whose copy it is, by year."""
    timeline: Timeline | None = None
    """The same articles in order of time, on the pages of a running story."""
    place: PlaceView | None = None
    """On the first page of what happened in a region, and of what was filed from it."""


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A running story as the list of all shows it."""

    link: Link
    span: str
    """From its first day to its last."""
    outlets: tuple[Link, ...]
    """Who tells it, most articles first."""


@dataclass(frozen=True, slots=True)
class ThreadsView:
    """The running stories, the latest first."""

    title: str
    address: str
    total: int
    """How many stories there are."""
    threads: tuple[ThreadLine, ...]
    letters: tuple[Link, ...] = ()
    """Where these are not all: the pages of all, by their first letters."""
