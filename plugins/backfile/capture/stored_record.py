"""Records of a WARC file, read where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders

from backfile.capture.capture import sha256
from backfile.capture.codings import CodingError
from backfile.capture.payload import entity_of
from backfile.capture.record_streams import GZIP_MAGIC, Content, MemberBytes, PlainBytes, TornError, head_of
from backfile.errors import StoreError

RESTORE = "Restore the WARC file from a backup"
"""What to do about damaged records."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record, open for reading; its content can be read once."""

    headers: StatusAndHeaders
    content: Content
    place: str
    """Where it lies, as messages name it."""

    def header(self, name: str) -> str:
        """The value of a header field, or empty."""
        return str(self.headers.get_header(name) or "")

    def whole(self) -> bytes:
        """All of its content.

        Raises:
            StoreError: it is damaged.
        """
        try:
            return self.content.read()
        except (OSError, TornError) as cause:
            raise StoreError("a record cannot be read", place=self.place, remedy=RESTORE) from cause


class RecordFiles:
    """Reads records of files, of which the last stays open: most records that are read together lie together."""

    def __init__(self) -> None:
        self._path = Path()
        self._file: BinaryIO | None = None

    def record(self, path: Path, offset: int) -> StoredRecord:
        """The record that begins at a byte of a file, to be read before the next is asked for.

        Raises:
            StoreError: there is none.
        """
        place = f"{path}, byte {offset}"
        try:
            file = self._opened(path)
            file.seek(0, 2)
            size = file.tell()
            file.seek(offset)
            is_packed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
            raw = MemberBytes(file, offset, size) if is_packed else PlainBytes(file, offset, size)
            stream = BufferedReader(raw)
            headers, _, length = head_of(stream)
        except FileNotFoundError as cause:
            raise StoreError("the file is gone", place=str(path), remedy="Put it back where it was") from cause
        except (OSError, TornError) as cause:
            raise StoreError("a record cannot be read", place=place, remedy=RESTORE) from cause
        return StoredRecord(headers, Content(stream, length), place)

    def close(self) -> None:
        """Close the file that is open."""
        if self._file:
            self._file.close()
        self._file = None

    def _opened(self, path: Path) -> BinaryIO:
        if not self._file or path != self._path:
            self.close()
            self._file, self._path = path.open("rb"), path
        return self._file


@dataclass(frozen=True, slots=True)
class Body:
    """What a record brings."""

    data: bytes
    """With all codings of HTTP undone."""
    media_type: str
    """As the answer or the record declares it."""


def body_of(record: StoredRecord, digest: str) -> Body:
    """The body of a record: of the answer in it, or its content.

    Raises:
        StoreError: it is not what `digest` names.
    """
    try:
        entity = entity_of(record.headers, record.content)
        data = b"".join(entity.chunks) if entity else record.whole()
    except (CodingError, TornError) as cause:
        raise StoreError(
            f"a capture cannot be read: {cause}", place=record.place, value=digest, remedy=RESTORE
        ) from cause
    if sha256(data) != digest:
        raise StoreError("the bytes of a capture have changed", place=record.place, value=digest, remedy=RESTORE)
    return Body(data, entity.media_type if entity else record.header("Content-Type"))
