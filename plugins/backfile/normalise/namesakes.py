"""Namesakes: which place of a name a text means, and between which countries the name leaves it open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from backfile.vocab.languages import NOUNS_IN_CAPITALS, is_official
from backfile.vocab.places import Place, find, left_open, qualified, stands_alone
from backfile.vocab.regions import country_of, is_region, path_down, region, region_named

_SMALL_TOWN = 300_000
"""Inhabitants below which a town cedes its name to a subdivision (Cornwall, Ontario, to Cornwall)."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name means where a text says that something is there."""

    code: str = ""
    """ISO 3166 code: the subdivision that bears the name, else the country; empty where it is left open."""
    inhabitants: int = 0
    """Of the city; 0 for a subdivision."""
    left_open: tuple[str, ...] = ()
    """Countries between which nothing decides."""


NOTHING_KNOWN = Meant()
"""A name that is neither a city nor a subdivision."""


@lru_cache(maxsize=4096)
def meant(name: str, qualifier: str = "", lang: str = "") -> Meant:
    """The place that a name means.

    A qualifier (`Orkney, Scotland`) decides. Without one, a city that stands alone in datelines comes first; a
    subdivision goes before a small town of its name; a city is meant when no namesake abroad comes near it in size.
    In a language that gives every noun a capital a town must lie where that language is official, stand alone, or be
    large: its readers are told where any other lies, and a cellar is no town in Texas (`im Keller`).
    """
    cities = find(name, qualifier, lang)
    own = subdivision(name)
    if qualifier:
        if cities:
            return Meant(_printed_code(name, cities[0]), cities[0].population)
        holders = [here.code for here in path_down(own)] if own else []
        return Meant(own) if set(holders) & set(qualified(qualifier, lang)) else NOTHING_KNOWN
    if not cities:
        return NOTHING_KNOWN
    best = cities[0]
    if own and country_of(own) != best.country and not stands_alone(best):
        abroad = {place.country for place in cities} - {""}
        whole = region(own).name.casefold() == name.casefold()
        if best.population < _SMALL_TOWN and (whole or len(abroad) == 1):
            return Meant(own)
        return Meant(left_open=tuple(dict.fromkeys((*(place.country for place in cities), country_of(own)))))
    if open_between := left_open(cities):
        return Meant(left_open=open_between)
    if not best.country or (lang in NOUNS_IN_CAPITALS and not _is_told(best, lang)):
        return NOTHING_KNOWN
    return Meant(_printed_code(name, best), best.population)


def subdivision(name: str) -> str:
    """The code of the one subdivision of a name, or empty."""
    code = region_named(name, "en") or ""
    return code if "-" in code else ""


def _is_told(city: Place, lang: str) -> bool:
    """Whether readers of a language know of a city without being told where it lies."""
    seat = is_region(city.subdivision) and region(city.subdivision).name == city.name
    return stands_alone(city) or seat or city.population >= _SMALL_TOWN or is_official(lang, city.country)


def _printed_code(name: str, city: Place) -> str:
    """The city's subdivision where it bears the city's name and so is printed; else its country."""
    if city.subdivision and is_region(city.subdivision) and region(city.subdivision).name.casefold() == name.casefold():
        return city.subdivision
    return city.country
