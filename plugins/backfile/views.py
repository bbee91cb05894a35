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
    | `copies.html` | `copies`: CopiesView |
    | `region.html` | `list`: ListView |
    | `directory.html` | `index`: IndexView |
    | `regions.html` | `index`: RegionsView |
    | `on_this_day.html` | `day`: DayView |
    | `days.html` | `days`: DaysView |
    | `feed.atom` | `feed`: FeedView |
    | `data.jsonl` | `data`: DataView |
    | `data.html` | `offers`: OffersView |
    | `thread.html` | `list`: ListView with a timeline |
    | `threads.html` | `index`: ThreadsView |
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
    photographer: Link | None = None
    credit_runs: tuple[Link, ...] = ()
    """The credit in runs: those that are names of its agencies or its photographer lead to their lists."""
    unprinted: tuple[Link, ...] = ()
    """Those of them whose names are not printed so in the credit."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed in one place between two versions of an article."""

    field: str
    """The field in words of the site's language; empty for the text."""
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
class PassageView:
    """One place of a copy, told against the source."""

    same: int
    """How many paragraphs stand here as they stand in the source; 0 where words differ."""
    stretches: tuple[tuple[str, str], ...] = ()
    """(`same`, `removed` or `added`, words) of one paragraph, in reading order."""


@dataclass(frozen=True, slots=True)
class CopyColumn:
    """One outlet's article beside the source."""

    article: Teaser
    agencies: str
    """Whom it credits."""
    words: str
    """What it is, and how it differs, in words."""
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class CopiesView:
    """A family of wire copy, side by side."""

    source: Teaser
    agencies: str
    words: str
    """Why it is held to be the source; or empty."""
    text: tuple[str, ...]
    """Its paragraphs."""
    copies: tuple[CopyColumn, ...]
    """The others, oldest first."""
    more: int = 0
    """How many there are beside those given."""


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """A running story that an article is part of, and the articles of it before and after this one."""

    link: Link
    previous: Teaser | None
    next: Teaser | None


@dataclass(frozen=True, slots=True)
class RelatedView:
    """How an article belongs together with others."""

    copies: tuple[CopyView, ...]
    """Other outlets' copies."""
    versions: tuple[CopyView, ...]
    """The same outlet's repeats and updates."""
    more: int
    """How many copies and versions there are beside those given."""
    threads: tuple[ThreadStep, ...]
    """The running stories that it is part of."""
    side_by_side: str = ""
    """Address of the page that shows the copies side by side, or empty."""


@dataclass(frozen=True, slots=True)
class ProvenanceView:
    """How an article came out of its capture, in words of the site's language; what is not known is empty."""

    published: str
    """Who says when it was published, and by which rule: `JSON-LD datePublished (published)`."""
    modified: str
    source: str
    """Who says where it was published."""
    captured: PrintedDate | None
    captured_by: str
    fields: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """By where their values came from: (names of fields, the rule that read them)."""
    aside: tuple[str, ...]
    """Why words of the capture are not in the article, and how many: `page chrome: 214 words`."""
    edited: tuple[str, ...]
    """Names of the fields that a person has changed since."""
    rules: int
    """Version of the rules that read it, or 0."""


@dataclass(frozen=True, slots=True)
class CitationView:
    """How an article is cited."""

    styles: tuple[tuple[str, Markup], ...]
    """(name of the style, entry as HTML with `<i>` alone): APA, Chicago, MLA."""
    bibtex: Markup
    """All that is known of it; js/article/bibtex.js makes CSL-JSON and RIS of it."""


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
    filed: tuple[Link, ...] = ()
    """The places that its dateline names, each with the list of what was filed from there."""
    related: RelatedView | None = None
    versions: tuple[VersionView, ...] = ()
    """Newest first; empty where there is but one."""
    provenance: ProvenanceView | None = None
    """None where a person wrote it."""
    citation: CitationView | None = None
    """None where nobody says how to cite."""
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article as an Atom feed tells it; no text holds a character that XML cannot say."""

    title: str
    address: str
    lang: str
    id: str
    """`urn:uuid:…`, of the article alone."""
    published: str
    """An RFC 3339 instant."""
    updated: str
    author: str
    """Its authors, else its outlet, else the site: Atom wants one."""
    summary: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """An Atom feed: the newest articles of a list."""

    title: str
    id: str
    page: str
    """Address of the list that it is of."""
    updated: str
    """When the one changed last that did so last."""
    entries: tuple[FeedEntry, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class DataView:
    """Articles as JSON Lines."""

    lines: Markup
    """One JSON object for each, and a line feed after each."""


@dataclass(frozen=True, slots=True)
class OffersView:
    """What the whole archive offers to programs."""

    title: str
    total: int
    feed: str
    """Address of its Atom feed, or empty."""
    files: tuple[Link, ...]
    """Its articles as JSON Lines."""


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


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with links under it, and what lies below each."""

    title: str
    links: tuple[Link, ...]
    address: str = ""


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
class MapCountry:
    """A country on a map, with articles."""

    text: str
    """`Syria: 214 articles`."""
    address: str
    shape: str
    """SVG path data; empty for a country that is a dot."""
    dot: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class MapShade:
    """The countries of one shade on a map."""

    level: int
    """1 for the lightest to 5."""
    text: str
    """What the shade means in numbers of articles: `8–40`."""
    countries: tuple[MapCountry, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """A map of the world, a continent or a subregion, with its countries shaded by how many articles happened there."""

    title: str
    """What it is, for those who do not see it."""
    width: int
    height: int
    graticule: str
    """SVG path data of its meridians and parallels."""
    land: str
    """SVG path data of all countries without articles."""
    specks: str
    """The same of those that are dots: lines without length."""
    shades: tuple[MapShade, ...]
    """Darkest first."""
    elsewhere: tuple[Link, ...] = ()
    """What has articles and is not drawn: historic states, and islands far from all others."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What the page of a region tells beside its articles."""

    both: tuple[Link, ...]
    """The list of what happened there and the list of what was filed from there, with how many articles each holds."""
    shown: str
    """Address of the one that the page is of."""
    map: MapView | None = None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A country in the directory of regions."""

    place: Link
    """With how many articles happened there."""
    filed: int
    """How many were filed from there."""


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """A continent in the directory of regions."""

    title: str
    address: str
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class RegionsView:
    """The directory of all regions."""

    title: str
    address: str
    map: MapView | None
    groups: tuple[PlaceGroup, ...]


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


@dataclass(frozen=True, slots=True)
class LogoView:
    """The site's logo, which stands for its name in the nameplate."""

    address: str
    width: int
    """Pixels, or units of an SVG."""
    height: int
    icon: bool = False
    """Whether it is the site's icon too: an SVG, which is sharp at any size."""


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
    more: tuple[Link, ...] = ()
    """What the menu has no room for; it stands at the foot of each page: staff, pictures, corrections and the like."""
    logo: LogoView | None = None
