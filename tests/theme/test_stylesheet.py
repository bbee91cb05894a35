"""How the style sheets are kept: light, in layers, and safe for either direction of writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backfile.colours import LEAST_CONTRAST, LEAST_EDGE, THEME, Palette, contrast, mixed, tokens

STYLES = Path(__file__).parent.parent.parent / "theme" / "static" / "css"
FONTS = STYLES.parent / "fonts"
SITE = (STYLES / "site.css").read_text("utf-8")

LARGEST = 12_000
"""Bytes of all style sheets that one page can load."""

LEFT_FOR_KINDS = 3_500
"""Bytes of them that the sheet of every page leaves for those of kinds of pages."""

LARGEST_FONTS = 60_000
"""Bytes of all typefaces."""

DARK = SITE.index("@media (prefers-color-scheme: dark)")
PALETTES = {"light": THEME.light, "dark": THEME.dark}


def written(scheme: str) -> dict[str, str]:
    """The variables of a scheme as the style sheet has them, by name; dark says what differs from light."""
    light = re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6}|[0-9]+%);? ?", SITE[:DARK])
    dark = re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6}|[0-9]+%);? ?", SITE[DARK:])
    return dict(light if scheme == "light" else [*light, *dark])


@pytest.mark.parametrize("scheme", PALETTES)
def test_the_style_sheet_has_the_colours_that_are_mixed_of_the_themes_own(scheme: str) -> None:
    assert written(scheme) == tokens(PALETTES[scheme])


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("ground", ["paper", "paper-raised"])
@pytest.mark.parametrize("ink", ["ink", "ink-quiet", "accent"])
def test_text_can_be_read_on_its_ground(ink: str, ground: str, palette: Palette) -> None:
    colours = tokens(palette)
    assert contrast(colours[ink], colours[ground]) >= LEAST_CONTRAST


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("level", range(1, 6))
def test_numbers_can_be_read_on_every_shade_of_the_heat_map(level: int, palette: Palette) -> None:
    shade = mixed(palette.accent, palette.paper, int(tokens(palette)[f"level-{level}"].rstrip("%")))
    assert contrast(palette.ink if level < 4 else palette.paper, shade) >= LEAST_CONTRAST


def test_a_heat_map_has_five_shades_that_can_be_told_apart() -> None:
    for palette in PALETTES.values():
        shares = [int(tokens(palette)[f"level-{level}"].rstrip("%")) for level in range(1, 6)]
        assert shares == [9, 20, 34, 78, 100]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_edge_of_a_control_can_be_seen(palette: Palette) -> None:
    colours = tokens(palette)
    assert contrast(colours["control"], colours["paper"]) >= LEAST_EDGE


def test_the_sheet_of_every_page_leaves_room_for_those_of_kinds() -> None:
    assert (STYLES / "site.css").stat().st_size <= LARGEST - LEFT_FOR_KINDS


def test_the_typefaces_are_light_and_their_licence_is_beside_them() -> None:
    assert sum(font.stat().st_size for font in FONTS.glob("*.woff2")) <= LARGEST_FONTS
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")


def test_no_sheet_uses_a_variable_that_none_defines() -> None:
    sheets = "".join(sheet.read_text("utf-8") for sheet in STYLES.glob("*.css"))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", sheets)) <= set(re.findall(r"(--[a-z0-9-]+):", sheets))


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda sheet: sheet.name)
def test_nothing_names_left_or_right(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"[\w-]*\b(?:left|right)\b[\w-]*", rules) == []


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda sheet: sheet.name)
def test_every_rule_lies_in_a_layer(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    depth, outside = 0, ""
    for character in rules:
        depth -= character == "}"
        outside += character if depth == 0 else ""
        depth += character == "{"
    assert all(part.strip().startswith("@layer") for part in re.split(r"[;{}]", outside) if part.strip())


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda sheet: sheet.name)
def test_a_colour_is_written_once_and_used_by_its_role(sheet: Path) -> None:
    rules = re.sub(r"@layer (tokens|print) \{.*?\n\}\n(?=\n|$)", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\(", rules) == []


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda sheet: sheet.name)
def test_what_lies_within_is_told_by_a_star_since_rcssmin_takes_the_space_before_a_colon_away(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"[\w)\]] :[a-z-]+", rules) == []
