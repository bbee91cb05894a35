"""What has been printed: of every page set the digests of what its pages print, and how their files looked.

It lies in `.cache/press/printed`, a journal: each finished set is added at its end, so that a build that dies has lost
only what it was at. What a page's file looks like is kept too, so that the files themselves are what counts.
"""

from __future__ import annotations

import marshal
import mmap
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from backfile.address import file_of
from backfile.planned import digest_of

_LAYOUT = b"backfile printed 1\n"

_HEAD = 16
"""Bytes before each thing in the journal: its length and its digest."""

_ROOM = 1_000_000
"""Bytes that the journal may hold beside what counts, and as much again, before it is written anew."""


class PrintedPage(NamedTuple):
    """One page as it was printed."""

    template: str
    prints: bytes
    """The digests of what it prints, 8 bytes each, in their order."""
    content: bytes
    """Digest of the file's bytes."""
    text: bytes
    """Digest of what search takes notice of; empty on pages that are not searched."""
    size: int
    mtime: int
    """Nanoseconds."""
    number: int
    """The file's number in its file system."""


@dataclass(frozen=True, slots=True)
class PrintedSet:
    """One page set as it was printed."""

    digest: bytes
    site: bytes
    """Digest of what every page is told of the site."""
    code: bytes
    """Digest of the code that printed it."""
    templates: Mapping[str, bytes]
    """Digests of the templates that it used."""
    pages: Mapping[str, tuple[Any, ...]]
    """By address, the fields of a PrintedPage; plain, since most are never looked at one by one."""

    def as_bytes(self) -> bytes:
        """The set for a journal or another process."""
        pages = {address: tuple(page) for address, page in self.pages.items()}
        return marshal.dumps((self.digest, self.site, self.code, dict(self.templates), pages))

    @classmethod
    def from_bytes(cls, data: bytes) -> PrintedSet:
        """The set that `as_bytes` made bytes of."""
        return cls(*marshal.loads(data))  # noqa: S302  # our own, as .cache/ is


NOTHING = PrintedSet(b"", b"", b"", MappingProxyType({}), MappingProxyType({}))
"""A set that was never printed."""


class PrintedPages:
    """The journal of what has been printed; open while a build runs."""

    def __init__(self, file: Path) -> None:
        self._path = file
        self._sets: dict[str, tuple[int, int]] = {}
        """Where in the journal each set stands: its first byte and its length."""
        self._frames: dict[tuple[str, str], int] = {}
        """The bytes in the journal of all that counts still; of changes to a table, those of the last."""
        self.told: dict[str, Any] = {}
        """What else is kept of the last build, by name: plain values."""
        self._size = self._read()
        self._file = file.open("a+b")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        live = sum(self._frames.values())
        if self._size > 2 * live + _ROOM:
            self._write_anew()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name in self._sets

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all sets."""
        return tuple(self._sets)

    def data(self, name: str) -> bytes:
        """A set as bytes; empty where it was never printed."""
        if name not in self._sets:
            return b""
        start, length = self._sets[name]
        return bytes(marshal.loads(os.pread(self._file.fileno(), length, start))[2])  # noqa: S302  # our own

    def set_of(self, name: str) -> PrintedSet:
        """A set, or NOTHING."""
        data = self.data(name)
        return PrintedSet.from_bytes(data) if data else NOTHING

    def sets(self) -> Iterator[tuple[str, PrintedSet]]:
        """All sets, one in memory at a time."""
        for name in self._sets:
            yield name, PrintedSet.from_bytes(self.data(name))

    def add(self, name: str, data: bytes) -> None:
        """Keep a set that has been printed, as bytes."""
        start = self._size + _HEAD
        self._append(("set", name, data))
        self._sets[name] = (start, self._size - start)

    def remove(self, name: str) -> None:
        """Forget a set that is no more."""
        self._sets.pop(name, None)
        self._append(("set", name, b""))

    def tell(self, name: str, value: object) -> None:
        """Keep a plain value."""
        self.told[name] = value
        self._append(("told", name, value))

    def tell_more(self, name: str, changes: dict[str, Any]) -> None:
        """Change some entries of a table of plain values; None takes one away."""
        self._change(name, changes)
        self._append(("more", name, changes))

    def has(self, address: str) -> bool:
        """Whether there is a page at an address."""
        return bool(address) and any(address in each.pages for _, each in self.sets())

    def owned(self) -> Iterator[str]:
        """The addresses of all pages."""
        for _, each in self.sets():
            yield from each.pages

    def _append(self, item: tuple[str, str, Any]) -> None:
        data = _framed(item)
        self._size += len(data)
        self._frames[item[:2]] = len(data)
        self._file.write(data)
        self._file.flush()

    def _read(self) -> int:
        """Read the journal up to the first thing in it that is not whole, which is cut off; its size."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a+b") as file:
            if os.pread(file.fileno(), len(_LAYOUT), 0) != _LAYOUT:
                file.truncate(0)
                file.write(_LAYOUT)
                return len(_LAYOUT)
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                size, at = len(data), self._read_frames(data)
        if at < size:
            os.truncate(self._path, at)
        return at

    def _read_frames(self, data: mmap.mmap) -> int:
        at = len(_LAYOUT)
        while (found := _frame(data, at)) is not None:
            (kind, name, value), end = found
            self._frames[kind, name] = end - at
            at = end
            if kind == "told":
                self.told[name] = value
            elif kind == "more":
                self._change(name, value)
            elif value:
                self._sets[name] = (at - self._frames[kind, name] + _HEAD, self._frames[kind, name] - _HEAD)
            else:
                self._sets.pop(name, None)
        return at

    def _change(self, name: str, changes: dict[str, Any]) -> None:
        table = self.told.setdefault(name, {})
        table.update(changes)
        for entry in [entry for entry, value in changes.items() if value is None]:
            del table[entry]

    def _write_anew(self) -> None:
        new = self._path.with_name(f"{self._path.name}.new")
        with new.open("wb") as file:
            file.write(_LAYOUT)
            file.writelines(_framed(("told", *item)) for item in self.told.items())
            file.writelines(_framed(("set", name, self.data(name))) for name in self._sets)
        new.replace(self._path)


def _framed(item: tuple[str, str, Any]) -> bytes:
    data = marshal.dumps(item)
    return len(data).to_bytes(8) + digest_of(data) + data


def _frame(data: mmap.mmap, at: int) -> tuple[tuple[str, str, Any], int] | None:
    """What stands at a place of the journal, and where it ends; None where nothing whole stands there."""
    length = int.from_bytes(data[at : at + 8])
    body = data[at + _HEAD : at + _HEAD + length]
    if not length or len(body) < length or digest_of(body) != data[at + 8 : at + _HEAD]:
        return None
    return marshal.loads(body), at + _HEAD + length  # noqa: S302  # our own, as .cache/ is


def content_digest(data: bytes) -> bytes:
    """The digest of a file's bytes."""
    return blake2b(data, digest_size=16).digest()


def spoilt(output: Path, pages: Mapping[str, tuple[Any, ...]]) -> bool:
    """Whether the file of one of these pages is gone, or looks otherwise than when it was written."""
    root = f"{output}/"
    for address, (_, _, _, _, size, mtime, number) in pages.items():
        try:
            status = os.stat(root + file_of(address))  # noqa: PTH116  # called for every page of an archive
        except (FileNotFoundError, NotADirectoryError):
            return True
        if status.st_mtime_ns != mtime or status.st_size != size or status.st_ino != number:
            return True
    return False
