"""Maps: the world, a continent or a subregion with its countries shaded by how many articles happened there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from backfile.interface import gettext, ngettext
from backfile.links import region_link
from backfile.printed import number_text
from backfile.views import Link, MapCountry, MapShade, MapView
from backfile.vocab.regions import path_down, region_name
from backfile.vocab.world_shapes import ANTARCTICA, WORLD, Plate, plate

_SHADES = ((), (3,), (2, 4), (1, 3, 5), (1, 2, 4, 5), (1, 2, 3, 4, 5))
"""Which of the five shades are used, by how many are needed."""


def map_of(counts: Mapping[str, int], lang: str, part: str = WORLD) -> MapView | None:
    """The map of the world, or of the continent or subregion of a code; None where there is no such map.

    `counts` are the numbers of articles by code of a region; only countries of the part count.
    """
    own = {code: n for code, n in counts.items() if n and len(code) == 2 and code.isalpha() and _lies_in(code, part)}
    drawn = plate(part, antarctica=ANTARCTICA in own)
    if drawn is None or not own:
        return None
    shown = {code: n for code, n in own.items() if code in drawn.shapes or code in drawn.dots}
    name = region_name(part, lang) if part else gettext(lang, "the world")
    return MapView(
        title=gettext(lang, "Map of %(place)s: articles by country").replace("%(place)s", name),
        width=drawn.width,
        height=drawn.height,
        graticule=drawn.graticule,
        land="".join(path for code, path in drawn.shapes.items() if code not in own),
        specks="".join(f"M{x} {y}h0" for code, (x, y) in drawn.dots.items() if code not in own),
        shades=_shades(shown, drawn, lang),
        elsewhere=tuple(_counted(code, own[code], lang) for code in sorted(own.keys() - shown.keys())),
    )


def _lies_in(code: str, part: str) -> bool:
    return not part or part in {step.code for step in path_down(code)}


def bounds(counts: Iterable[int]) -> tuple[int, ...]:
    """The highest number of each shade, lightest first: up to five at equal ratios, so that no giant flattens the rest.

    All but the last, which is the highest number of all, have one digit that is not zero.
    """
    most = max(counts, default=0)
    found: list[int] = []
    for power in range(1, 5):
        exact = most ** (power / 5)
        unit = 10 ** (len(str(int(exact))) - 1)
        bound = max(int(exact / unit + 0.5) * unit, found[-1] + 1 if found else 1)
        if bound < most:
            found.append(bound)
    return (*found, most) if most else ()


def _shades(counts: Mapping[str, int], drawn: Plate, lang: str) -> tuple[MapShade, ...]:
    """The countries with articles by shade, darkest first."""
    edges = pairwise((0, *bounds(counts.values())))
    levels = _SHADES[len(bounds(counts.values()))]
    shades = []
    for level, (below, bound) in zip(levels, edges, strict=True):
        codes = [code for code in sorted(counts) if below < counts[code] <= bound]
        shades.append(
            MapShade(
                level=level,
                text="–".join(number_text(edge, lang) for edge in dict.fromkeys((below + 1, bound))),
                countries=tuple(_country(code, counts[code], drawn, lang) for code in codes),
            )
        )
    return tuple(reversed(shades))


def _country(code: str, count: int, drawn: Plate, lang: str) -> MapCountry:
    link = region_link(code, lang)
    said = ngettext(lang, "%(place)s: %(num)s article", "%(place)s: %(num)s articles", count)
    text = said.replace("%(place)s", link.text)
    return MapCountry(text, link.address, drawn.shapes.get(code, ""), drawn.dots.get(code))


def _counted(code: str, count: int, lang: str) -> Link:
    link = region_link(code, lang)
    return Link(link.text, link.address, count)
