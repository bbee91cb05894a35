"""The front page."""

from __future__ import annotations

from collections.abc import Iterable

from backfile.browse.groups import Groups, NamedGroup
from backfile.browse.on_this_day import any_day
from backfile.browse.periods import spans, with_gaps
from backfile.browse.places import counts_of
from backfile.browse.world_map import map_of
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import ON_THIS_DAY, UNDATED, region_link
from backfile.printed import teaser
from backfile.views import HomeView, Link, Page

LATEST = 20
"""How many articles the front page shows."""

LONGEST_GAP = 20
"""How many years without articles stand one by one; more of them in a row are told in words."""

FEATURED = 24
"""How many names of each kind it shows: those with the most articles."""


def home_page(entries: tuple[Entry, ...], groups: Groups, lang: str) -> Page:
    """The front page of an archive whose articles these are, oldest first."""
    undated = sum(entry.date is None for entry in entries)
    countries = [
        Link(link.text, link.address, len(members))
        for code, members in groups.places.happened.items()
        if len(code) == 2 and (link := region_link(code, lang))
    ]
    view = HomeView(
        latest=tuple(teaser(entry, lang) for entry in entries[-LATEST:][::-1]),
        years=with_gaps(spans(entries), "/", lang, LONGEST_GAP),
        regions=most_used(countries),
        agencies=most_used(_links(groups.agencies)),
        outlets=most_used(_links(groups.outlets)),
        tags=most_used(_links(groups.tags)),
        total=len(entries),
        map=map_of(counts_of(groups.places.happened), lang),
        on_this_day=Link(gettext(lang, "On this day"), ON_THIS_DAY) if any_day(entries) else None,
        undated=Link(gettext(lang, "Undated"), UNDATED, undated) if undated else None,
    )
    return Page("/", "home.html", "", "home", view)


def most_used(links: Iterable[Link]) -> tuple[Link, ...]:
    """The names with the most articles, in the order of their counts; names decide between equals."""
    return tuple(sorted(links, key=lambda link: (-link.count, link.text.casefold(), link.address))[:FEATURED])


def _links(groups: Iterable[NamedGroup]) -> list[Link]:
    return [group.link for group in groups]
