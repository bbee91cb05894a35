"""Where a city of a credit line lies, and only where that is certain."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files

from backfile.normalise.credits.words import word_set
from backfile.vocab import places
from backfile.vocab.regions import region_named

_SWISS_CANTONS = frozenset(
    [
        "ZH",
        "BE",
        "LU",
        "UR",
        "SZ",
        "OW",
        "NW",
        "GL",
        "ZG",
        "FR",
        "SO",
        "BS",
        "BL",
        "SH",
        "AR",
        "AI",
        "SG",
        "GR",
        "AG",
        "TG",
        "TI",
        "VD",
        "VS",
        "NE",
        "GE",
        "JU",
    ]
)


def is_place(name: str, lang: str = "") -> bool:
    """Whether a text names a place that the gazetteers know."""
    known = name in word_set("institution") or places.folded(name) in _stand_alone() or places.find(name, lang=lang)
    return bool(name) and bool(known or region_named(name, lang))


def is_qualifier(text: str, lang: str = "") -> bool:
    """Whether a text can stand after a city to say which one is meant: a state, province, canton or country."""
    return bool(places.qualified(text, lang))


def canton_city(place: str) -> tuple[str, str]:
    """A Swiss place and its canton, from `Landquart GR`; the whole place and nothing where there is no canton."""
    city, _, last = place.rpartition(" ")
    return (city, last) if city and last in _SWISS_CANTONS and not city.isupper() else (place, "")


@lru_cache(maxsize=4096)
def country_of(city: str, qualifiers: tuple[str, ...] = (), lang: str = "") -> tuple[str, str]:
    """The country of a city and what says so, (code, `printed` or `city`), or two empty texts where it is not certain.

    A printed qualifier decides, unless it is a state that has broken up: then the city says in which successor it lies.
    Without one the city must be on the agencies' list of cities that stand alone (Associated Press stylebook,
    datelines), or clearly larger than any namesake abroad (`places.left_open`).
    """
    for qualifier in reversed(qualifiers):
        codes = {code[:2] for code in places.qualified(qualifier, lang)}
        if len(codes) == 1:
            return codes.pop(), "printed"
        if within := [place for place in places.find(city, lang=lang) if place.country in codes]:
            return within[0].country, "city"
    if city in word_set("institution"):
        return "", ""
    if code := _stand_alone().get(places.folded(city)):
        return code, "city"
    found = places.find(city, lang=lang)
    if not found:
        code = (region_named(city, lang) or "")[:2]
        return code, "city" if code else ""
    code = "" if places.left_open(found) else found[0].country
    return code, "city" if code else ""


@cache
def _stand_alone() -> dict[str, str]:
    text = files("backfile.normalise.credits").joinpath("stand_alone.csv").read_text(encoding="utf-8")
    return {places.folded(row["city"]): row["country"] for row in csv.DictReader(text.splitlines())}
