"""Maps, and what a page tells of a place."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.views.parts import Link


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
