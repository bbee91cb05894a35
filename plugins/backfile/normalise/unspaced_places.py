"""Places in Chinese and Japanese, which put no spaces around names: countries, and cities where something is there.

A city counts after or before a word that says that something is there (`在上海`, `大阪で`, `横浜市`): names of cities
are parts of other words too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from backfile.normalise.place_words import UNSPACED
from backfile.vocab.places import cities_of_size
from backfile.vocab.regions import is_region, successors, table

_FEWEST_INHABITANTS = 300_000
_BEFORE = re.compile("[在于於]$")
_AFTER = re.compile("で|境内")
_AFTER_CITY = re.compile("で|境内|市|都内|府内|県")


def unspaced_places(text: str, lang: str) -> Iterator[tuple[int, int, str, bool, bool]]:
    """Yield each place as start, end, code, whether the text says that something is there, and whether it is a city."""
    names, longest = _names(lang)
    at = 0
    while at < len(text):
        size = next((size for size in range(longest.get(text[at], 0), 1, -1) if text[at : at + size] in names), 0)
        if not size:
            at += 1
            continue
        code, city = names[text[at : at + size]]
        end = at + size
        locative = bool(_BEFORE.search(text[:at]) or (_AFTER_CITY if city else _AFTER).match(text, end))
        if locative or not city:
            yield at, end, code, locative, city
        at = end


@cache
def _names(lang: str) -> tuple[dict[str, tuple[str, bool]], dict[str, int]]:
    """Names with their code and whether each is a city's; and by first character the length of the longest."""
    found: dict[str, tuple[str, bool]] = {}
    for tag in dict.fromkeys((lang, "zh", "ja", "zh_Hant")):
        if tag in ("zh", "ja", "zh_Hant"):
            for code, name in Locale.parse(tag).territories.items():
                if code.isalpha() and is_region(code):
                    found.setdefault(name, (successors(code)[0], False))
    for row in table("region_names.csv"):
        if UNSPACED.search(row["name"]):
            found[row["name"]] = (successors(row["code"])[0], False)
    for name, city in cities_of_size(_FEWEST_INHABITANTS):
        if len(name) > 1 and UNSPACED.search(name) and city.country:
            found.setdefault(name, (city.country, True))
    longest: dict[str, int] = {}
    for name in found:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return found, longest
