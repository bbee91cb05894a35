"""What an article's page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from markupsafe import Markup

from backfile.views.parts import Link, PrintedDate, Teaser


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
