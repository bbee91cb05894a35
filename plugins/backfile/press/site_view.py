"""What every page is told of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from backfile.catalogue import Catalogue, Entry
from backfile.interface import gettext, mark
from backfile.links import CORRECTIONS, DATA, DIRECTORIES, ON_THIS_DAY, PICTURES, UNDATED, VERSIONS, threads_link
from backfile.printed import direction
from backfile.site import Site
from backfile.views import Link, LogoView, SiteView

FEED = "/feeds/latest.atom"
"""Address of the site's Atom feed."""

_Has = Callable[[Entry], object]

_MENU: tuple[tuple[str, str, _Has], ...] = (
    (DIRECTORIES["regions"], "/regions/", lambda entry: entry.region or entry.filed),
    (DIRECTORIES["outlets"], "/outlets/", lambda entry: entry.outlet),
    (DIRECTORIES["agencies"], "/agencies/", lambda entry: entry.agencies),
    (DIRECTORIES["authors"], "/authors/", lambda entry: entry.authors),
    (DIRECTORIES["tags"], "/tags/", lambda entry: entry.tags),
)
"""The ways in that the head of each page leads to: what they are called, where they lie, and of which articles."""

_MORE: tuple[tuple[str, str, _Has], ...] = (
    (DIRECTORIES["staff"], "/staff/", lambda entry: entry.staff),
    (mark("Pictures"), PICTURES, lambda entry: entry.picture_agencies or entry.photographer),
    (mark("Corrections"), CORRECTIONS, lambda entry: entry.is_corrected),
)
"""Those that its foot leads to."""


def site_view(
    site: Site,
    catalogue: Catalogue,
    assets: Mapping[str, str],
    *,
    threads: bool = False,
    versions: bool = False,
    samples: bool,
    logo: LogoView | None = None,
) -> SiteView:
    """The site as templates see it; its menu and its foot lead to those ways in that have articles.

    `threads` and `versions` are whether there are any.
    """
    entries, lang = catalogue.entries, site.lang
    has_days = any(entry.date and entry.date.day for entry in entries)
    menu = (
        *_ways(_MENU, entries, lang),
        *((threads_link(lang),) if threads else ()),
        *((Link(gettext(lang, "On this day"), ON_THIS_DAY),) if has_days else ()),
        Link(gettext(lang, "Search"), "/search/"),
    )
    more = (
        *_ways(_MORE, entries, lang),
        *((Link(gettext(lang, "Versions"), VERSIONS),) if versions else ()),
        *((Link(gettext(lang, "Undated"), UNDATED),) if entries and entries[0].date is None else ()),
        *((Link(gettext(lang, "Data"), DATA),) if entries else ()),
    )
    return SiteView(
        name=site.name,
        lang=site.lang,
        url=site.url,
        indexing=site.indexing,
        samples=samples,
        menu=menu,
        feed=FEED if catalogue.entries and catalogue.entries[-1].date else "",
        assets=assets,
        dir=direction(site.lang),
        logo=logo,
        more=more,
    )


def _ways(ways: Iterable[tuple[str, str, _Has]], entries: Sequence[Entry], lang: str) -> Iterator[Link]:
    """Those of some ways in that have articles."""
    for text, address, has in ways:
        if any(map(has, entries)):
            yield Link(gettext(lang, text), address)
