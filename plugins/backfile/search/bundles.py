"""Bundles: which articles share one search index.

A bundle is a run of whole periods holding about `BUNDLE_SIZE` articles, oldest first. Once begun, a bundle keeps its
name and its place: the starts of an earlier division are kept, so a new article changes the bundle of its own day and
no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from backfile.catalogue import Entry

BUNDLE_SIZE = 3_000
"""Articles. Measured, two indexed side by side: 3,000 wire stories take 0.22 GB each, 5,000 take 0.36 GB."""

UNDATED = "undated"

Order = tuple[str, str]
"""A date as text, and a path: what entries are sorted by."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a bundle begins, and what it is called."""

    name: str
    """The first period it held, `undated` where that is none; a number sets apart those of one period: `2020-2`."""
    order: Order
    """Its entries come at or after this. The first bundle's is empty; the path is, where a whole period begins."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A run of the archive that one search index covers."""

    start: Start
    entries: tuple[Entry, ...]
    """Oldest first, never empty."""

    @property
    def name(self) -> str:
        """What its folder is called."""
        return self.start.name

    @property
    def first(self) -> str:
        """The earliest period in it, empty where none of its articles is dated."""
        return next((entry.date.period for entry in self.entries if entry.date), "")

    @property
    def last(self) -> str:
        """The period in it that ends latest, empty where none of its articles is dated: a year ends after its days."""
        periods = {entry.date.period for entry in self.entries if entry.date}
        return max(periods, key=lambda period: f"{period}~", default="")


def divide(entries: Sequence[Entry], starts: Sequence[Start] = (), size: int = BUNDLE_SIZE) -> tuple[Bundle, ...]:
    """The bundles of an archive, oldest first.

    A bundle begins at every recorded start, the first with the archive; one that has lost all its articles is gone. A
    run between two starts divides once it holds twice `size`; the newest divides as soon as it holds more than `size`,
    between periods, or within one that alone is too large.

    Args:
        entries: in the order of `Entry.order`.
        starts: of an earlier division, in their order.
        size: articles.
    """
    runs = list(_runs(entries, starts))
    taken = {start.name for start, _ in runs if start}
    pieces = [
        (start if place == 0 else None, piece, whole)
        for number, (start, run) in enumerate(runs, 1)
        for place, (piece, whole) in enumerate(_cut(run, size if number == len(runs) else 2 * size, size))
    ]
    bundles = [Bundle(start or _start_of(piece, taken, whole=whole), tuple(piece)) for start, piece, whole in pieces]
    return (replace(bundles[0], start=Start(bundles[0].name, ("", ""))), *bundles[1:]) if bundles else ()


def _runs(entries: Sequence[Entry], starts: Sequence[Start]) -> Iterator[tuple[Start | None, list[Entry]]]:
    pending = list(starts)
    start = pending.pop(0) if pending else None
    run: list[Entry] = []
    for entry in entries:
        while pending and entry.order >= pending[0].order:
            if run:
                yield start, run
                run = []
            start = pending.pop(0)
        run.append(entry)
    if run:
        yield start, run


def _cut(run: list[Entry], longest: int, size: int) -> Iterator[tuple[list[Entry], bool]]:
    """Pieces of a run, each with whether it begins with a whole period; all in one where it is not too long."""
    if len(run) <= longest:
        yield run, True
        return
    piece: list[Entry] = []
    whole = True
    for _, members in groupby(run, key=_period):
        period = list(members)
        if piece and len(piece) + len(period) > size:
            yield piece, whole
            piece, whole = [], True
        piece += period
        while len(piece) > size:
            yield piece[:size], whole
            piece, whole = piece[size:], False
    if piece:
        yield piece, whole


def _start_of(piece: Sequence[Entry], taken: set[str], *, whole: bool) -> Start:
    period = _period(piece[0])
    names = (f"{period or UNDATED}{f'-{number}' if number > 1 else ''}" for number in range(1, len(taken) + 2))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return Start(name, (period, "") if whole else piece[0].order)


def _period(entry: Entry) -> str:
    return entry.date.period if entry.date else ""
