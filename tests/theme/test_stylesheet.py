"""How the style sheets are kept: light, in layers, and safe for either direction of writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parent.parent.parent / "theme" / "static" / "css"
SITE = (STYLES / "site.css").read_text("utf-8")

LARGEST = 12_000
"""Bytes of all style sheets that one page can load."""

SMALLEST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of any size."""

SHARES = {"level-1": 0.09, "level-2": 0.20, "level-3": 0.34, "level-4": 0.78, "level-5": 1.0}


def tokens(scheme: str) -> dict[str, tuple[int, ...]]:
    """The colours of a scheme by their role, each as red, green and blue from 0 to 255."""
    light = SITE[SITE.index("@layer tokens {") : SITE.index("@media (prefers-color-scheme: dark)")]
    dark = SITE[SITE.index("@media (prefers-color-scheme: dark)") : SITE.index("@layer base {")]
    source = light if scheme == "light" else light + dark
    found = re.findall(r"--([a-z-]+): #([0-9a-f]{6})", source)
    return {name: tuple(bytes.fromhex(value)) for name, value in found}


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (c / 255 for c in colour)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "paper-raised"])
@pytest.mark.parametrize("ink", ["ink", "ink-quiet", "accent"])
def test_text_can_be_read_on_its_ground(ink: str, ground: str, scheme: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[ink], colours[ground]) >= SMALLEST_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("level", SHARES)
def test_numbers_can_be_read_on_every_shade_of_the_heat_map(level: str, scheme: str) -> None:
    colours, share = tokens(scheme), SHARES[level]
    assert f".{level} {{ --share: {share:.0%} }}" in SITE
    mixed = zip(colours["accent"], colours["paper"], strict=True)
    shade = tuple(share * accent + (1 - share) * paper for accent, paper in mixed)
    ink = colours["paper" if level in ("level-4", "level-5") else "ink"]
    assert contrast(ink, shade) >= SMALLEST_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_control_can_be_seen(scheme: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours["control"], colours["paper"]) >= 3


def test_all_style_sheets_together_are_light() -> None:
    assert sum(sheet.stat().st_size for sheet in STYLES.glob("*.css")) <= LARGEST


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
