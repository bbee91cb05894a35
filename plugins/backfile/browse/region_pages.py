"""The pages of regions: the directory with its map, the list of each region, and the list of what was filed from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backfile.browse.lists import Listing
from backfile.browse.places import Places, counts_of
from backfile.browse.world_map import map_of
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import directory_link, filed_from_link, region_link, region_trail
from backfile.views import Link, Page, PlaceGroup, PlaceLine, PlaceView, RegionsView
from backfile.vocab.regions import path_down

_COUNTRY = 2
"""Characters of a country's code; a continent and a subregion have three, a subdivision more."""


def regions_page(places: Places, lang: str) -> Iterator[Page]:
    """The directory of all regions; none where no article is of a place."""
    if not places.codes:
        return
    counts = counts_of(places.happened)
    view = RegionsView(
        title=directory_link("regions", lang).text,
        address=directory_link("regions", lang).address,
        map=map_of(counts, lang),
        groups=_continents(places, lang),
    )
    yield Page(view.address, "regions.html", view.title, "index", view)


def region_listings(places: Places, lang: str) -> Iterator[Listing]:
    """The list of what happened in every region, and the list of what was filed from it."""
    counts = counts_of(places.happened)
    happened = _children(places.codes, places.happened, lang)
    filed = _children(places.filed, places.filed, lang)
    for code in places.codes:
        own, filed_from = region_link(code, lang), filed_from_link(code, lang)
        both = (
            Link(gettext(lang, "Happened here"), own.address, len(places.happened.get(code, ()))),
            Link(gettext(lang, "Filed from here"), filed_from.address, len(places.filed.get(code, ()))),
        )
        above = (directory_link("regions", lang), *region_trail(code, lang))
        yield Listing(
            kind="regions",
            title=own.text,
            address=own.address,
            entries=places.happened.get(code, ()),
            trail=above[:-1],
            children=happened.get(code, ()),
            place=PlaceView(both, own.address, map_of(counts, lang, code) if code.isdecimal() else None),
        )
        if code in places.filed:
            yield Listing(
                kind="filed",
                title=filed_from.text,
                address=filed_from.address,
                entries=places.filed[code],
                trail=above,
                children=tuple(
                    Link(each.text, f"{each.address}filed-from/", each.count) for each in filed.get(code, ())
                ),
                place=PlaceView(both, filed_from.address),
            )


def _children(
    codes: Iterable[str], members: Mapping[str, tuple[Entry, ...]], lang: str
) -> Mapping[str, tuple[Link, ...]]:
    """By code, the regions among these that lie right within it, with how many articles they have."""
    found: dict[str, list[Link]] = {}
    for code in codes:
        way = path_down(code)
        if len(way) > 1:
            link = region_link(code, lang)
            found.setdefault(way[-2].code, []).append(Link(link.text, link.address, len(members.get(code, ()))))
    return {code: tuple(sorted(links, key=_by_name)) for code, links in found.items()}


def _continents(places: Places, lang: str) -> tuple[PlaceGroup, ...]:
    """The countries that articles are of, under their continents."""
    lines: dict[str, list[PlaceLine]] = {}
    for code in places.codes:
        if len(code) == _COUNTRY:
            link = region_link(code, lang)
            happened, filed = len(places.happened.get(code, ())), len(places.filed.get(code, ()))
            line = PlaceLine(Link(link.text, link.address, happened), filed)
            lines.setdefault(path_down(code)[0].code, []).append(line)
    heads = sorted(((region_link(code, lang), code) for code in lines), key=lambda head: _by_name(head[0]))
    return tuple(
        PlaceGroup(head.text, head.address, tuple(sorted(lines[code], key=lambda line: _by_name(line.place))))
        for head, code in heads
    )


def _by_name(link: Link) -> tuple[str, str]:
    return (link.text.casefold(), link.address)
