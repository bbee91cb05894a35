"""Sweeping: what an earlier build left and this one does not own goes."""

# A path object for every file of the site costs more than looking at it.
# ruff: noqa: PTH106, PTH108, PTH112, PTH118

from __future__ import annotations

import os
from pathlib import Path

SEARCH = "search"
"""The folder of the search bundles, which sweeps itself."""


def timestamp(folder: Path) -> int:
    """The present by the clock of the file system that holds a folder, in nanoseconds."""
    mark = folder / ".build-began"
    mark.unlink(missing_ok=True)
    mark.touch()
    began = mark.stat().st_ctime_ns
    mark.unlink()
    return began


def sweep(output: Path, owned: set[str], began: int) -> int:
    """Remove files that this build does not own and that are older than it, and folders left empty; count the files.

    A file that is not owned but younger was written during this build by a plugin with means of its own.
    """
    removed = 0
    for folder, below, names in os.walk(output, topdown=False):
        if _is_search(output, Path(folder)):
            continue
        kept = len([name for name in below if os.path.isdir(os.path.join(folder, name))])
        for name in names:
            path = os.path.join(folder, name)
            if path in owned or os.lstat(path).st_ctime_ns >= began:
                kept += 1
            else:
                os.unlink(path)
                removed += 1
        if not kept and folder != str(output):
            os.rmdir(folder)
    return removed


def _is_search(output: Path, folder: Path) -> bool:
    way = folder.relative_to(output).parts
    return bool(way) and way[0] == SEARCH
