"""Make plugins/backfile/vocab/world_shapes.tsv and world_plates.tsv: countries as they are drawn on maps.

    npm pack world-atlas      # unpack it: package/countries-50m.json is Natural Earth 1:50m (public domain) as TopoJSON
    python bench/make_world_shapes.py package/countries-50m.json plugins/backfile/vocab

Needs pycountry (numeric codes). Every map, a *plate*, has a projection of equal areas, a frame of its own and a grid of
whole numbers, on which borders are simplified: the world by Equal Earth, a part of it by Lambert's azimuthal one.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from pathlib import Path

import pycountry
from map_lines import (
    Cell,
    Point,
    Projection,
    Window,
    azimuthal,
    dissolved,
    doubled_area,
    equal_earth,
    line_of,
    path_of,
    simplified,
)

from backfile.vocab.regions import path_down, regions

WORLD = "world"
WHOLE = "whole"
"""The world with Antarctica."""
GLOBES = (WORLD, WHOLE)

WINDOWS = {
    WORLD: Window(-168.5, -56.5, 191.5, 83.7),
    WHOLE: Window(-168.5, -90, 191.5, 83.7),
    "002": Window(-26, -36, 58, 38),
    "011": Window(-26, 4, 16, 28),
    "014": Window(21, -27, 60, 19),
    "015": Window(-18, 8, 39, 38),
    "017": Window(5, -19, 32, 24),
    "018": Window(11, -36, 34, -16),
    "019": Window(-168, -56, -12, 84),
    "005": Window(-92, -56, -34, 13),
    "013": Window(-118, 7, -77, 33),
    "021": Window(-170, 18, -12, 84),
    "029": Window(-85.5, 9.8, -59, 27.5),
    "142": Window(25, -11, 146, 56),
    "030": Window(73, 17, 146, 54),
    "034": Window(44, -1, 98, 40),
    "035": Window(92, -11.5, 142, 29),
    "143": Window(46, 35, 88, 56),
    "145": Window(25, 12, 60, 44),
    "150": Window(-25, 34.5, 58, 71.5),
    "039": Window(-10, 34.5, 30.5, 47.5),
    "151": Window(12, 41, 58, 70),
    "154": Window(-25, 49.5, 32, 71.5),
    "155": Window(-5.5, 41, 17.5, 55.5),
    "009": Window(110, -48, 231, 22),
    "053": Window(110, -48, 180, -9),
    "054": Window(140, -23.5, 182.5, 0),
    "057": Window(131, -3, 177, 21),
    "061": Window(175, -28, 231, -5),
}
"""The plates. Far islands, Siberia on plates of Europe, and what nobody lives on lie outside."""

LONGER_SIDE = 1000
"""Units of a plate's longer side."""

LEAST_OF_GLOBE, LEAST_OF_PART = 3.0, 4.0
"""Square units: what a corner of a border must enclose to be kept. The page of the world is to be light."""

SMALLEST = 5.0
"""Square units: an island smaller than that is left out, and a country is a dot."""

BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Indian Ocean Ter.": "CX", "Siachen Glacier": ""}
"""Codes of what has no number: drawn as what ISO 3166-1 knows it as; no country's, no shape."""

OTHER_GROUND = (
    ("FR", Window(-55, 1, -51, 7), "GF"), ("FR", Window(-62, 15.7, -60.9, 16.7), "GP"),
    ("FR", Window(-61.4, 14.2, -60.6, 15.1), "MQ"), ("FR", Window(55, -21.6, 56, -20.7), "RE"),
    ("FR", Window(44.9, -13.2, 45.5, -12.5), "YT"), ("NO", Window(-10, 70.5, 35, 82), "SJ"),
    ("NO", Window(3, -55, 4, -54), "BV"), ("NL", Window(-69, 11, -62, 18), "BQ"),
    ("CX", Window(96, -13, 97.5, -11), "CC"), ("NZ", Window(-173, -10, -171, -8), "TK"),
    ("RU", Window(32, 44, 36.7, 46.3), "UA"),
)  # fmt: skip
"""Ground that Natural Earth counts to a country, and ISO 3166 to another code: islands overseas, and UA-43."""

DOTS = {"BV": (3.36, -54.42), "GI": (-5.35, 36.14), "TV": (179.2, -8.52), "UM": (166.63, 19.29)}
"""Longitude and latitude of countries of which Natural Earth 1:50m has no shape."""


Polygons = dict[str, list[list[list[int]]]]


