"""The records of a WARC file, found by walking its gzip members, with what is damaged told apart from what is whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

_CHUNK = 16 * 1024
_LONGEST_HEAD = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b\x08"
_WARC_MAGIC = b"WARC/1."


@dataclass(frozen=True, slots=True)
class Member:
    """One whole record: where it lies, its headers, and its content where that is metadata."""

    offset: int
    end: int
    headers: StatusAndHeaders
    content: bytes
    """The content of a `metadata` record; empty for all others."""

    def header(self, name: str) -> str:
        """The value of a header field, or empty."""
        return str(self.headers.get_header(name) or "")


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes from offset up to end that are no whole record."""

    offset: int
    end: int


def members(file: BinaryIO, start: int, size: int) -> Iterator[Member | Damage]:
    """The records from byte `start`, which begins one, up to byte `size`, in order; memory holds one record's head.

    A record that was cut short by a dying process comes as Damage that reaches to the end of the file.
    """
    offset = start
    while offset < size:
        member = _member_at(file, offset)
        if member:
            yield member
            offset = member.end
        else:
            end = _next_member(file, offset + 1, size)
            yield Damage(offset, end)
            offset = end


def _member_at(file: BinaryIO, offset: int) -> Member | None:
    """The record whose gzip member begins at `offset`, or None where no whole one does."""
    file.seek(offset)
    decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
    head, length, position = bytearray(), 0, offset
    while not decompressor.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            return None
        position += len(chunk)
        try:
            text = decompressor.decompress(chunk)
        except zlib.error:
            return None
        length += len(text)
        if len(head) < _LONGEST_HEAD or b"\r\nWARC-Type: metadata\r\n" in head[:_LONGEST_HEAD]:
            head += text
        if not head.startswith(_WARC_MAGIC[: len(head)]):
            return None
    return _parsed(bytes(head), offset, position - len(decompressor.unused_data))


def _parsed(head: bytes, offset: int, end: int) -> Member | None:
    stream = BytesIO(head)
    try:
        headers = StatusAndHeadersParser(["WARC/1.1", "WARC/1.0"]).parse(stream)
    except (StatusAndHeadersParserException, EOFError):
        return None
    content = b""
    if headers.get_header("WARC-Type") == "metadata":
        content = stream.read(int(headers.get_header("Content-Length") or 0))
    return Member(offset, end, headers, content)


def _next_member(file: BinaryIO, start: int, size: int) -> int:
    """Where the next whole record begins at or after `start`; `size` where none does."""
    position, overlap = start, len(_GZIP_MAGIC) - 1
    while position < size:
        file.seek(position)
        chunk = file.read(_CHUNK + overlap)
        found = chunk.find(_GZIP_MAGIC)
        while found >= 0:
            if _member_at(file, position + found):
                return position + found
            found = chunk.find(_GZIP_MAGIC, found + 1)
        position += _CHUNK
    return size
