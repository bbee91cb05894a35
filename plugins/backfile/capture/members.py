"""The records of a WARC file, one after the other, with what is damaged told apart from what is whole.

A record is a gzip member of its own, as archives are written; or one of many in a member, where a whole file was
compressed; or it stands there as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders

from backfile.capture.payload import NO_PAYLOAD, Payload, payload_of
from backfile.capture.record_streams import (
    GZIP_MAGIC,
    WARC_MAGIC,
    Content,
    MemberBytes,
    PlainBytes,
    TornError,
    head_of,
    pass_end,
    refuse_unclosed,
)

_BUFFER = 64 * 1024
_CHUNK = 1 << 20
_LARGEST_METADATA = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One whole record: where it lies, its headers, and what it carries."""

    offset: int
    """Where it begins; for one of many in a gzip member, where that member begins."""
    end: int
    """Where it ends; for one of many in a gzip member, about the byte up to which that had to be read."""
    headers: StatusAndHeaders
    content: bytes = b""
    """The content of a `metadata` record; empty for all others."""
    payload: Payload = NO_PAYLOAD
    """What a response or a resource of a web archive carries."""
    within: tuple[int, int] | None = None
    """For one of many in a gzip member: from which byte up to which of what the member holds."""
    compressed: bool = True

    def header(self, name: str) -> str:
        """The value of a header field, or empty."""
        return str(self.headers.get_header(name) or "")


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes from offset up to end that are no whole record."""

    offset: int
    end: int
    within: tuple[int, int] | None = None
    """Where a gzip member of many records is damaged: what it held from the last whole record up to there."""
    member: int = 0
    """Where that member begins."""


def members(file: BinaryIO, start: int, size: int) -> Iterator[Member | Damage]:
    """The records from byte `start`, which begins one, up to byte `size`, in order; memory holds one record's head.

    A record that was cut short by a dying process comes as Damage that reaches to the end of the file.
    """
    offset = start
    while offset < size:
        damage: Damage | None = Damage(offset, offset)
        for found in _at(file, offset, size):
            if isinstance(found, Member):
                yield found
                damage, offset = None, found.end
            else:
                damage = found
        if damage:
            offset = _next(file, damage.offset + 1, size)
            yield replace(damage, end=offset)


def _at(file: BinaryIO, offset: int, size: int) -> Iterator[Member | Damage]:
    """The records that begin at `offset`: one, or all of a gzip member; none where that is no record.

    Damage within a member of many records comes last.
    """
    file.seek(offset)
    compressed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    raw = MemberBytes(file, offset, size) if compressed else PlainBytes(file, offset, size)
    stream, start = BufferedReader(raw, _BUFFER if compressed else 4096), 0
    while True:
        before = raw.position if isinstance(raw, MemberBytes) else offset
        try:
            headers, head, length = head_of(stream)
            if not compressed:
                refuse_unclosed(file, offset + head + length, size)
            content = Content(stream, length)
            metadata, payload = _read(headers, content, length)
            content.skip()
            end = start + head + length + pass_end(stream)
            more = compressed and bool(stream.peek(1))
        except TornError:
            if start and isinstance(raw, MemberBytes):
                yield Damage(before, raw.position, (start, -1), offset)
            return
        if not isinstance(raw, MemberBytes):
            yield Member(offset, offset + end, headers, metadata, payload, compressed=False)
            return
        within = (start, end) if more or start else None
        yield Member(offset, raw.position, headers, metadata, payload, within)
        if not more:
            return
        start = end


def _read(headers: StatusAndHeaders, content: Content, length: int) -> tuple[bytes, Payload]:
    if headers.get_header("WARC-Type") == "metadata" and length <= _LARGEST_METADATA:
        return content.read(), NO_PAYLOAD
    return b"", payload_of(headers, content)


def _next(file: BinaryIO, start: int, size: int) -> int:
    """Where the next whole record begins at or after `start`; `size` where none does."""
    position, overlap = start, len(WARC_MAGIC) - 1
    while position < size:
        file.seek(position)
        chunk = file.read(min(_CHUNK + overlap, size - position))
        for found in _marks(chunk):
            if isinstance(next(_at(file, position + found, size), None), Member):
                return position + found
        position += _CHUNK
    return size


def _marks(chunk: bytes) -> list[int]:
    """Where a record may begin."""
    found = []
    for magic in (GZIP_MAGIC, WARC_MAGIC):
        at = chunk.find(magic)
        while at >= 0:
            found.append(at)
            at = chunk.find(magic, at + 1)
    return sorted(set(found))
