"""Shapes of the countries, as maps of the world, of a continent and of a subregion draw them.

The tables are Natural Earth's (public domain), projected and simplified by bench/make_world_shapes.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

WORLD = ""
"""The plate of the whole world; that of a continent or subregion has its UN M49 code."""

ANTARCTICA = "AQ"


@dataclass(frozen=True, slots=True)
class Plate:
    """One map before anything is told on it: countries on a grid of whole numbers, from its upper left corner."""

    width: int
    height: int
    graticule: str
    """SVG path data of its meridians and parallels."""
    shapes: Mapping[str, str]
    """By ISO 3166-1 code: SVG path data."""
    dots: Mapping[str, tuple[int, int]]
    """By code, the places of countries too small for a shape."""


@cache
def plate(code: str = WORLD, *, antarctica: bool = False) -> Plate | None:
    """The plate of the world or of a part of it; None where there is none.

    Antarctica is on the world's where it is asked for.
    """
    name = code or ("whole" if antarctica else "world")
    if name not in _frames():
        return None
    width, height, graticule = _frames()[name]
    drawn = dict(_shapes()[name if code else "whole"])
    if not antarctica:
        drawn.pop(ANTARCTICA, None)
    dots = {each: _place(shape) for each, shape in drawn.items() if not shape.startswith("M")}
    shapes = {each: shape for each, shape in drawn.items() if each not in dots}
    return Plate(width, height, graticule, MappingProxyType(shapes), MappingProxyType(dots))


def drawn_codes() -> Collection[str]:
    """The codes of all countries that the world's plate can show."""
    return _shapes()["whole"].keys()


def _place(shape: str) -> tuple[int, int]:
    x, y = shape.split()
    return int(x), int(y)


@cache
def _frames() -> dict[str, tuple[int, int, str]]:
    rows = _rows("world_plates.tsv")
    return {name: (int(width), int(height), graticule) for name, width, height, graticule in rows}


@cache
def _shapes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, code, shape in _rows("world_shapes.tsv"):
        found.setdefault(name, {})[code] = shape
    return found


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table below its line of headings."""
    return (line.split("\t") for line in files(__package__).joinpath(name).read_text("utf-8").splitlines()[1:])
