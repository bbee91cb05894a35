"""One record of a WARC file, read where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from backfile.capture.capture import sha256
from backfile.capture.codings import CodingError
from backfile.capture.payload import entity_of
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
            return next(iter(ArchiveIterator(self._file, no_record_parse=True)))
        except FileNotFoundError as cause:
            raise StoreError("the file is gone", place=str(self._path), remedy="Put it back where it was") from cause
        except (OSError, ArchiveLoadFailed, StopIteration, EOFError) as cause:
            raise StoreError("a record cannot be read", place=place, remedy=RESTORE) from cause

    def __exit__(self, *_: object) -> None:
        self._file.close()


@dataclass(frozen=True, slots=True)
class Body:
    """What a record brings."""

    data: bytes
    """With all codings of HTTP undone."""
    media_type: str
    """As the answer or the record declares it."""


def body_of(record: ArcWarcRecord, digest: str, *, place: str) -> Body:
    """The body of a record: of the answer in it, or its content.

    Raises:
        StoreError: it is not what `digest` names.
    """
    entity = entity_of(record.rec_headers, record.raw_stream)
    try:
        data = b"".join(entity.chunks) if entity else record.raw_stream.read()
    except CodingError as cause:
        raise StoreError(f"a capture cannot be read: {cause}", place=place, value=digest, remedy=RESTORE) from cause
    if sha256(data) != digest:
        raise StoreError("the bytes of a capture have changed", place=place, value=digest, remedy=RESTORE)
    return Body(data, entity.media_type if entity else str(record.rec_headers.get_header("Content-Type") or ""))
