"""The shapes of countries: every country can be drawn, where it lies and as no other."""

from __future__ import annotations

import re

import pytest

from backfile.vocab.regions import path_down, regions, table
from backfile.vocab.world_shapes import ANTARCTICA, Plate, drawn_codes, plate

NOT_DRAWN = {row["code"] for row in table("historic.csv")}
"""Historic states: the map is of today's, whose ground theirs was."""

COUNTRIES = {code for code in regions() if len(code) == 2 and code.isalpha()}
PARTS = [code for code in regions() if code.isdecimal()]

PATH = re.compile(r"M-?\d+( \d+|-\d+)l[\d -]+z(m[\d -]+z)*")
"""Rings of steps in whole numbers: `M10 20l3-4 5 0zm2 2 1 1-1 1z`."""


def world() -> Plate:
    found = plate(antarctica=True)
    assert found is not None
    return found


def ends(path: str) -> list[tuple[int, int]]:
    """The corners of the rings of path data."""
    corners, start = [], (0, 0)
    for ring in re.findall(r"[Mm][^z]*", path):
        steps = [int(number) for number in re.findall(r"-?\d+", ring)]
        x, y = steps[0] + start[0] * (ring[0] == "m"), steps[1] + start[1] * (ring[0] == "m")
        start = (x, y)
        corners.append(start)
        for dx, dy in zip(steps[2::2], steps[3::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
    return corners


def test_every_country_has_a_shape_or_a_dot_unless_it_is_no_more() -> None:
    assert COUNTRIES - set(drawn_codes()) == NOT_DRAWN


@pytest.mark.parametrize("code", ["TW", "EH", "XK", "PS", "UA", "SS", "HK", "GF"])
def test_ground_that_others_claim_or_hold_overseas_is_drawn_under_its_own_code(code: str) -> None:
    found = world()
    assert code in found.shapes or code in found.dots


def test_antarctica_is_drawn_only_where_it_is_asked_for() -> None:
    without = plate()
    assert without is not None
    assert ANTARCTICA not in without.shapes
    assert ANTARCTICA in world().shapes
    assert (without.width, without.shapes["BR"]) == (world().width, world().shapes["BR"])
    assert without.height < world().height


@pytest.mark.parametrize("part", PARTS)
def test_the_plate_of_a_part_draws_countries_of_that_part_and_no_others(part: str) -> None:
    found = plate(part)
    assert found is not None
    drawn = {*found.shapes, *found.dots}
    assert drawn
    assert [code for code in drawn if part not in {step.code for step in path_down(code)}] == []


@pytest.mark.parametrize("part", ["", *PARTS])
def test_shapes_are_whole_numbers_and_reach_into_the_frame(part: str) -> None:
    found = plate(part)
    assert found is not None
    for code, path in found.shapes.items():
        assert PATH.fullmatch(path), code
        corners = ends(path)
        assert max(x for x, _ in corners) >= 0 <= max(y for _, y in corners), code
        assert min(x for x, _ in corners) <= found.width, code
        assert min(y for _, y in corners) <= found.height, code
    assert all(-1 <= x <= found.width + 1 and -1 <= y <= found.height + 1 for x, y in found.dots.values())


def area(path: str) -> float:
    """Square units within path data; holes count against it."""
    total = 0
    for ring in re.findall(r"[Mm][^z]*", path):
        steps = [int(number) for number in re.findall(r"-?\d+", ring)][2:]
        x = y = 0
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            total += x * (y + dy) - (x + dx) * y
            x, y = x + dx, y + dy
    return abs(total) / 2


def test_areas_are_in_proportion_since_the_projection_is_one_of_equal_areas() -> None:
    square_kilometres = {"RU": 17.1, "BR": 8.5, "AU": 7.7, "CD": 2.34, "DZ": 2.38, "SE": 0.45}
    unit = {code: area(world().shapes[code]) / size for code, size in square_kilometres.items()}
    assert max(unit.values()) / min(unit.values()) < 1.1
