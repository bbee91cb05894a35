"""All pages that lead to articles: the front page, the archive by date, every named list and every directory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from backfile.browse.directories import directory_pages
from backfile.browse.groups import Groups, NamedGroup, groups_of
from backfile.browse.home import home_page
from backfile.browse.lists import Listing, archive_sets, list_set, undated_set
from backfile.browse.threads import thread_sets
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import directory_link, region_link, region_trail
from backfile.planned import PageSet, ready
from backfile.relations import Thread
from backfile.views import Link, Page
from backfile.vocab.regions import path_down


def browse_sets(
    entries: tuple[Entry, ...],
    lang: str,
    outlet_names: Mapping[str, str] = MappingProxyType({}),
    threads: Sequence[Thread] = (),
) -> Iterator[PageSet]:
    """Every page that leads to these articles, oldest first, in a site of this language.

    `outlet_names` are the full names of outlets by label, which head their lists; `threads` are those to be shown.
    """
    groups = groups_of(entries)
    yield ready("front", [home_page(entries, groups, lang)])
    yield from archive_sets(entries, lang)
    undated = tuple(entry for entry in entries if entry.date is None)
    if undated:
        yield undated_set(undated, lang)
    for listing in listings(groups, lang, outlet_names):
        yield list_set(listing, lang)
    yield ready("directories", directory_pages(groups, lang))
    yield from thread_sets(threads, entries, lang)
    yield ready("search", [Page("/search/", "search.html", gettext(lang, "Search"))])


def listings(groups: Groups, lang: str, outlet_names: Mapping[str, str]) -> Iterator[Listing]:
    """Every named list."""
    yield from region_listings(groups, lang)
    named = {"agencies": groups.agencies, "tags": groups.tags, "authors": groups.authors}
    for kind, members in named.items():
        for each in members:
            yield _listing(kind, each, (directory_link(kind, lang),))
    staff = {groups.staff_outlets[address]: address for address in groups.staff}
    for each in groups.outlets:
        children = (
            (Link(gettext(lang, "Staff"), staff[each.text], len(groups.staff[staff[each.text]])),)
            if each.text in staff
            else ()
        )
        listing = _listing("outlets", each, (directory_link("outlets", lang),), children)
        yield replace(listing, title=outlet_names.get(each.text, each.text))
    for address, members in groups.staff.items():
        trail = (
            directory_link("staff", lang),
            Link(groups.staff_outlets[address] or gettext(lang, "Outlet unknown"), address),
        )
        for each in members:
            yield _listing("staff", each, trail)


def region_listings(groups: Groups, lang: str) -> Iterator[Listing]:
    """The list of every region, with the regions within it that have articles."""
    children: dict[str, list[Link]] = {}
    for code, entries in groups.regions.items():
        way = path_down(code)
        if len(way) > 1:
            link = region_link(code, lang)
            children.setdefault(way[-2].code, []).append(Link(link.text, link.address, len(entries)))
    for code, entries in groups.regions.items():
        link = region_link(code, lang)
        yield Listing(
            kind="regions",
            title=link.text,
            address=link.address,
            entries=entries,
            trail=(directory_link("regions", lang), *region_trail(code, lang)[:-1]),
            children=tuple(sorted(children.get(code, ()), key=lambda child: child.text.casefold())),
        )


def _listing(kind: str, group: NamedGroup, trail: tuple[Link, ...], children: tuple[Link, ...] = ()) -> Listing:
    return Listing(kind, group.text, group.address, group.entries, trail, children)
