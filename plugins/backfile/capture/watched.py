"""A large file that tells how far it has been read."""

from __future__ import annotations

from collections.abc import Callable
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

Watch = Callable[[int, int], None]
"""Told how many megabytes of a file have been read, and how many it has."""

_MEGABYTE = 1_000_000
_SMALLEST = 64 * _MEGABYTE
"""Bytes; what is smaller is read before anybody could look."""
_BUFFER = 1 << 16


def opened(path: Path, watch: Watch | None = None) -> BinaryIO:
    """A file, open for reading; `watch` is told of each megabyte of a large one.

    Raises:
        OSError: it cannot be read.
    """
    if watch is None or path.stat().st_size < _SMALLEST:
        return path.open("rb")
    return BufferedReader(_Watched(path, watch), _BUFFER)


class _Watched(FileIO):
    def __init__(self, path: Path, watch: Watch) -> None:
        super().__init__(path)
        self._watch, self._megabytes = watch, path.stat().st_size // _MEGABYTE
        self._told = 0

    def readinto(self, buffer: object, /) -> int | None:
        """Fill a buffer, and tell how far that went; a file that is gone through twice is told of twice."""
        length = super().readinto(buffer)  # type: ignore[arg-type]
        reached = self.tell() // _MEGABYTE
        if reached != self._told:
            self._told = reached
            self._watch(reached, self._megabytes)
        return length
