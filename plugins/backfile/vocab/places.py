"""Cities: which place a dateline or a sentence names, and in which country it lies.

From GeoNames (CC BY 4.0), 34,000 cities of 15,000 inhabitants and more (bench/make_cities.py), under a list of the
names that stand alone in wire datelines, and of former ones (datelines.csv).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from backfile.vocab.regions import country_of, region_named, successors, table


@dataclass(frozen=True, slots=True)
class Place:
    """A city."""

    name: str
    """As GeoNames spells it."""
    country: str
    """ISO 3166-1 code; empty where the name alone leaves it open (Georgetown)."""
    subdivision: str = ""
    """ISO 3166-2 code, where it is certain."""
    population: int = 0


def find(name: str, qualifier: str = "", lang: str = "") -> tuple[Place, ...]:
    """The cities of a name, best first; empty where none is known.

    With a qualifier (state, province, canton or country, spelt out or as newspapers abbreviate it) only cities within
    it are given. Without one, the list of stand-alone datelines decides first; then cities whose own name it is go
    before those that have it as another name, and larger before smaller. Case and accents do not count.
    """
    key = folded(name)
    cities = _named(key)
    if qualifier.strip():
        wanted = qualified(qualifier, lang)
        if not wanted:
            return ()
        return tuple(place for place in cities if any(_within(place, code) for code in wanted))
    if alone := _standing_alone().get(key):
        return (alone, *(place for place in cities if place != alone))
    return cities


def cities_of_size(fewest: int) -> Iterator[tuple[str, Place]]:
    """Yield every folded name of each city of so many inhabitants and more, larger cities first."""
    some = ((key, place) for key in _lines_by_name() for place in _named(key) if place.population >= fewest)
    yield from sorted(some, key=lambda pair: -pair[1].population)


DOMINANT = 6
"""How many times more people than its largest namesake abroad a city needs to be meant without a qualifier (measured on
the 200 commonest datelines of Reuters-21578: none is then placed wrongly; `BIRMINGHAM (AP)` is as often Alabama)."""


def left_open(cities: tuple[Place, ...]) -> tuple[str, ...]:
    """The countries between which a name leaves it open, largest namesake first; none where the first city is meant."""
    if not cities or stands_alone(cities[0]):
        return ()
    best = cities[0]
    abroad = max((place.population for place in cities if place.country != best.country), default=0)
    if best.country and best.population >= DOMINANT * abroad:
        return ()
    return tuple(dict.fromkeys(place.country for place in cities if place.country))


def stands_alone(place: Place) -> bool:
    """Whether a city is one that agencies name without its country."""
    return bool(place.country) and place in _alone()


@cache
def qualified(qualifier: str, lang: str = "") -> tuple[str, ...]:
    """The regions that a qualifier after a city can mean: `Tex.` US-TX, `GR` CH-GR, `RFA` DE. Empty: none."""
    bare = qualifier.strip().strip("().,").strip()
    found = dict.fromkeys(_abbreviations().get(bare.replace(".", "").replace(" ", "").casefold(), ()))
    if code := region_named(qualifier, lang) or region_named(bare, lang):
        found |= dict.fromkeys(successors(code))
    return tuple(found)


def folded(name: str) -> str:
    """A name as cities are compared: lower case, without accents, full stops, apostrophes and hyphens."""
    if name.isascii():
        bare = name.lower()
    else:
        apart = unicodedata.normalize("NFKD", name.casefold())
        bare = unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
    return " ".join(bare.translate(_PUNCTUATION).split())


_PUNCTUATION = str.maketrans({".": "", "'": "", "’": "", "‘": "", "ʼ": "", "`": "", "-": " ", "–": " ", "‐": " "})


def _within(place: Place, code: str) -> bool:
    if "-" not in code:
        return place.country == code
    return place.subdivision == code or (not place.subdivision and place.country == country_of(code))


def _named(key: str) -> tuple[Place, ...]:
    """The cities of a folded name, those whose own it is first."""
    return _cities(lines) if (lines := _lines_by_name().get(key)) else ()


@cache
def _cities(lines: str) -> tuple[Place, ...]:
    """The cities of some lines of the table: few of its 34,000 are ever asked for."""
    cells = (line.split("\t") for line in lines.split("\n"))
    return tuple(Place(name, country, within, int(population)) for name, country, within, population, _ in cells)


@cache
def _lines_by_name() -> dict[str, str]:
    """The table's lines by each folded name in them: first the names that are a city's own, then the others."""
    own: dict[str, str] = {}
    other: dict[str, str] = {}
    for line in files(__package__).joinpath("cities.tsv").read_text("utf-8").splitlines():
        first, *rest = line[line.rindex("\t") + 1 :].split("|")
        own[first] = f"{own[first]}\n{line}" if first in own else line
        for key in rest:
            other[key] = f"{other[key]}\n{line}" if key in other else line
    for key, lines in other.items():
        own[key] = f"{own[key]}\n{lines}" if key in own else lines
    return own


@cache
def _standing_alone() -> dict[str, Place]:
    places = {}
    for row in table("datelines.csv"):
        same = [p for p in _named(folded(row["city"])) if p.country == row["country"]]
        places[folded(row["name"])] = same[0] if same else Place(row["city"], row["country"])
    return places


@cache
def _alone() -> frozenset[Place]:
    return frozenset(_standing_alone().values())


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("abbreviations.csv"):
        key = row["abbreviation"].replace(".", "").replace(" ", "").casefold()
        found[key] = (*found.get(key, ()), row["code"])
    return found
