"""Bundles: which articles share one search index.

A bundle is a run of whole periods holding about `BUNDLE_SIZE` articles, oldest first. Once begun, a bundle keeps its
place: the starts of an earlier division are kept, so a new article changes the bundle of its own day and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from backfile.catalogue import Entry

BUNDLE_SIZE = 5_000
"""Articles. Measured: 5,000 pages are indexed in 5 s and 0.5 GB, 20,000 in one index take 1.6 to 3.3 GB."""

UNDATED = "undated"

Start = tuple[str, str]
"""The `order` of a bundle's first entry: its date as text and its path."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A run of the archive that one search index covers."""

    name: str
    """Its first period, `undated` where that is none; the later parts of one period carry a number: `2020-02-20-2`."""
    entries: tuple[Entry, ...]
    """Oldest first, never empty."""

    @property
    def start(self) -> Start:
        """Where it begins."""
        return self.entries[0].order

    @property
    def first(self) -> str:
        """The earliest period in it, empty where none of its articles is dated."""
        return next((entry.date.period for entry in self.entries if entry.date), "")

    @property
    def last(self) -> str:
        """The period in it that ends latest, empty where none of its articles is dated: a year ends after its days."""
        periods = (entry.date.period for entry in self.entries if entry.date)
        return max(periods, key=lambda period: f"{period}~", default="")


def divide(entries: Sequence[Entry], starts: Sequence[Start] = (), size: int = BUNDLE_SIZE) -> tuple[Bundle, ...]:
    """The bundles of an archive, oldest first.

    Every recorded start but the first begins a bundle again. A run between two starts divides once it holds twice
    `size`; the newest run divides as soon as it holds more than `size`, between periods, or within one that alone
    is too large.

    Args:
        entries: in the order of `Entry.order`.
        starts: where the bundles of an earlier division began.
        size: articles.
    """
    runs = list(_runs(entries, sorted(starts)[1:]))
    pieces = [
        piece
        for number, run in enumerate(runs, 1)
        for piece in (_cut(run, size) if len(run) > (size if number == len(runs) else 2 * size) else [run])
    ]
    return tuple(_named(pieces))


def _runs(entries: Sequence[Entry], starts: Sequence[Start]) -> Iterator[list[Entry]]:
    pending = list(starts)
    run: list[Entry] = []
    for entry in entries:
        begins = False
        while pending and entry.order >= pending[0]:
            pending.pop(0)
            begins = True
        if begins and run:
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _cut(run: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    piece: list[Entry] = []
    for _, members in groupby(run, key=_period):
        period = list(members)
        if piece and len(piece) + len(period) > size:
            yield piece
            piece = []
        piece += period
        while len(piece) > size:
            yield piece[:size]
            piece = piece[size:]
    if piece:
        yield piece


def _named(pieces: Iterable[list[Entry]]) -> Iterator[Bundle]:
    parts: dict[str, int] = {}
    for piece in pieces:
        period = _period(piece[0]) or UNDATED
        parts[period] = parts.get(period, 0) + 1
        yield Bundle(period if parts[period] == 1 else f"{period}-{parts[period]}", tuple(piece))


def _period(entry: Entry) -> str:
    return entry.date.period if entry.date else ""
