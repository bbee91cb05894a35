"""How the lines of maps are drawn: onto the plane, with fewer corners, as SVG path data in whole numbers."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]
"""Longitude and latitude in degrees, or right and down in units of a plate."""
Cell = tuple[int, int]
Ring = list[Cell]
"""The first cell stands at the end too."""
Projection = Callable[[Point], Point]


@dataclass(frozen=True, slots=True)
class Window:
    """What of the globe a plate is of, in degrees; east of 180 it goes on counting."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Point:
        """Its longitude and latitude."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def turned(self, point: Point) -> Point:
        """A point with its longitude within half a turn of the window's middle."""
        middle = self.middle[0]
        return (point[0] - middle + 180) % 360 - 180 + middle, point[1]

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        longitude, latitude = self.turned(point)
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


def equal_earth(window: Window) -> Projection:
    """Equal Earth: Šavrič, Patterson, Jenny, IJGIS 33(3), 2019, doi:10.1080/13658816.2018.1504949."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796

    def project(point: Point) -> Point:
        longitude, latitude = window.turned(point)
        theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
        square, sixth = theta**2, theta**6
        slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
        x = 2 * sqrt(3) * radians(longitude - window.middle[0]) * cos(theta) / (3 * slope)
        return x, -theta * (a1 + a2 * square + sixth * (a3 + a4 * square))

    return project


def azimuthal(window: Window) -> Projection:
    """Lambert azimuthal equal-area: Snyder, Map Projections: A Working Manual, USGS 1395, 1987, p. 185."""
    middle, parallel = (radians(each) for each in window.middle)

    def project(point: Point) -> Point:
        away, latitude = radians(point[0]) - middle, radians(point[1])
        near = sin(parallel) * sin(latitude) + cos(parallel) * cos(latitude) * cos(away)
        scale = sqrt(2 / max(1 + near, 1e-6))
        north = cos(parallel) * sin(latitude) - sin(parallel) * cos(latitude) * cos(away)
        return scale * cos(latitude) * sin(away), -scale * north

    return project


def simplified(points: list[Point], least: float) -> list[Point]:
    """A line without the corners that enclose least (Visvalingam, Whyatt 1993); its ends stay, and three between.

    Points are given in units of the plate.
    """
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    kept = [True] * len(points)
    closed = points[0] == points[-1]

    def area(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[at]], points[at], points[after[at]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    queue = [(area(at), at) for at in range(1, len(points) - 1)]
    heapq.heapify(queue)
    current = {at: size for size, at in queue}
    while queue and (not closed or len(current) > 3):
        size, at = heapq.heappop(queue)
        if current.get(at) != size:
            continue
        if size >= least:
            break
        del current[at]
        kept[at] = False
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for beside in (left, right):
            if beside in current:
                current[beside] = max(size, area(beside))
                heapq.heappush(queue, (current[beside], beside))
    return [point for point, stays in zip(points, kept, strict=True) if stays]


def dissolved(rings: Iterable[Ring]) -> list[Ring]:
    """Rings without the edges that two of them share: the halves of a country become one."""
    edges: dict[Cell, list[Cell]] = defaultdict(list)
    for ring in rings:
        for start, end in pairwise(ring):
            if start in edges.get(end, ()):
                edges[end].remove(start)
            elif start != end:
                edges[start].append(end)
    joined = []
    for start in list(edges):
        while edges[start]:
            ring = [start]
            while edges[ring[-1]]:
                ring.append(edges[ring[-1]].pop())
                if ring[-1] == start:
                    break
            joined.append(ring)
    return joined


def doubled_area(ring: Ring) -> int:
    """Twice the area within a ring, in square units."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)))


def path_of(rings: Iterable[Ring]) -> str:
    """SVG path data: whole numbers, relative to the last; straight on, a corner is left out."""
    text, at = "", (0, 0)
    for ring in rings:
        steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(ring)]
        merged: list[Cell] = []
        for step in steps[:-1]:
            last = merged[-1] if merged else (0, 0)
            along = last[0] * step[0] + last[1] * step[1] > 0 and last[0] * step[1] == last[1] * step[0]
            merged[-1:] = [(last[0] + step[0], last[1] + step[1])] if along else [*merged[-1:], step]
        begin = f"m{_pair((ring[0][0] - at[0], ring[0][1] - at[1]))}" if text else f"M{_pair(ring[0])}l"
        text += f"{begin}{''.join(_pair(step, ' ' if n or text else '') for n, step in enumerate(merged))}z"
        at = ring[0]
    return text


def line_of(cells: list[Cell]) -> str:
    """SVG path data of an open line, in the same way."""
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(cells)]
    return f"M{_pair(cells[0])}l{''.join(_pair(step, ' ' if n else '') for n, step in enumerate(steps))}"


def _pair(step: Cell, before: str = "") -> str:
    x, y = step
    return f"{before if x >= 0 else ''}{x}{' ' if y >= 0 else ''}{y}"