def decoded(topology: dict[str, object]) -> list[list[Point]]:
    """The arcs of a TopoJSON file in degrees (TopoJSON 1.0, 2.1.2 and 2.1.3)."""
    transform: dict[str, list[float]] = topology["transform"]  # type: ignore[assignment]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def polygons(topology: dict[str, object], arcs: list[list[Point]]) -> Polygons:
    """The rings of every country, as numbers of arcs, each polygon under the code that its ground has."""
    found: Polygons = defaultdict(list)
    for each in topology["objects"]["countries"]["geometries"]:  # type: ignore[index]
        numbered = pycountry.countries.get(numeric=each["id"]) if each.get("id") else None
        code = numbered.alpha_2 if numbered else BY_NAME[each["properties"]["name"]]
        for polygon in [each["arcs"]] if each["type"] == "Polygon" else each["arcs"]:
            first = arcs[polygon[0][0] if polygon[0][0] >= 0 else ~polygon[0][0]][0]
            own = next((to for of, window, to in OTHER_GROUND if of == code and window.holds(first)), code)
            if own:
                found[own].append(polygon)
    return found


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate: how what is drawn on it comes onto its grid."""

    window: Window
    codes: frozenset[str]
    project: Projection
    """Onto the plane, before it is measured."""
    scale: float
    left: float
    top: float
    width: int
    height: int

    def placed(self, point: Point) -> Point:
        """A point of the globe in units of the plate."""
        x, y = self.project(point)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def meets(self, points: Iterable[Point], margin: float = 0) -> bool:
        """Whether a ring in units reaches into the frame."""
        xs, ys = zip(*points, strict=True)
        across = max(xs) > -margin and min(xs) < self.width + margin
        return across and max(ys) > -margin and min(ys) < self.height + margin


def plate_of(name: str, arcs: list[list[Point]], found: Polygons) -> Plate:
    """A plate framed by what is to be drawn on it, as far as it lies in its window."""
    window = WINDOWS[name]
    codes = frozenset(
        code
        for code in regions()
        if len(code) == 2 and (name in GLOBES or name in {step.code for step in path_down(code)})
    )
    project = equal_earth(window) if name in GLOBES else azimuthal(window)
    if name in GLOBES:
        east, west = window.east - 0.001, window.west + 0.001
        places = [(west, 0.0), (east, 0.0), (0.0, window.south), (0.0, window.north)]
    else:
        own = {at if at >= 0 else ~at for code in codes for p in found.get(code, ()) for ring in p for at in ring}
        places = [point for at in own for point in arcs[at] if window.holds(point)]
        places += [DOTS[code] for code in codes & DOTS.keys() if window.holds(DOTS[code])]
    xs, ys = zip(*map(project, places), strict=True)
    side = max(max(xs) - min(xs), max(ys) - min(ys))
    margin = side * (0.002 if name in GLOBES else 0.02)
    scale = LONGER_SIDE / (side + 2 * margin)
    width, height = ((max(each) - min(each) + 2 * margin) * scale for each in (xs, ys))
    return Plate(window, codes, project, scale, min(xs) - margin, min(ys) - margin, round(width), round(height))


def shapes(name: str, plate: Plate, arcs: list[list[Point]], found: Polygons) -> Iterator[tuple[str, str]]:
    """The code and shape of every country on a plate: path data, or `x y` of a dot."""
    least = LEAST_OF_GLOBE if name in GLOBES else LEAST_OF_PART
    lines: dict[int, list[Cell]] = {}

    def line(at: int) -> list[Cell]:
        if at < 0:
            return line(~at)[::-1]
        if at not in lines:
            corners = simplified([plate.placed(point) for point in arcs[at]], least)
            lines[at] = [(round(x), round(y)) for x, y in corners]
        return lines[at]

    for code in sorted(plate.codes):
        rings = [[cell for at in ring for cell in line(at)] for polygon in found.get(code, ()) for ring in polygon]
        rings = [ring for ring in dissolved(rings) if plate.meets(ring)]
        rings.sort(key=doubled_area, reverse=True)
        if large := [ring for ring in rings if doubled_area(ring) >= 2 * SMALLEST]:
            yield code, path_of(large)
        elif (point := _place(code, plate, arcs, found)) and plate.meets([point], margin=1):
            yield code, f"{round(point[0])} {round(point[1])}"


def _place(code: str, plate: Plate, arcs: list[list[Point]], found: Polygons) -> Point | None:
    """Where a small country's dot stands: in the middle of its largest island."""
    if code in DOTS:
        return plate.placed(DOTS[code])
    islands = [
        [point for at in polygon[0] for point in arcs[at if at >= 0 else ~at]] for polygon in found.get(code, ())
    ]
    if not islands:
        return None
    spans = [[plate.placed(point) for point in island] for island in islands]
    xs, ys = zip(*max(spans, key=_reach), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _reach(points: list[Point]) -> float:
    xs, ys = zip(*points, strict=True)
    return hypot(max(xs) - min(xs), max(ys) - min(ys))


def graticule(name: str, plate: Plate) -> str:
    """Path data of meridians and parallels: every 30 degrees of the world, of a part every 20, 10 or 5."""
    window = plate.window
    span = window.north - window.south
    step = 30 if name in GLOBES else 20 if span > 60 else 10 if span > 25 else 5
    edge = 0 if name in GLOBES else 25
    west, east = max(window.west, window.middle[0] - 179.9) - edge, min(window.east, window.middle[0] + 179.9) + edge
    south, north = max(window.south - edge, -90), min(window.north + edge, 90)
    meridians = [m * step for m in range(-36, 72) if west <= m * step <= east]
    meridians += [west, east] if name in GLOBES else []
    parallels = [p * step for p in range(-17, 18) if south <= p * step <= north]
    lines = [[(float(m), float(south + (north - south) * n / 24)) for n in range(25)] for m in meridians]
    lines += [[(west + (east - west) * n / 24, float(p)) for n in range(25)] for p in parallels]
    text = ""
    for line in lines:
        points = [plate.placed(point) for point in line]
        cells = [(round(x), round(y)) for x, y in simplified(points, 12)]
        if plate.meets(cells):
            text += line_of(cells)
    return text


def main(source: Path, folder: Path) -> None:
    """Write both tables."""
    topology = json.loads(source.read_text("utf-8"))
    arcs = decoded(topology)
    found = polygons(topology, arcs)
    drawn, plates = ["plate\tcode\tshape"], ["plate\twidth\theight\tgraticule"]
    for name in WINDOWS:
        plate = plate_of(name, arcs, found)
        plates.append(f"{name}\t{plate.width}\t{plate.height}\t{graticule(name, plate)}")
        if name != WORLD:  # it is the upper part of the whole
            drawn += [f"{name}\t{code}\t{shape}" for code, shape in shapes(name, plate, arcs, found)]
    (folder / "world_shapes.tsv").write_text("\n".join(drawn) + "\n", "utf-8")
    (folder / "world_plates.tsv").write_text("\n".join(plates) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
