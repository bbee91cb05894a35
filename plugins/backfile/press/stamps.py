"""Stamps: what the file system tells of a file without reading it, which says whether it is still the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from backfile.folders import files_below

Stamp = tuple[int, int, int, int]
"""Size, time of change, time of change of the record (both in nanoseconds), number of the file."""

UNKNOWN: Stamp = (-1, 0, 0, 0)
"""The stamp of no file: what bears it is looked at again."""

_TICK = 20_000_000
"""Nanoseconds within which a second change may leave a file's times as they were: more than any kernel's tick."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp that a look at a file gives."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def stamp(path: str | Path) -> Stamp:
    """The stamp of a file; UNKNOWN where there is none."""
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116  # called for every picture
    except (FileNotFoundError, NotADirectoryError):
        return UNKNOWN


def article_stamps(content: Path) -> dict[str, Stamp]:
    """The stamp of every article file by its path below content/, in the order of the paths."""
    found = [(name, stamp_of(entry.stat())) for name, entry in files_below(content, ".md")]
    return dict(sorted(found))


def stamps_below(folders: Iterable[Path]) -> tuple[tuple[str, Stamp], ...]:
    """The stamps of all files below some folders, in order; of a path that is a file, its own."""
    found: list[tuple[str, Stamp]] = []
    for folder in folders:
        if folder.is_dir():
            found += [(entry.path, stamp_of(entry.stat())) for _, entry in files_below(folder)]
        else:
            found.append((str(folder), stamp(folder)))
    return tuple(sorted(found))


def settled(stamps: Mapping[str, Stamp], now: int) -> dict[str, Stamp]:
    """The stamps that can be trusted: a file that changed just before `now`, in nanoseconds, may change unseen."""
    last = now - _TICK
    return {name: UNKNOWN if each[1] >= last or each[2] >= last else each for name, each in stamps.items()}
