"""Shards: what is kept of each work unit on disk, so that memory holds no text and nothing is read twice.

Of each unit three files lie in `.cache/press/units/`: the records of its articles, one after another, new ones at the
end; the entries of the catalogue with where each one's record stands; and the stamps of the files that they were read
from and how the other two look, written last: a unit of which anything was lost or left half counts as not read.
Records that nobody refers to any more go when they take more room than the others: then a new file of records is
begun.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from backfile.article import Article
from backfile.catalogue import Entry
from backfile.errors import BackfileError, FrontMatterError
from backfile.packing import packed, unpacked
from backfile.planned import digest_of
from backfile.press.stamps import Stamp

_LAYOUT = "3"

_SLACK = 1_000_000
"""Bytes of records that nobody refers to, which do no harm."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article, read and rendered."""

    entry: Entry
    article: Article
    """What readers may see of it; without its body blocks."""
    html: str
    """The body, sanitised; empty where the text may not be shown."""
    pictures: Mapping[str, tuple[int, int]]
    """Width and height, 0 where unknown, of each file in media/ that its page shows and that is there."""
    halves: tuple[bytes, bytes] = (b"", b"")
    """Of its file, as `provenance.halves` tells them; empty where it names no capture."""


Kept = tuple[Stamp, bytes, tuple[tuple[str, Stamp], ...]]
"""Of a file that was read: its stamp, the digest of its bytes, and the stamps of the pictures that it names."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What was read of one unit."""

    records: str = ""
    """The name of the file of records."""
    entries: tuple[Entry, ...] = ()
    """In the order of their paths."""
    places: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    """By path below content/, where the record stands: its first byte and its length."""
    problems: Mapping[str, tuple[BackfileError, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By file, what a person must mend; such a file has no entry."""


@dataclass(frozen=True, slots=True)
class ShardFiles:
    """Where a unit's shard lies."""

    folder: Path
    name: str

    @classmethod
    def of(cls, folder: Path, start: str) -> ShardFiles:
        """The files of the unit that begins at a path."""
        return cls(folder, digest_of(start).hex())

    @property
    def entries(self) -> Path:
        """The entries."""
        return self.folder / f"{self.name}.entries"

    @property
    def stamps(self) -> Path:
        """The stamps."""
        return self.folder / f"{self.name}.stamps"


def load_stamps(files: ShardFiles, key: bytes) -> dict[str, Kept]:
    """What was read of a unit, by file; nothing where another code or setting (`key`) read it, or none did."""
    try:
        layout, read_by, records, looks, kept = marshal.loads(files.stamps.read_bytes())  # noqa: S302  # our own
        stands = (layout, read_by) == (_LAYOUT, key) and looks == _looks(files.entries, files.folder / records)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return dict(kept) if stands else {}


def load_shard(files: ShardFiles, shared: dict[Any, Any] | None = None) -> Shard:
    """The shard of a unit that was read; with `shared`, its entries share names with those of other shards."""
    records, entries, stood, problems = unpacked(files.entries.read_bytes(), shared)
    places = marshal.loads(stood)  # noqa: S302  # our own, as .cache/ is
    return Shard(records, entries, places, {file: tuple(map(_problem, told)) for file, told in problems.items()})


class Records:
    """The records of one unit, read from their file as they are asked for."""

    def __init__(self, files: ShardFiles, shard: Shard) -> None:
        self._path = files.folder / shard.records
        self._places = shard.places
        self._file: int | None = None

    def record(self, entry: Entry) -> Record:
        """The record of an entry of the shard."""
        if self._file is None:
            self._file = os.open(self._path, os.O_RDONLY)
        start, length = self._places[entry.path]
        return Record(entry, *unpacked(os.pread(self._file, length, start)))

    def __del__(self) -> None:
        if self._file is not None:
            os.close(self._file)


class ShardWriter:
    """Writes a unit's shard: first the records as they come, at the end what tells of them."""

    def __init__(self, files: ShardFiles, key: bytes, held: Shard) -> None:
        self._files, self._key, self._held = files, key, held
        files.folder.mkdir(parents=True, exist_ok=True)
        self._anew = not held.records or _is_wasteful(files.folder / held.records, held)
        self._name = _new_name(files) if self._anew else held.records
        self._records = (files.folder / self._name).open("wb" if self._anew else "ab")

    def add(self, record: Record) -> tuple[int, int]:
        """Write a record; gives its place."""
        return self._write(packed((record.article, record.html, dict(record.pictures), record.halves)))

    def keep(self, path: str) -> tuple[int, int]:
        """Keep the record that is held of an article; gives its place."""
        start, length = self._held.places[path]
        if not self._anew:
            return start, length
        with (self._files.folder / self._held.records).open("rb") as file:
            file.seek(start)
            return self._write(file.read(length))

    def finish(self, shard: Shard, kept: Mapping[str, Kept]) -> None:
        """Write what tells of the records, the stamps last."""
        self._records.close()
        problems = {file: tuple(map(_told, each)) for file, each in shard.problems.items()}
        told = (self._name, shard.entries, marshal.dumps(dict(shard.places)), problems)
        replace_file(self._files.entries, packed(told))
        looks = _looks(self._files.entries, self._files.folder / self._name)
        replace_file(self._files.stamps, marshal.dumps((_LAYOUT, self._key, self._name, looks, dict(kept))))
        for other in self._files.folder.glob(f"{self._files.name}.*.records"):
            if other.name != self._name:
                other.unlink()

    def _write(self, data: bytes) -> tuple[int, int]:
        start = self._records.tell()
        self._records.write(data)
        return start, len(data)


def _looks(*files: Path) -> tuple[tuple[int, int], ...]:
    return tuple((status.st_size, status.st_mtime_ns) for status in (file.stat() for file in files))


def _told(problem: BackfileError) -> tuple[str, ...]:
    return problem.problem, problem.place, problem.field, problem.value, problem.remedy


def _problem(told: tuple[str, ...]) -> FrontMatterError:
    problem, place, name, value, remedy = told
    return FrontMatterError(problem, place=place, field=name, value=value, remedy=remedy)


def _is_wasteful(records: Path, held: Shard) -> bool:
    return records.stat().st_size > 2 * sum(length for _, length in held.places.values()) + _SLACK


def _new_name(files: ShardFiles) -> str:
    numbers = [int(other.name.split(".")[1]) for other in files.folder.glob(f"{files.name}.*.records")]
    return f"{files.name}.{max(numbers, default=0) + 1}.records"


def replace_file(path: Path, data: bytes) -> None:
    """Make a file hold these bytes as a whole: another process finds the old ones or the new."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    temporary.write_bytes(data)
    temporary.replace(path)
