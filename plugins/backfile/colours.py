"""A site's own colours: three for each scheme, checked, and what the style sheets need besides, mixed of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from backfile.errors import SettingError

LEAST_CONTRAST = 4.5
"""Of text against its ground, whatever its size: WCAG 2.2, success criterion 1.4.3, level AA."""

LEAST_EDGE = 3.0
"""Of the edge of a control against its ground: WCAG 2.2, success criterion 1.4.11."""

_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_SETTING = "COLOURS"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, light or dark, each as `#rrggbb`."""

    paper: str
    """The ground."""
    ink: str
    """Text and strong rules."""
    accent: str
    """What is hovered or marked; the shades of the heat map are mixed of it and the paper."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a site."""

    light: Palette
    dark: Palette


THEME = Colours(Palette("#fbfaf6", "#1b1a17", "#7d1f1a"), Palette("#161512", "#e9e5da", "#e8a694"))
"""The theme's own."""

_ROLES = tuple(each.name for each in fields(Palette))


def colours_of(value: Mapping[object, object], *, place: str) -> Colours:
    """The colours that a setting names; what it leaves out stays the theme's.

    Raises:
        SettingError: a name or value means nothing, or text would be hard to read; it names the scheme and the role.
    """
    light = {name: each for name, each in value.items() if name != "dark"}
    dark = value.get("dark", {})
    if not isinstance(dark, Mapping):
        raise SettingError(
            "is no table of colours", place=place, field=f'{_SETTING}["dark"]', value=str(dark),
            remedy='Write "dark": {"accent": "#e8a694"}',
        )  # fmt: skip
    return Colours(
        _palette(light, THEME.light, _SETTING, place), _palette(dark, THEME.dark, f'{_SETTING}["dark"]', place)
    )


def tokens(palette: Palette) -> Mapping[str, str]:
    """The variables of the style sheets for one scheme, by name; all text on all grounds can be read."""
    paper, ink, accent = palette.paper, palette.ink, palette.accent
    quiet = _least(lambda share: mixed(ink, paper, share), (72, 80, 90), paper, LEAST_CONTRAST) or ink
    raised = next(
        ground
        for share in (5, 3, 1, 0)
        if not share or min(contrast(text, mixed(ink, paper, share)) for text in (quiet, accent)) >= LEAST_CONTRAST
        for ground in [mixed(ink, paper, share)]
    )
    control = _least(lambda share: mixed(ink, paper, share), (50, 60, 70, 80, 90), paper, LEAST_EDGE) or ink
    shares = (
        *(_most(accent, paper, ink, most) for most in (9, 20, 34)),
        *(_enough(accent, paper, share) for share in (78, 100)),
    )
    return MappingProxyType(
        {
            "paper": paper,
            "paper-raised": raised,
            "ink": ink,
            "ink-quiet": quiet,
            "rule": mixed(ink, paper, 19),
            "control": control,
            "accent": accent,
            **{f"level-{number}": f"{share}%" for number, share in enumerate(shares, 1)},
        }
    )


def style_of(colours: Colours) -> str:
    """The rules of a style sheet that give a site its colours, to stand after the theme's: only what differs."""
    light = {name: value for name, value in tokens(colours.light).items() if value != tokens(THEME.light)[name]}
    dark = {
        name: value
        for name, value in tokens(colours.dark).items()
        if name in light or value != tokens(THEME.dark)[name]  # what stands later holds in both schemes
    }
    rules = (" ".join(f"--{name}: {value};" for name, value in each.items()) for each in (light, dark))
    return "@layer tokens {{\n:root {{ {} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {} }} }}\n}}\n".format(
        *rules
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: int) -> str:
    """A colour of `share` per cent of one and the rest of another, as `color-mix(in srgb)` does."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round((share * a + (100 - share) * b) / 100):02x}" for a, b in pairs)


def _palette(given: Mapping[object, object], theme: Palette, setting: str, place: str) -> Palette:
    for name, value in given.items():
        if name not in _ROLES:
            raise SettingError(
                "is no colour of a site", place=place, field=f"{setting}[{name!r}]", value=str(value),
                remedy=f"Known are {', '.join(_ROLES)}, and the table dark",
            )  # fmt: skip
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise SettingError(
                "is no colour in hex form", place=place, field=f'{setting}["{name}"]', value=str(value),
                remedy='Write a number sign and six digits: "#7d1f1a"',
            )  # fmt: skip
    palette = replace(theme, **{str(name): str(value).lower() for name, value in given.items()})
    for role, colour in (("ink", palette.ink), ("accent", palette.accent)):
        if (ratio := contrast(colour, palette.paper)) < LEAST_CONTRAST:
            found = f"{int(ratio * 100) / 100}:1"  # never rounded up to what is asked for
            raise SettingError(
                f"has a contrast of {found} to the paper {palette.paper}, and text needs {LEAST_CONTRAST}:1",
                place=place, field=f'{setting}["{role}"]', value=colour,
                remedy=f"Choose a {_further(palette.paper)} colour, or another paper",
            )  # fmt: skip
    return palette


def _further(paper: str) -> str:
    """Which way from a ground there is more contrast: what has as much to black as to white has 0.179."""
    return "darker" if _luminance(paper) > 0.179 else "lighter"


def _least(mix: Callable[[int], str], shares: tuple[int, ...], ground: str, least: float) -> str:
    """The first of some mixes that stands out enough from a ground; empty where none does."""
    return next((colour for share in shares if contrast(colour := mix(share), ground) >= least), "")


def _most(accent: str, paper: str, ink: str, most: int) -> int:
    """The greatest share of accent in the paper, up to `most`, on which ink can be read."""
    readable = (share for share in range(most, 0, -1) if contrast(ink, mixed(accent, paper, share)) >= LEAST_CONTRAST)
    return next(readable, 0)


def _enough(accent: str, paper: str, least: int) -> int:
    """The smallest share of accent in the paper, from `least` on, on which paper can be read: at most all of it."""
    shares = range(least, 100)
    return next((share for share in shares if contrast(paper, mixed(accent, paper, share)) >= LEAST_CONTRAST), 100)


def _channels(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [c / 255 for c in _channels(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
