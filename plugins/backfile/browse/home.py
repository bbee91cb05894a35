"""The front page."""

from __future__ import annotations

from collections.abc import Iterable

from backfile.browse.groups import Groups, NamedGroup
from backfile.browse.periods import spans, with_gaps
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import UNDATED, region_link
from backfile.printed import teaser
from backfile.views import HomeView, Link, Page

LATEST = 20
"""How many articles the front page shows."""

FEATURED = 24
"""How many names of each kind it shows: those with the most articles."""


def home_page(entries: tuple[Entry, ...], groups: Groups, lang: str) -> Page:
    """The front page of an archive whose articles these are, oldest first."""
    undated = sum(entry.date is None for entry in entries)
    countries = [
        Link(link.text, link.address, len(members))
        for code, members in groups.regions.items()
        if len(code) == 2 and (link := region_link(code, lang))
    ]
    view = HomeView(
        latest=tuple(teaser(entry, lang) for entry in entries[-LATEST:][::-1]),
        years=with_gaps(spans(entries), "/", lang),
        regions=most_used(countries),
        agencies=most_used(_links(groups.agencies)),
        outlets=most_used(_links(groups.outlets)),
        tags=most_used(_links(groups.tags)),
        total=len(entries),
        undated=Link(gettext(lang, "Undated"), UNDATED, undated) if undated else None,
    )
    return Page("/", "home.html", "", "home", view)


def most_used(links: Iterable[Link]) -> tuple[Link, ...]:
    """The names with the most articles, in the order of their counts; names decide between equals."""
    return tuple(sorted(links, key=lambda link: (-link.count, link.text.casefold(), link.address))[:FEATURED])


def _links(groups: Iterable[NamedGroup]) -> list[Link]:
    return [group.link for group in groups]
