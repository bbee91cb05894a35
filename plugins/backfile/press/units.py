"""Work units: runs of consecutive days, the unit of work, memory and change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

UNIT_SIZE = 5_000
"""Articles."""


def units(files: Iterable[str], size: int = UNIT_SIZE) -> Iterator[tuple[str, ...]]:
    """Paths, in order, as runs of whole folders holding at most `size` files; a folder with more divides."""
    unit: list[str] = []
    for _, run in groupby(files, key=lambda file: file.rpartition("/")[0]):
        folder = list(run)
        if unit and len(unit) + len(folder) > size:
            yield tuple(unit)
            unit = []
        unit += folder
        while len(unit) > size:
            yield tuple(unit[:size])
            unit = unit[size:]
    if unit:
        yield tuple(unit)
