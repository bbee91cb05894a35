"""Bringing the index up to date with the WARC files, and mending the end of a file that a dying process left."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from backfile.capture.index import FILE_NAME, Index, Place
from backfile.capture.members import Damage, Member, members
from backfile.capture.metadata_record import from_json
from backfile.capture.records import NAME_HEADER, unquoted
from backfile.capture.warc_files import warc_files


def indexed(folder: Path, *, mend: bool) -> tuple[Index, tuple[str, ...]]:
    """The index of `folder`, fitting its WARC files, and a line on each damage that was found.

    Only what was appended since is read; where that is not possible, everything. `mend` lets a damaged end be cut off.

    Raises:
        OSError: a file cannot be read or written.
        sqlite3.Error: the index cannot be written.
    """
    with suppress(_Stale, sqlite3.DatabaseError):
        return _caught_up(folder, afresh=False, mend=mend), ()
    for path in folder.glob(FILE_NAME + "*"):
        path.unlink()
    repairs = _mended(folder) if mend else ()
    return _caught_up(folder, afresh=True, mend=mend), repairs


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
    if not known.keys() <= files.keys():
        raise _Stale
    for name, path in files.items():
        size = path.stat().st_size
        if size < known.get(name, 0):
            raise _Stale
        if size > known.get(name, 0):
            _add_records(index, path, known.get(name, 0), size, afresh=afresh, mend=mend)


def _add_records(index: Index, path: Path, start: int, size: int, *, afresh: bool, mend: bool) -> None:
    """Add what lies from byte `start` to `size`; an unfinished end that may still be written is left for later."""
    end = start
    with path.open("rb") as file:
        for member in members(file, start, size):
            if isinstance(member, Member):
                _add(index, member, path.name)
                end = member.end
            elif not afresh and (mend or member.end < size):
                raise _Stale
            elif member.end < size:
                end = member.end
    index.set_indexed(path.name, end)


def _add(index: Index, member: Member, warc: str) -> None:
    kind, page_id = member.header("WARC-Type"), member.header("WARC-Concurrent-To")
    digest = member.header("WARC-Payload-Digest")
    if kind == "resource":
        place = Place(
            digest, member.header("WARC-Record-ID"), page_id, member.header("WARC-Target-URI"),
            member.header("WARC-Date"), warc, member.offset,
        )  # fmt: skip
        index.add_resource(place)
    if kind in ("resource", "revisit") and page_id:
        index.add_attachment(page_id, unquoted(member.header(NAME_HEADER)), digest, member.header("Content-Type"))
    if kind == "metadata":
        record = from_json(member.content, place=f"{warc}, byte {member.offset}")
        index.add_metadata(
            record.capture, record.rules, record.path, warc, member.offset, failed=bool(record.problem)
        )  # fmt: skip


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
