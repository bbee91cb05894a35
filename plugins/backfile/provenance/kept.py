"""The file that keeps provenance: by capture, one small record each, found without holding the others in memory."""

from __future__ import annotations

import marshal
import os
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from backfile.errors import BuildError
from backfile.provenance.provenance import Provenance

FILE_NAME = "provenance.sqlite"
"""Its name in `.cache/`; deleting it costs only the time to read the captures' records again."""

_VERSION = 1
_TABLES = f"""
    BEGIN;
    CREATE TABLE warc (name TEXT PRIMARY KEY, size INTEGER NOT NULL, ends INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE looks (capture INTEGER PRIMARY KEY, digest BLOB NOT NULL);
    CREATE TABLE told (capture INTEGER PRIMARY KEY, record BLOB NOT NULL);
    PRAGMA user_version = {_VERSION};
    COMMIT;
"""
_AT_ONCE = 500
"""Captures asked for in one query."""

_DIGEST = re.compile(r"sha256:([0-9a-f]{16})[0-9a-f]{48}")
_WARC = ".warc.gz"


def key_of(capture: str) -> int:
    """The number by which a capture is known here: the first 64 bits of its digest; 0 for what is no digest."""
    found = _DIGEST.fullmatch(capture)
    return int.from_bytes(bytes.fromhex(found[1]), signed=True) if found else 0


def sizes_of(captures: Path) -> dict[str, int]:
    """The size in bytes of each WARC file of captures/, by name."""
    try:
        with os.scandir(captures) as found:
            return {each.name: each.stat().st_size for each in found if each.name.endswith(_WARC)}
    except (FileNotFoundError, NotADirectoryError):
        return {}


def is_current(file: Path, captures: Path) -> bool:
    """Whether a file keeps what captures/ says now; where there are no captures, there is to be no file."""
    sizes = sizes_of(captures)
    if not sizes or not file.is_file():
        return not sizes and not file.is_file()
    try:
        with closing(_opened(file)) as rows:
            return dict(rows.execute("SELECT name, size FROM warc")) == sizes and _version(rows) == _VERSION
    except sqlite3.Error:
        return False


class KeptProvenance:
    """Reads what is kept, by whatever process; where there is no file, or none that can be read, nothing is."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._rows: sqlite3.Connection | None = None
        self._process = 0

    def digests(self, captures: Collection[int]) -> dict[int, bytes]:
        """The digest of what is kept of each of these captures, by its number."""
        return dict(self._found("SELECT capture, digest FROM looks WHERE capture IN", captures))

    def of(self, captures: Collection[int]) -> dict[int, bytes]:
        """What is kept of each of these captures, by its number, for `provenance_in`."""
        return dict(self._found("SELECT capture, record FROM told WHERE capture IN", captures))

    def _found(self, query: str, captures: Collection[int]) -> Iterator[tuple[int, bytes]]:
        asked = list(filter(None, captures))
        rows = self._open() if asked else None
        if rows is None:
            return
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            try:
                yield from rows.execute(f"{query} ({','.join('?' * len(some))})", some)
            except sqlite3.Error:
                return  # damaged: what makes it tells, and makes it anew

    def _open(self) -> sqlite3.Connection | None:
        """The file, opened once in each process: a connection must not be carried into a child."""
        if self._process != os.getpid():
            self._process, self._rows = os.getpid(), None
            try:
                rows = _opened(self._file) if self._file.is_file() else None
                self._rows = rows if rows and _version(rows) == _VERSION else None
            except sqlite3.Error:
                self._rows = None
        return self._rows


def provenance_in(record: bytes) -> Provenance:
    """The provenance that a kept record says."""
    captured_at, in_archive, rules, origins, aside, written, fields = marshal.loads(record)  # noqa: S302  # our own
    return Provenance(captured_at, in_archive, rules, origins, aside, written, MappingProxyType(fields))


class ProvenanceWriter:
    """Brings the file up to date, all at once or not at all."""

    def __init__(self, file: Path) -> None:
        """Open the file for writing, made anew where it is not there or cannot be read.

        Raises:
            BuildError: it cannot be written.
        """
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._rows = _to_write(file)
        except (OSError, sqlite3.Error) as cause:
            raise _unwritable(file, cause) from cause

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if value is None:
                self._rows.commit()
        except sqlite3.Error as cause:
            raise _unwritable(self._file, cause) from cause
        finally:
            self._rows.close()

    def ends(self) -> Mapping[str, int]:
        """Up to which byte each WARC file has been read, by name."""
        return dict(self._rows.execute("SELECT name, ends FROM warc"))

    def forget(self) -> None:
        """Keep nothing of what was kept."""
        for table in ("warc", "looks", "told"):
            self._rows.execute(f"DELETE FROM {table}")  # noqa: S608  # fixed names

    def keep(self, capture: int, told: Provenance) -> None:
        """Keep the provenance of a capture, in place of what was kept of it."""
        record = marshal.dumps(
            (told.captured_at, told.in_archive, told.rules, told.origins, told.aside, told.written, dict(told.fields)),
            2,  # refers to nothing twice, so that equal values give equal bytes
        )
        digest = blake2b(record, digest_size=8).digest()
        try:
            self._rows.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (capture, record))
            self._rows.execute("INSERT OR REPLACE INTO looks VALUES (?, ?)", (capture, digest))
        except sqlite3.Error as cause:
            raise _unwritable(self._file, cause) from cause

    def note(self, sizes: Mapping[str, int], ends: Mapping[str, int]) -> None:
        """Note how large the WARC files were, and up to which byte each was read."""
        rows = [(name, size, ends.get(name, 0)) for name, size in sizes.items()]
        self._rows.execute("DELETE FROM warc")
        self._rows.executemany("INSERT INTO warc VALUES (?, ?, ?)", rows)


def _to_write(file: Path) -> sqlite3.Connection:
    try:
        rows = sqlite3.connect(file, timeout=60)
        if (found := _version(rows)) == _VERSION:
            return rows
        if found == 0:
            rows.executescript(_TABLES)
            return rows
        rows.close()
    except sqlite3.DatabaseError:
        rows.close()
    file.unlink()
    rows = sqlite3.connect(file, timeout=60)
    rows.executescript(_TABLES)
    return rows


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=60)


def _version(rows: sqlite3.Connection) -> int:
    (version,) = rows.execute("PRAGMA user_version").fetchone()
    return int(version)


def _unwritable(file: Path, cause: Exception) -> BuildError:
    reason = (cause.strerror if isinstance(cause, OSError) else "") or str(cause)
    return BuildError(
        f"what captures/ says of articles cannot be kept: {reason}", place=str(file),
        remedy="Make room or give permission, then run it again",
    )  # fmt: skip
