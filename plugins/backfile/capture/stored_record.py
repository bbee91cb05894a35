"""One record of a WARC file, read where it lies."""

from __future__ import annotations

from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from backfile.capture.capture import sha256
from backfile.errors import StoreError

RESTORE = "Restore the WARC file from a backup"
"""What to do about damaged records."""


class StoredRecord:
    """A record, open for reading while a block runs; raises StoreError where there is none."""

    def __init__(self, path: Path, offset: int) -> None:
        self._path, self._offset = path, offset

    def __enter__(self) -> ArcWarcRecord:
        place = f"{self._path}, byte {self._offset}"
        try:
            self._file = self._path.open("rb")
            self._file.seek(self._offset)
            return next(iter(ArchiveIterator(self._file)))
        except (OSError, ArchiveLoadFailed, StopIteration, EOFError) as cause:
            raise StoreError("a record cannot be read", place=place, remedy=RESTORE) from cause

    def __exit__(self, *_: object) -> None:
        self._file.close()


def checked_bytes(record: ArcWarcRecord, digest: str, *, place: str) -> bytes:
    """A record's content.

    Raises:
        StoreError: it is not what `digest` names.
    """
    data: bytes = record.raw_stream.read()
    if sha256(data) != digest:
        raise StoreError("the bytes of a capture have changed", place=place, value=digest, remedy=RESTORE)
    return data
