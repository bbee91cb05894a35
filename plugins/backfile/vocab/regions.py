"""Regions of the world by code: continents, subregions, countries, historic states and subdivisions.

Codes are UN M49 for continents and subregions, ISO 3166-1 for countries (with XK), ISO 3166-3's former codes for
historic states, and ISO 3166-2 for subdivisions. The table is frozen, because addresses hang on it; how it was made
stands in bench/make_regions.py.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError


@dataclass(frozen=True, slots=True)
class Region:
    """One region of the world."""

    code: str
    """`142`, `145`, `SY` or `SY-ID`."""
    name: str
    """Its common English name."""
    slug: str
    """Its part of an address, unique among its siblings."""
    parent: str
    """Code of the region that holds it; empty for a continent."""


MAJOR_LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "ru", "ar", "zh", "zh_Hant", "ja", "ko", "tr", "pl", "uk", "sv", "da"),
    *("nb", "fi", "cs", "hu", "ro", "el", "he", "fa", "hi", "id", "vi", "bg", "hr", "sr"),
)
"""Languages in which a country's name is known without being told which language it is, in order of preference."""


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a data file of this folder, by column."""
    yield from csv.DictReader(files(__package__).joinpath(name).read_text("utf-8").splitlines())


@cache
def regions() -> dict[str, Region]:
    """All regions by code, in the order of the table: a parent before what it holds."""
    return {row["code"]: Region(**row) for row in table("regions.csv")}


def region(code: str) -> Region:
    """The region of a code. Raises KeyError where there is none."""
    return regions()[code]


def is_region(code: str) -> bool:
    """Whether a code is in the table."""
    return code in regions()


@cache
def path_down(code: str) -> tuple[Region, ...]:
    """The way from the continent down to a region, both included. Raises KeyError on an unknown code."""
    here = region(code)
    return (*path_down(here.parent), here) if here.parent else (here,)


def country_of(code: str) -> str:
    """The country of a country's or subdivision's code: `SY` of `SY-ID`."""
    return code.partition("-")[0]


@cache
def successors(code: str) -> tuple[str, ...]:
    """The countries of today on a historic state's ground, its principal successor first; any other country: itself."""
    return _historic().get(code, (code,))


@cache
def _historic() -> dict[str, tuple[str, ...]]:
    return {row["code"]: tuple(row["successors"].split()) for row in table("historic.csv")}


def region_name(code: str, lang: str = "en") -> str:
    """A region's name in a language (CLDR); English where the language has none. Raises KeyError on an unknown code."""
    here = region(code)
    return here.name if lang.startswith("en") or "-" in code else _territories(lang).get(code, here.name)


def region_named(name: str, lang: str = "") -> str | None:
    """The code of the country, historic state or subdivision of a name; None where no or more than one bears it.

    Names are those of the table, of CLDR in the language given and in the major ones, and the aliases that
    newspapers use (`USA`, `RFA`, `Holland`). Case counts only where a name is all capitals of four letters or fewer.
    A country goes before a subdivision of the same name.
    """
    key = fold(name)
    if len(name) <= 4 and key in _SHORT and not name.isupper():
        return None
    if found := _english().get(key):
        return found
    for language in dict.fromkeys((lang, *MAJOR_LANGUAGES)):
        if language and (found := _folded_territories(language).get(key)):
            return found
    return _subdivisions().get(key)


_SHORT = frozenset(
    ["us", "usa", "uk", "uae", "prc", "drc", "rfa", "brd", "ddr", "gdr", "rda", "eua", "urss", "nrw", "vae"]
)


def fold(name: str) -> str:
    """A name as it is compared: without case, outer white space and curly apostrophes."""
    return name.strip().replace("’", "'").replace("\xa0", " ").casefold()


@cache
def _english() -> dict[str, str]:
    names = {fold(here.name): here.code for here in regions().values() if len(here.code) == 2 and here.code.isalpha()}
    return names | {fold(row["name"]): row["code"] for row in table("region_names.csv")}


@cache
def _subdivisions() -> dict[str, str]:
    """Names, full or without their word for the kind of division, that exactly one subdivision bears.

    One that holds another of the same name goes before it.
    """
    bearers: dict[str, list[Region]] = {}
    for here in regions().values():
        if "-" in here.code:
            bearers.setdefault(fold(here.name), []).append(here)
    short: dict[str, list[Region]] = {}
    for name, some in bearers.items():
        head, _, last = name.rpartition(" ")
        if head and last in _DIVISION_WORDS:
            short.setdefault(head, []).extend(some)
    found = {name: code for name, some in short.items() if name not in bearers and (code := _outermost(some))}
    return found | {name: code for name, some in bearers.items() if (code := _outermost(some))}


_DIVISION_WORDS = frozenset(["islands", "oblast", "krai", "province", "governorate", "prefecture", "voivodeship"])
"""Last words of a subdivision's full name that newspapers leave out: `Orkney Islands`, `Leningrad Oblast`."""


def _outermost(some: list[Region]) -> str:
    """The one region among several that no other of them holds, or empty."""
    codes = {one.code for one in some}
    outer = [one.code for one in some if one.parent not in codes]
    return outer[0] if len(outer) == 1 else ""


@cache
def _territories(lang: str) -> dict[str, str]:
    """Names by code in a language: in a major one those of the table, in any other what Babel knows of it."""
    if found := _in_major_languages().get(lang.replace("-", "_")):
        return found
    try:
        return dict(Locale.parse(lang.replace("-", "_")).territories)
    except (UnknownLocaleError, ValueError):
        return {}


@cache
def _in_major_languages() -> dict[str, dict[str, str]]:
    """Names by language and code (country_names.tsv, of CLDR): asking Babel for all takes a quarter of a second."""
    found: dict[str, dict[str, str]] = {lang: {} for lang in MAJOR_LANGUAGES}
    for line in files(__package__).joinpath("country_names.tsv").read_text("utf-8").splitlines()[1:]:
        lang, code, name = line.split("\t")
        found[lang][code] = name
    return found


@cache
def _folded_territories(lang: str) -> dict[str, str]:
    return {fold(name): code for code, name in _territories(lang).items() if code in regions() and code.isalpha()}
