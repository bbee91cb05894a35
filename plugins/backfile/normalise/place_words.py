"""The words that name places: by language, from the tables of regions, peoples and institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from babel import Locale, UnknownLocaleError

from backfile.vocab.leaders import full_names, surnames
from backfile.vocab.regions import is_region, regions, table


class How(StrEnum):
    """By what a place is named."""

    NAME = "name"
    CITY = "city"
    PEOPLE = "people"
    """An adjective or a people: `Syrian`, `the French`."""
    INSTITUTION = "institution"
    FIRM = "firm"
    """Within a firm's name: `Unilever Australia Ltd` names the country, and is nowhere."""
    LEADER = "leader"
    """A head of state or government, or a minister: `President Reagan`."""
    LISTING = "listing"
    """The exchange of a stock code: `<VOLVb.ST>`; the weakest evidence."""


WORD = re.compile(r"[^\W\d_]+(?:(?:\.[^\W\d_]+)+\.?)?")
"""A word, or an abbreviation with its full stops."""

UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
"""Scripts that write names without spaces around them."""

Key = tuple[str, ...]
"""The folded words of a name."""

_BY_DATE = "?"
"""Stands for the country of a leader, which depends on the date."""

_WELL_KNOWN_STATES_OF = ("US", "CA", "AU")
_NAMESAKES = ("US-DC", "US-WA", "US-GA", "US-NY", "AU-VIC")
"""States whose names mean something else as often."""


@cache
def signals() -> dict[str, re.Pattern[str]]:
    """Names that countries share with other things, and the words that tell the country is meant."""
    return {row["name"]: re.compile(row["signals"], re.IGNORECASE) for row in table("ambiguous_names.csv")}


@cache
def meant_before() -> dict[str, tuple[int, str]]:
    """Names that meant another place before a year, and which: Georgia was a state of the USA alone until 1991."""
    return {row["name"]: (int(row["before"]), row["means"]) for row in table("ambiguous_names.csv") if row["means"]}


@cache
def place_names(lang: str) -> tuple[dict[Key, tuple[str, How]], frozenset[str]]:
    """Countries, well-known subdivisions, peoples and institutions by their words; and the words they begin with."""
    found: dict[Key, tuple[str, How]] = {}
    for row in table("institutions.csv"):
        found[key_of(row["name"])] = (row["code"], How.INSTITUTION)
    for row in table("demonyms.csv"):
        if row["lang"] in (lang, "" if lang else "en"):
            found[key_of(row["word"])] = (row["code"], How.PEOPLE)
    for row in table("region_names.csv"):
        found[key_of(row["name"])] = (row["code"], How.NAME)
    for name, code in _countries(lang):
        found[key_of(name)] = (code, How.NAME)
    for here in regions().values():
        if here.parent in _WELL_KNOWN_STATES_OF and here.code not in _NAMESAKES:
            found.setdefault(key_of(here.name), (here.code, How.NAME))
    for words in (*full_names(), *(tuple(surname.split()) for surname in surnames())):
        found.setdefault(words, (_BY_DATE, How.LEADER))
    for row in table("no_places.csv"):
        found[key_of(row["name"])] = ("", How.NAME)
    found.pop((), None)
    return found, frozenset(key[0] for key in found)


def _countries(lang: str) -> Iterator[tuple[str, str]]:
    if lang in ("", "en"):
        yield from (
            (here.name, here.code) for here in regions().values() if len(here.code) == 2 and here.code.isalpha()
        )
    try:
        names = Locale.parse(lang or "en").territories
    except (UnknownLocaleError, ValueError):
        return
    yield from ((name, code) for code, name in names.items() if code.isalpha() and is_region(code))


def key_of(name: str) -> Key:
    """The words of a name as texts are searched for them."""
    return tuple(found[0].replace(".", "").casefold() for found in WORD.finditer(name.replace("’", "'")))


@cache
def lower_case_peoples(lang: str) -> frozenset[str]:
    """First words of peoples' names in languages that write them with small letters."""
    if lang in ("en", ""):
        return frozenset()
    return frozenset(key_of(row["word"])[0] for row in table("demonyms.csv") if row["lang"] == lang)


@cache
def locatives(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that say that something is at a place, and those that may stand between them and its name."""
    rows = {row["lang"]: row for row in table("locatives.csv")}
    row = rows.get(lang, rows[""])
    return frozenset(row["prepositions"].split()), frozenset(row["between"].replace("-", " ").split())


@cache
def locative_suffixes(lang: str) -> frozenset[str]:
    """Endings that an apostrophe divides from a name, and that say that something is there: `İzmir'de`."""
    return frozenset(word for row in table("locatives.csv") if row["lang"] == lang for word in row["suffixes"].split())


@cache
def locative_endings(lang: str) -> tuple[str, ...]:
    """Endings grown together with a name that say that something is there: `Budapesten`, `서울에서`."""
    return tuple(word for row in table("locatives.csv") if row["lang"] == lang for word in row["endings"].split())


@cache
def articles(lang: str) -> frozenset[str]:
    """Articles, and prepositions grown together with one, after which no city's name stands: `im`, `zur`."""
    return frozenset(word for row in table("locatives.csv") if row["lang"] == lang for word in row["articles"].split())
