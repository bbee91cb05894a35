"""All pages that lead to articles: the front page, the archive by date, every named list and every directory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from backfile.browse.corrections import correction_sets
from backfile.browse.directories import directory_pages
from backfile.browse.groups import groups_of
from backfile.browse.home import home_page
from backfile.browse.lists import archive_sets, list_set, undated_set
from backfile.browse.names import name_listings
from backfile.browse.offers import archive_offers
from backfile.browse.on_this_day import on_this_day_sets
from backfile.browse.region_pages import region_listings, regions_page
from backfile.browse.threads import thread_sets
from backfile.browse.versions_list import version_sets
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.planned import PageSet, ready
from backfile.relations import Thread
from backfile.site import Site
from backfile.views import Page


def browse_sets(
    entries: tuple[Entry, ...],
    site: Site,
    outlet_names: Mapping[str, str] = MappingProxyType({}),
    threads: Sequence[Thread] = (),
    versions: Mapping[str, int] = MappingProxyType({}),
) -> Iterator[PageSet]:
    """Every page that leads to these articles, oldest first, in this site.

    `outlet_names` are the full names of outlets by label, which head their lists; `threads` are those to be shown, and
    `versions` says how many each article has that has several, by path.
    """
    lang = site.lang
    groups = groups_of(entries)
    yield ready("front", [home_page(entries, groups, lang)])
    yield from archive_sets(entries, site)
    undated = tuple(entry for entry in entries if entry.date is None)
    if undated:
        yield undated_set(undated, site, len(entries))
    yield from archive_offers(entries, site)
    yield from on_this_day_sets(entries, lang)
    for listing in chain(region_listings(groups.places, lang), name_listings(entries, groups, lang, outlet_names)):
        yield list_set(listing, site)
    yield ready("directories", directory_pages(groups, lang))
    yield ready("regions", regions_page(groups.places, lang))
    yield from thread_sets(threads, entries, site)
    yield from correction_sets(entries, site)
    yield from version_sets(entries, versions, site)
    yield ready("search", [Page("/search/", "search.html", gettext(lang, "Search"))])
