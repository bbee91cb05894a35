"""Sweeping: what is in output/ and belongs to no build goes."""

# A path object for every file of the site costs more than looking at it.
# ruff: noqa: PTH106, PTH108, PTH112, PTH116, PTH118

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

SEARCH = "search"
"""The folder of the search bundles, which sweeps itself."""

_HALF = re.compile(r"\.\d+\.[0-9a-f]{12}\.part$")
"""The ending of files that are being written (`placing`); when a build sweeps, none is any more."""


def timestamp(folder: Path) -> int:
    """The present by the clock of the file system that holds a folder, in nanoseconds."""
    mark = folder / ".build-began"
    mark.unlink(missing_ok=True)
    mark.touch()
    began = mark.stat().st_ctime_ns
    mark.unlink()
    return began


def sweep(output: Path, owned: Callable[[], Collection[str]], began: int, folders: Iterable[str] | None = None) -> int:
    """Remove files that no build owns and that are older than this one, and folders left empty; count the files.

    `owned` gives paths below `output`. Only `folders` (paths below `output`, empty for itself) and what lies below
    them that is new there are looked at; all where that is None. A file that is not owned but younger was written
    during this build by a plugin with means of its own.
    """
    starts = sorted(set(folders)) if folders is not None else [""]
    if not starts:
        return 0
    own = owned()
    known = {folder for name in own for folder in _above(name)} if folders is not None else set()
    removed = 0
    for start in starts:
        top = os.path.join(output, start) if start else str(output)
        if os.path.isdir(top) and not _is_search(start):
            removed += _sweep_below(str(output), top, own, began, known)
    return removed


def folder_times(output: Path, names: Iterable[str]) -> dict[str, int]:
    """When something last came to or went from each folder that holds these files, in nanoseconds; search aside."""
    folders = {folder for name in names for folder in _above(name)}
    return {folder: _time_of(f"{output}/{folder}") for folder in sorted(folders) if not _is_search(folder)}


def changed_folders(output: Path, before: Mapping[str, int]) -> tuple[str, ...]:
    """Those folders to or from which something came or went since."""
    root = f"{output}/"
    return tuple(folder for folder, time in before.items() if _time_of(root + folder) != time)


def _time_of(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _above(name: str) -> Iterable[str]:
    """The folders, from the nearest up, that a path lies in; the last is empty."""
    while name:
        name = name.rpartition("/")[0]
        yield name


def _sweep_below(output: str, top: str, own: Collection[str], began: int, known: Collection[str]) -> int:
    removed = 0
    start = len(output) + 1
    with os.scandir(top) as found:
        entries = list(found)
    kept = 0
    for entry in entries:
        name = entry.path[start:]
        if entry.is_dir(follow_symlinks=False):
            if not _is_search(name) and name not in known:
                removed += _sweep_below(output, entry.path, own, began, known)
            kept += os.path.isdir(entry.path)
        elif name in own or _leads_to(entry, name, own) or _is_young(entry, began):
            kept += 1
        else:
            os.unlink(entry.path)
            removed += 1
    if not kept and top != output:
        os.rmdir(top)
    return removed


def _is_young(entry: os.DirEntry[str], began: int) -> bool:
    """Whether it came after this build began, by a clock that ticks, and is no half of a file that a worker left."""
    return entry.stat(follow_symlinks=False).st_ctime_ns > began and not _HALF.search(entry.name)


def _leads_to(entry: os.DirEntry[str], name: str, own: Collection[str]) -> bool:
    """Whether it is a link to a folder, on another disk perhaps, that files of the site lie in."""
    return entry.is_dir() and any(each.startswith(f"{name}/") for each in own)


def _is_search(name: str) -> bool:
    return name == SEARCH or name.startswith(f"{SEARCH}/")
