"""The list of a bundle's articles, by which the search page narrows, counts and sorts.

Pagefind answers with page numbers alone. This file says which articles those are, and of each what the catalogue knows:
when it was, and which values of which facets it has; and where its record is. Articles are numbered from 0, oldest
first, and every list of numbers is one of gaps, which pack well: 3,000 articles take about 10 kB.

The record is JSON, packed by gzip whatever the server does:

| key | what it says |
|---|---|
| `pages` | of each language the articles in the order of Pagefind's page numbers, which is that of their paths |
| `packs` | [name, how many articles in a row it holds the records of, bytes of its blocks], in the same order |
| `periods` | [period, how many articles in a row have it], in the same order; an empty period for the undated |
| `facets` | of each facet and value the articles that have it: the first's number, then the gap to each next one |
| `outlets` | full names of outlets, by their value |
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby

from backfile.catalogue import Entry
from backfile.facets import FACETS, facets, outlet_value
from backfile.search.records import Pack, Record

_FORMAT = "4"


def packed_listing(
    listed: Sequence[Entry], records: Sequence[Record], packs: Iterable[Pack], outlets: Mapping[str, str]
) -> bytes:
    """The file's bytes, the same for the same articles on any day.

    Args:
        listed: oldest first; none in which search has found no word.
        records: of these articles.
        packs: of their records, in their order.
        outlets: full names of outlets by label.
    """
    numbers: dict[str, dict[str, list[int]]] = {facet: {} for facet in FACETS}
    for number, entry in enumerate(listed):
        for facet, value in facets(entry):
            numbers[facet].setdefault(value, []).append(number)
    record = {
        "pages": _pages(records),
        "packs": [[pack.name, pack.count, pack.sizes] for pack in packs],
        "periods": [[period, sum(1 for _ in run)] for period, run in groupby(map(_period, listed))],
        "facets": {
            facet: {value: _gaps(held) for value, held in sorted(values.items())} for facet, values in numbers.items()
        },
        "outlets": {outlet_value(entry.outlet): _name(entry, outlets) for entry in listed if entry.outlet},
    }
    packing = zlib.compressobj(9, wbits=31)  # gzip, its header without a time
    return packing.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()) + packing.flush()


def listing_digest(entries: Iterable[Entry], outlets: Mapping[str, str]) -> bytes:
    """Sixteen bytes of all that a listing is made of besides Pagefind's identifiers."""
    digest = blake2b(_FORMAT.encode(), digest_size=16)
    for entry in entries:
        digest.update(repr((entry.path, _period(entry), facets(entry), _name(entry, outlets))).encode())
    return digest.digest()


def _period(entry: Entry) -> str:
    return entry.date.period if entry.date else ""


def _name(entry: Entry, outlets: Mapping[str, str]) -> str:
    return outlets.get(entry.outlet, entry.outlet)


def _pages(records: Sequence[Record]) -> dict[str, list[int]]:
    pages: dict[str, list[tuple[int, int]]] = {}
    for number, record in enumerate(records):
        pages.setdefault(record.lang, []).append((record.page, number))
    return {lang: _gaps([number for _, number in sorted(places)]) for lang, places in sorted(pages.items())}


def _gaps(numbers: list[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
