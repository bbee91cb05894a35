"""Make plugins/backfile/vocab/regions.csv from ISO 3166, UN M49 and the English names of CLDR.

    npm pack cldr-core cldr-subdivisions-full      # unpack both below one folder: cldr-core/, cldr-subdivisions-full/
    python bench/make_regions.py FOLDER plugins/backfile/vocab/regions.csv

Needs pycountry (ISO 3166-2 codes and which subdivision holds which) and babel. The table is frozen:
addresses hang on it. A code or slug that is in the table already stays as it is; only codes that ISO
added since are appended.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

import babel
import pycountry

from backfile.address import slug

CONTINENTS = ("002", "009", "019", "142", "150")

COMMON = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "FM": "Micronesia",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macau",
    "PS": "Palestine",
    "TR": "Turkey",
    "035": "South-eastern Asia",
    "057": "Micronesia",
    "CN-NM": "Inner Mongolia",
    "FR-20R": "Corsica",
    "FR-GES": "Grand Est",
    "FR-IDF": "Île-de-France",
    "FR-NOR": "Normandy",
}
"""Names as English newspapers print them, where CLDR prints a longer or newer one."""

COUNTRIES_OF_THEIR_OWN = re.compile(
    r"CN-(HK|MO|TW)|FR-(97\d|BL|GF|GP|MF|MQ|NC|PF|PM|RE|TF|WF|YT)|NL-(AW|BQ\d|CW|SX)|NO-2[12]|US-(AS|GU|MP|PR|UM|VI)|FI-01"
)
"""Subdivisions that have a country code too (FR-GP is GP): left out, because a place has one address."""

HISTORIC = (
    ("SU", "Soviet Union", "151"),
    ("DD", "East Germany", "155"),
    ("CS", "Czechoslovakia", "151"),
    ("YU", "Yugoslavia", "039"),
    ("ZR", "Zaire", "017"),
    ("BU", "Burma", "035"),
    ("AN", "Netherlands Antilles", "029"),
)
"""ISO 3166-3: former alpha-2 code, name, subregion."""


def main(cldr: Path, table: Path) -> None:
    """Write the table, keeping every row that it has."""
    rows = {row[0]: row for row in csv.reader(table.open(encoding="utf-8"))} if table.exists() else {}
    rows.pop("code", None)
    taken = {(row[3], row[2]) for row in rows.values()}
    for code, name, parent in everything(cldr):
        if code in rows:
            continue
        part = slug(name)
        if (parent, part) in taken:
            part = f"{part}-{code.rpartition('-')[2].lower()}"
        taken.add((parent, part))
        rows[code] = [code, name, part, parent]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name", "slug", "parent"])
        writer.writerows(rows.values())


def everything(cldr: Path) -> list[tuple[str, str, str]]:
    """Code, name and parent of all regions: continents, subregions, countries, historic states, subdivisions."""
    english = babel.Locale("en").territories
    territories = json.loads((cldr / "cldr-core/supplemental/territoryContainment.json").read_text())
    contains = territories["supplemental"]["territoryContainment"]
    rows = [(code, english[code], "") for code in CONTINENTS]
    subregions = {
        sub: continent for continent in CONTINENTS for sub in contains[continent]["_contains"] if sub.isdigit()
    }
    rows += [(sub, COMMON.get(sub, english[sub]), continent) for sub, continent in sorted(subregions.items())]
    parents = {country: sub for sub in subregions for country in contains[sub]["_contains"]}
    parents |= {"TW": "030", "XK": "039", "AQ": "", "UM": "057"}
    countries = sorted({country.alpha_2 for country in pycountry.countries} | {"XK"})
    rows += [(code, common(code, english[code]), parents[code]) for code in countries]
    rows += HISTORIC
    return rows + subdivisions(cldr)


def subdivisions(cldr: Path) -> list[tuple[str, str, str]]:
    """Code, English name and parent of every ISO 3166-2 subdivision, a parent before its children."""
    file = cldr / "cldr-subdivisions-full/subdivisions/en/en.json"
    english = json.loads(file.read_text())["subdivisions"]["localeDisplayNames"]["subdivisions"]
    found = []
    for entry in sorted(pycountry.subdivisions, key=lambda one: (one.country_code, bool(one.parent_code), one.code)):
        if COUNTRIES_OF_THEIR_OWN.fullmatch(entry.code):
            continue
        key = entry.code.replace("-", "").lower()
        name = english.get(key) or re.sub(r"\s*[\[(].*?[\])]", "", entry.name)
        found.append((entry.code, common(entry.code, name), entry.parent_code or entry.country_code))
    return found


def common(code: str, name: str) -> str:
    """Print a name as English newspapers do, with plain apostrophes and no abbreviations."""
    plain = COMMON.get(code, name).replace("’", "'").replace(" & ", " and ").strip()
    return re.sub(r"^St\. ", "Saint ", plain)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
