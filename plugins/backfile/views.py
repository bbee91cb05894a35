"""What templates see: one frozen view per page kind, made of links and plain values, never of internals.

Every address in a view is a site address (`/tags/x/`); a template prints it as `{{ root }}{{ link.address[1:] }}`,
so that the site works under any path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site before it is printed.

    | template | view |
    |---|---|
    | `home.html` | `home`: HomeView |
    | `article.html` | `article`: ArticleView |
    | `list.html` | `list`: ListView |
    | `directory.html` | `index`: IndexView |
    | `search.html`, `not_found.html` | none |
    | `redirect.html` | `target`: Link |

    Every template sees besides its view: `site` (SiteView), `root`, `page_title` and `address`.
    """

    address: str
    """Where it lives; `/404.html` is the one page that names a file."""
    template: str
    title: str
    """For `<title>`, without the site's name; empty on the front page."""
    view_name: str = ""
    """The name by which the template knows its view."""
    view: object = None


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


@dataclass(frozen=True, slots=True)
class Period:
    """One year, month or day of a list, with how many articles it holds."""

    text: str
    address: str
    """Empty for a period without articles: a gap."""
    count: int
    level: int = 0
    """0 for none, 1 to 5 for how much against the fullest: the shade in the heat map."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """The article's picture."""

    address: str
    """Address of the file, or empty: caption and credit stand alone."""
    caption: str
    credit: str
    agencies: tuple[Link, ...]
    width: int = 0
    """Pixels, or 0 where unknown: keeps its place on the page while it loads."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed in one place between two versions of an article."""

    field: str
    """`headline`, `standfirst`, or the field's name; empty for the text."""
    stretches: tuple[tuple[str, str], ...]
    """(`same`, `removed` or `added`, words) in reading order."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of an article."""

    number: int
    """1 for the first that was captured."""
    captured: PrintedDate | None
    changes: tuple[ChangeView, ...]
    """Against the version before."""
    complete: bool
    """False where more changed than the page has room for."""


@dataclass(frozen=True, slots=True)
class CopyView:
    """Another article that prints the same copy."""

    article: Teaser
    words: str
    """How it differs, in words: `adds 3 paragraphs`; or empty."""


@dataclass(frozen=True, slots=True)
class RelatedView:
    """How an article belongs together with others."""

    copies: tuple[CopyView, ...]
    """Other outlets' copies."""
    versions: tuple[CopyView, ...]
    """The same outlet's repeats and updates."""
    more: int
    """How many copies and versions there are beside those given."""
    threads: tuple[Link, ...]
    """The running stories that it is part of."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article page."""

    title: str
    address: str
    lang: str
    dir: str
    date: PrintedDate | None
    modified: PrintedDate | None
    outlet: Link | None
    outlet_name: str
    """The outlet's full name."""
    section: str
    series: str
    standfirst: str
    byline: str
    authors: tuple[Link, ...]
    dateline: str
    """As printed."""
    picture: PictureView | None
    body: Markup
    """Sanitised HTML; empty where the text may not be shown."""
    text_withheld: bool
    """True where access is `metadata`."""
    credit_line: str
    """The sign-off as printed."""
    staff: tuple[Link, ...]
    agencies: tuple[Link, ...]
    reporting: tuple[tuple[str, str, str], ...]
    """(role in words, name, place)."""
    tags: tuple[Link, ...]
    regions: tuple[tuple[Link, ...], ...]
    """For each region its way down: continent, subregion, country, subdivision."""
    mentioned: tuple[Link, ...]
    source: str
    """Web address, http or https, or empty."""
    capture: str
    """`sha256:…` or empty."""
    correction: str
    status: str
    rights: str
    previous: Teaser | None
    next: Teaser | None
    json_ld: Markup
    """The content of the page's JSON-LD script, escaped for HTML."""
    related: RelatedView | None = None
    versions: tuple[VersionView, ...] = ()
    """Newest first; empty where there is but one."""
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


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


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with links under it, and what lies below each."""

    title: str
    links: tuple[Link, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class IndexView:
    """A directory of lists: all regions, agencies, staff, tags, outlets or authors."""

    kind: str
    title: str
    address: str
    groups: tuple[Group, ...]
    total: int
    """How many names it lists."""


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


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site."""

    name: str
    lang: str
    url: str
    """Absolute address without a final slash, or empty."""
    indexing: bool
    samples: bool
    """True where the articles shown are Backfile's samples of invented news: every page says so."""
    menu: tuple[Link, ...]
    feed: str
    """Address of the site's Atom feed."""
    assets: Mapping[str, str]
    """Address of each static file of the theme by its name (`css/site.css`), with a digest in its query."""
    dir: str = "ltr"
    """Direction of the interface: `ltr` or `rtl`."""
