"""The list of a bundle's articles, by which the search page narrows, counts and sorts.

Pagefind answers with identifiers alone. This file says of each what the catalogue knows: when it was, and which values
of which facets it has; and where its record is. Articles are numbered from 0, oldest first, and every list of numbers
is one of gaps, which pack well: 3,000 articles take about 20 kB.

The record is JSON, packed by gzip whatever the server does:

| key | what it says |
|---|---|
| `ids` | Pagefind's identifiers in the order of the numbers, separated by spaces |
| `packs` | [name, how many articles in a row it holds the records of], in the same order |
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
from backfile.search.records import Pack

_FORMAT = "2"


def packed_listing(
    listed: Sequence[Entry], ids: Iterable[str], packs: Iterable[Pack], outlets: Mapping[str, str]
) -> bytes:
    """The file's bytes, the same for the same articles on any day.

    Args:
        listed: oldest first; none in which search has found no word.
        ids: Pagefind's identifiers of these.
        packs: of their records, in their order.
        outlets: full names of outlets by label.
    """
    numbers: dict[str, dict[str, list[int]]] = {facet: {} for facet in FACETS}
    for number, entry in enumerate(listed):
        for facet, value in facets(entry):
            numbers[facet].setdefault(value, []).append(number)
    record = {
        "ids": " ".join(ids),
        "packs": [[pack.name, pack.count] for pack in packs],
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


def _gaps(numbers: list[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
