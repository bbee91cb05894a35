"""What the search page is told of the archive: its bundles, and the names and counts of its facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from backfile.catalogue import Catalogue, Entry
from backfile.facets import FACETS, agency_value, facets, outlet_value, tag_value
from backfile.links import region_link
from backfile.printed import direction, locale_of
from backfile.search.bundle_folder import Kept
from backfile.search.bundles import Bundle
from backfile.vocab.regions import country_of, is_region

MOST_VALUES = 500
"""Values of one facet that the search page is given names for, the most frequent ones; the page loads them all."""


def bundles_record(bundles: Iterable[tuple[Bundle, Kept]], version: str) -> dict[str, object]:
    """What bundles.json says: the articles of each year, and of each bundle, newest first, what it holds.

    Years stand oldest first, before them the undated under an empty one: the histogram of the empty page.

    Args:
        bundles: oldest first, each with what its folder holds.
        version: of the Pagefind that made them.
    """
    listed = tuple(bundles)
    years = Counter(entry.date.period[:4] if entry.date else "" for bundle, _ in listed for entry in bundle.entries)
    characters = sorted({character for _, kept in listed for character in kept.index.include_characters})
    return {
        "version": version,
        "include_characters": characters,
        "years": sorted(years.items()),
        "bundles": [
            {
                "name": bundle.name,
                "from": bundle.first,
                "to": bundle.last,
                "count": len(bundle.entries),
                "articles": kept.articles,
                "languages": _languages(bundle, kept),
            }
            for bundle, kept in reversed(listed)
        ],
    }


def facets_record(catalogue: Catalogue, lang: str) -> dict[str, list[list[object]]]:
    """What facets.json says: of each facet its values as [value, name, count], the most frequent first.

    Years stand newest first. Names are in the site's language `lang` where CLDR knows them.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    names: dict[str, Counter[str]] = {}
    for entry in catalogue.entries:
        for facet, value in facets(entry):
            counts[facet][value] += 1
        for facet, value, name in _spellings(entry):
            names.setdefault(f"{facet}:{value}", Counter())[name] += 1
    return {
        facet: [
            [value, _name(facet, value, names, catalogue, lang), count]
            for value, count in _ordered(facet, counts[facet])
        ]
        for facet in FACETS
    }


def _languages(bundle: Bundle, kept: Kept) -> dict[str, dict[str, object]]:
    directions = {lang.lower(): direction(lang) for lang in {entry.lang for entry in bundle.entries}}
    return {
        tag: {**asdict(language), "dir": directions.get(tag, "ltr")} for tag, language in kept.index.languages.items()
    }


def _spellings(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield from (("tag", tag_value(tag), tag) for tag in entry.tags)
    yield from (("agency", agency_value(label), label) for label in entry.agencies)
    if entry.outlet:
        yield "outlet", outlet_value(entry.outlet), entry.outlet


def _name(facet: str, value: str, names: Mapping[str, Counter[str]], catalogue: Catalogue, lang: str) -> str:
    if facet == "region":
        return _region_name(value, lang)
    if facet == "language":
        locale = locale_of(lang)
        return str(locale.languages.get(value, value)) if locale else value
    if f"{facet}:{value}" not in names:
        return value
    spellings = names[f"{facet}:{value}"]
    name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
    return catalogue.outlets.get(name, name) if facet == "outlet" else name


def _region_name(code: str, lang: str) -> str:
    if not is_region(code):
        return code
    name, country = region_link(code, lang).text, country_of(code)
    return name if country == code or not is_region(country) else f"{name}, {region_link(country, lang).text}"


def _ordered(facet: str, counts: Counter[str]) -> list[tuple[str, int]]:
    if facet == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES]
