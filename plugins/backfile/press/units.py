"""Work units: runs of consecutive days, the unit of work, memory and change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

UNIT_SIZE = 5_000
"""Articles."""


def article_files(content: Path) -> tuple[str, ...]:
    """The paths of all Markdown files below content/ but hidden ones, as `2020/02/20/slug.md`, in order."""
    found = []
    for folder, below, names in os.walk(content):
        below[:] = [name for name in below if not name.startswith(".")]
        prefix = Path(folder).relative_to(content).as_posix()
        prefix = "" if prefix == "." else f"{prefix}/"
        found += [f"{prefix}{name}" for name in names if name.endswith(".md") and not name.startswith(".")]
    return tuple(sorted(found))


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
