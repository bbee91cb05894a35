"""Bringing the index up to date with the WARC files, and mending the end of a file that a dying process left."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from backfile.capture.index import FILE_NAME, Index, Indexed
from backfile.capture.members import Damage, Member, members
from backfile.capture.recording import Standing, record
from backfile.capture.referred import index_referred, missing
from backfile.capture.warc_files import warc_files


def indexed(folder: Path, *, mend: bool) -> tuple[Index, tuple[str, ...]]:
    """The index of `folder`, fitting its WARC files, and a line on each damage that was found.

    Only what was appended since is read; where that is not possible, everything. `mend` lets a damaged end be cut off.

    Raises:
        OSError: a file cannot be read or written.
        sqlite3.Error: the index cannot be written.
    """
    with suppress(_Stale, sqlite3.DatabaseError):
        index = _caught_up(folder, afresh=False, mend=mend)
        return index, missing(index)
    for path in folder.glob(FILE_NAME + "*"):
        path.unlink()
    repairs = _mended(folder) if mend else ()
    index = _caught_up(folder, afresh=True, mend=mend)
    return index, (*repairs, *missing(index))


class _Stale(Exception):  # noqa: N818  # a signal within this file
    """The index does not fit the files, or a file is damaged."""


def _caught_up(folder: Path, *, afresh: bool, mend: bool) -> Index:
    index = Index(folder / FILE_NAME)
    try:
        _catch_up(index, folder, afresh=afresh, mend=mend)
    except BaseException:
        index.close()
        raise
    index.commit()
    return index


def _catch_up(index: Index, folder: Path, *, afresh: bool, mend: bool) -> None:
    known = index.indexed()
    files = {path.name: path for path in warc_files(folder)}
    if not {name for name in known if not Path(name).is_absolute()} <= files.keys():
        raise _Stale
    for name, path in files.items():
        size, before = path.stat().st_size, known.get(name, Indexed())
        if size < before.size:
            raise _Stale
        if size > before.size:
            _add_records(index, path, before, size, afresh=afresh, mend=mend)
    for arrival in index.web.referred():
        if arrival.path not in known:
            index_referred(index, arrival)


def _add_records(index: Index, path: Path, before: Indexed, size: int, *, afresh: bool, mend: bool) -> None:
    """Add what lies from where it was indexed up to `size`; an unfinished end that may still be written is left."""
    end, standing = before.size, Standing(before.arrival, before.records)
    with path.open("rb") as file:
        for member in members(file, before.size, size):
            if isinstance(member, Member):
                standing = record(index, member, path.name, standing)
                end = member.end
            elif not afresh and (mend or member.end < size):
                raise _Stale
            elif member.end < size:
                end = member.end
    index.set_indexed(path.name, Indexed(end, standing.arrival, standing.records))


def _mended(folder: Path) -> tuple[str, ...]:
    """Cut off what is no whole record at the end of each file into a file beside it; name damage elsewhere."""
    repairs = []
    for path in warc_files(folder):
        size = path.stat().st_size
        with path.open("rb") as file:
            damages = [found for found in members(file, 0, size) if isinstance(found, Damage)]
        for damage in damages:
            if damage.end == size:
                beside = _cut_off(path, damage.offset)
                repairs.append(f"{path}: its last record was not finished; its beginning is kept in {beside.name}.")
            else:
                repairs.append(
                    f"{path}: bytes {damage.offset} to {damage.end} are no record; all others were read. "
                    "Restore the file from a backup."
                )
    return tuple(repairs)


def _cut_off(path: Path, end: int) -> Path:
    beside = path.with_name(f"{path.name}.torn-{end}")
    with path.open("r+b") as file, beside.open("wb") as tail:
        file.seek(end)
        while chunk := file.read(1 << 20):
            tail.write(chunk)
        tail.flush()
        os.fsync(tail.fileno())
        file.truncate(end)
        os.fsync(file.fileno())
    return beside
