"""The WARC file that grows: where records are appended, and how they are made safe."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from backfile.capture.arrival_record import Ending
from backfile.capture.index import Index, Indexed
from backfile.capture.recording import Standing
from backfile.capture.records import RecordWriter
from backfile.capture.warc_files import growing_file, sync_folder

LARGEST_FILE = 1_000_000_000
"""Bytes; a WARC file that has grown beyond is closed and the next begun, as archives keep them (about 1 GB)."""


class Growing:
    """The last WARC file of a store, opened when something is to be appended."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.standing = Standing()
        """Whether the records of a web archive are being appended."""
        self._folder = folder
        self._index = index
        self._file: BinaryIO | None = None
        self._writer: RecordWriter | None = None

    @property
    def name(self) -> str:
        """The name of the file."""
        assert self._file
        return Path(self._file.name).name

    @property
    def is_full(self) -> bool:
        """Whether the next record begins a new file."""
        return bool(self._file and self._file.tell() > LARGEST_FILE)

    def appending(self) -> tuple[RecordWriter, int]:
        """The writer of the file, and the byte at which its next record will begin.

        Raises:
            OSError: it cannot be written.
        """
        if self.is_full and not self.standing.arrival:
            self.sync()
            self.close()
        if not self._file:
            self._file = growing_file(self._folder, LARGEST_FILE).open("ab")
            self._writer = RecordWriter(self._file)
            if self._file.tell() == 0:
                self._writer.write_warcinfo(self.name)
                sync_folder(self._folder)
            self._end_arrival_of_another_run()
        assert self._writer
        return self._writer, self._file.tell()

    def append(self, data: bytes) -> None:
        """Append bytes as they are: part of a whole record.

        Raises:
            OSError: they cannot be written.
        """
        assert self._file
        self._file.write(data)

    def flush(self) -> None:
        """Let others read what was appended."""
        if self._file:
            self._file.flush()

    def sync(self) -> None:
        """Make what was appended safe against a crash and a power cut.

        Raises:
            OSError: the disk does not take it.
            sqlite3.Error: the index cannot be written.
        """
        if not self._file:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        indexed = Indexed(self._file.tell(), self.standing.arrival, self.standing.records)
        self._index.set_indexed(self.name, indexed)
        self._index.commit()

    def close(self) -> None:
        """Close the file; what was not made safe is looked at by the next opening, which can tell whole from torn."""
        if self._file:
            with suppress(OSError):
                self._file.close()
        self._file = None

    def _end_arrival_of_another_run(self) -> None:
        """Say where the records of a web archive end that a run did not finish."""
        before = self._index.indexed().get(self.name, Indexed())
        if before.arrival:
            assert self._writer
            self._writer.write_arrival_end(before.arrival, Ending(before.records, whole=False))
            self._index.web.end_arrival(before.arrival, before.records, whole=False)
