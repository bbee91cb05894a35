"""Work units: runs of consecutive days, the unit of work, memory and change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

UNIT_SIZE = 2_000
"""Articles that a new unit holds at most; one that has grown divides at twice as many."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of article files."""

    start: str
    """The path where it begins; empty for the first. It keeps its start, whatever comes and goes, until it divides."""
    files: tuple[str, ...]
    """Paths below content/, in order, never none."""


def units(files: Sequence[str], starts: Sequence[str] = (), size: int = UNIT_SIZE) -> tuple[Unit, ...]:
    """The units of an archive whose files, paths in order, are these.

    `starts` are those of an earlier division, which are kept. A run that holds more than twice `size` divides, between
    folders, or within one that alone is too large.
    """
    found: list[Unit] = []
    for start, run in _runs(files, starts):
        pieces = list(_cut(run, size)) if len(run) > 2 * size or not starts else [run]
        found += [Unit(piece[0] if number else start, tuple(piece)) for number, piece in enumerate(pieces)]
    return tuple(found)


def _runs(files: Sequence[str], starts: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    kept = ["", *sorted(starts)[1:]]
    cuts = [0, *(bisect_left(files, start) for start in kept[1:]), len(files)]
    for start, (begin, end) in zip(kept, pairwise(cuts), strict=True):
        if begin < end:
            yield start, files[begin:end]


def _cut(run: Sequence[str], size: int) -> Iterator[list[str]]:
    piece: list[str] = []
    for _, members in groupby(run, key=lambda file: file.rpartition("/")[0]):
        folder = list(members)
        if piece and len(piece) + len(folder) > size:
            yield piece
            piece = []
        piece += folder
        while len(piece) > size:
            yield piece[:size]
            piece = piece[size:]
    if piece:
        yield piece
