"""What the search page is told of the archive: its bundles, and the names and counts of its facets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from backfile.address import name_slug
from backfile.catalogue import Catalogue, Entry
from backfile.facets import agency_value, facets
from backfile.links import region_link
from backfile.printed import locale_of
from backfile.search.bundles import Bundle
from backfile.vocab.regions import country_of, is_region

LISTED = ("year", "region", "agency", "outlet", "tag", "language")
"""The facets that the search page offers, in its order."""

MOST_VALUES = 500
"""Values of one facet that the search page is given names for, the most frequent ones; the page loads them all."""


def bundles_record(bundles: Iterable[Bundle], digests: Mapping[str, str], folder: Path) -> dict[str, object]:
    """What bundles.json says: of each bundle, newest first, its name, digest, periods, languages and counts.

    Args:
        bundles: oldest first.
        digests: of each bundle's text, by its name.
        folder: where the bundles lie; the languages are those that Pagefind found.
    """
    return {
        "bundles": [
            {
                "name": bundle.name,
                "digest": digests[bundle.name][:16],
                "from": bundle.first,
                "to": bundle.last,
                "count": len(bundle.entries),
                "undated": sum(entry.date is None for entry in bundle.entries),
                "languages": _languages(folder / bundle.name),
            }
            for bundle in reversed(tuple(bundles))
        ]
    }


def facets_record(catalogue: Catalogue, lang: str) -> dict[str, list[list[object]]]:
    """What facets.json says: of each facet its values as [value, name, count], the most frequent first.

    Years stand newest first. Names are in the site's language `lang` where CLDR knows them.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in LISTED}
    names: dict[str, Counter[str]] = {}
    for entry in catalogue.entries:
        for facet, value in facets(entry):
            if facet in counts:
                counts[facet][value] += 1
        for facet, value, name in _spellings(entry):
            names.setdefault(f"{facet}:{value}", Counter())[name] += 1
    return {
        facet: [
            [value, _name(facet, value, names, catalogue, lang), count]
            for value, count in _ordered(facet, counts[facet])
        ]
        for facet in LISTED
    }


def write_json(path: Path, record: Mapping[str, object]) -> None:
    """Write a record so that a reader finds the old file or the new one, never half of it; one of equal text stays."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, "utf-8")
    new.replace(path)


def _languages(bundle: Path) -> dict[str, dict[str, object]]:
    entry = json.loads((bundle / "pagefind-entry.json").read_text("utf-8"))
    return {
        lang: {"count": index["page_count"], "wasm": index["wasm"] or "unknown"}
        for lang, index in sorted(entry["languages"].items())
    }


def _spellings(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield from (("tag", name_slug(tag), tag) for tag in entry.tags)
    yield from (("agency", agency_value(label), label) for label in entry.agencies)
    if entry.outlet:
        yield "outlet", name_slug(entry.outlet), entry.outlet


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
