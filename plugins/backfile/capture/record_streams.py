"""The bytes of WARC records as streams: a gzip member, uncompressed as it is read; a record's head and content."""

from __future__ import annotations

import re
import zlib
from io import BytesIO, RawIOBase
from typing import IO, BinaryIO

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

GZIP_MAGIC = b"\x1f\x8b\x08"
WARC_MAGIC = b"WARC/1."

_CHUNK = 64 * 1024
_FIRST_CHUNK = 4 * 1024
"""Most records are small, and most bytes that are not records show it at once."""
_PIECE = 1 << 20
_LONGEST_HEAD = 64 * 1024
_END = b"\r\n\r\n"
_PLAIN_HEAD = re.compile(rb"WARC/1\.[01]\r\n(?:[\w-]+:[^\r\n]*\r\n)+\r\n")
_ENDS = (_END, b"\r\n", b"\n\n", b"")


class TornError(Exception):
    """What is being read is no whole record."""


class MemberBytes(RawIOBase):
    """What the gzip member at `offset` of `file` holds; other readers may use the same file between two reads."""

    def __init__(self, file: BinaryIO, offset: int, size: int) -> None:
        self._file, self._position, self._size = file, offset, size
        self._decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._chunk = _FIRST_CHUNK

    @property
    def position(self) -> int:
        """The byte of the file up to which it was read: where the member ends, once all was read."""
        done = self._decompressor
        # At a member's end zlib may hold what follows as unconsumed too, and counting it twice would cut the member.
        return self._position - len(done.unused_data if done.eof else done.unconsumed_tail)

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer.

        Raises:
            TornError: the member is damaged or cut short.
        """
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._decompressor.eof:
            text = self._decompressor.unconsumed_tail or self._more()
            try:
                data = self._decompressor.decompress(text, len(view))
            except zlib.error as cause:
                raise TornError from cause
            if data:
                view[: len(data)] = data
                return len(data)
        return 0

    def _more(self) -> bytes:
        self._file.seek(self._position)
        data = self._file.read(min(self._chunk, self._size - self._position))
        if not data:
            raise TornError
        self._position += len(data)
        self._chunk = _CHUNK
        return data


class PlainBytes(RawIOBase):
    """What `file` holds from `offset` up to `size`; other readers may use the same file between two reads."""

    def __init__(self, file: BinaryIO, offset: int, size: int) -> None:
        self._file, self._position, self._size = file, offset, size

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        self._file.seek(self._position)
        data = self._file.read(min(len(view), self._size - self._position))
        self._position += len(data)
        view[: len(data)] = data
        return len(data)


class Content:
    """The content of a record: as many bytes of a stream as its head says."""

    def __init__(self, stream: IO[bytes], length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, length: int = -1, /) -> bytes:
        """At most `length` bytes.

        Raises:
            TornError: the stream ends before the content does.
        """
        wanted = self._left if length < 0 else min(length, self._left)
        data = self._stream.read(wanted) if wanted else b""
        return self._took(data, wanted)

    def readline(self, limit: int = -1, /) -> bytes:
        """The bytes up to and with the next line feed.

        Raises:
            TornError: the stream ends before the content does.
        """
        wanted = self._left if limit < 0 else min(limit, self._left)
        data = self._stream.readline(wanted) if wanted else b""
        return self._took(data, 1 if wanted else 0)

    def skip(self) -> None:
        """Read what is left, and keep nothing of it.

        Raises:
            TornError: the stream ends before the content does.
        """
        while self._left:
            self.read(_PIECE)

    def _took(self, data: bytes, wanted: int) -> bytes:
        if len(data) < wanted:
            raise TornError
        self._left -= len(data)
        return data


def head_of(stream: IO[bytes]) -> tuple[StatusAndHeaders, int, int]:
    """A record's headers, the bytes of its head, and the bytes of its content (ISO 28500:2017, section 4).

    Raises:
        TornError: there is no record's head.
    """
    head = bytearray()
    while not head.endswith((b"\r\n\r\n", b"\n\n")):
        line = stream.readline(_LONGEST_HEAD)
        head += line
        if not line or len(head) > _LONGEST_HEAD or not head.startswith(WARC_MAGIC):
            raise TornError
    headers = _plain_headers(bytes(head)) or _any_headers(bytes(head))
    length = str(headers.get_header("Content-Length") or "")
    if not (length.isascii() and length.isdigit() and len(length) < 19):
        raise TornError
    return headers, len(head), int(length)


def _plain_headers(head: bytes) -> StatusAndHeaders | None:
    """The headers of a head with nothing folded or unusual in it, as nearly all are; None for any other."""
    if not _PLAIN_HEAD.fullmatch(head):
        return None
    try:
        first, *lines = head.decode().split("\r\n")[:-2]
    except UnicodeDecodeError:
        return None
    fields = (line.partition(":") for line in lines)
    return StatusAndHeaders("", [(name, value.strip()) for name, _, value in fields], first)


def _any_headers(head: bytes) -> StatusAndHeaders:
    try:
        return StatusAndHeadersParser(["WARC/1.1", "WARC/1.0"]).parse(BytesIO(head))
    except (StatusAndHeadersParserException, EOFError) as cause:
        raise TornError from cause


def pass_end(stream: IO[bytes]) -> int:
    """Read the two line ends that close a record; how many bytes that were.

    A gzip member that ends without them, or with one, closes its record all the same.

    Raises:
        TornError: something else follows: the record's length is not what its head says.
    """
    end = stream.read(len(_END))
    if end not in _ENDS:
        raise TornError
    return len(end)


def refuse_unclosed(file: BinaryIO, end: int, size: int) -> None:
    """Look at the end of an uncompressed record before its content is read: false heads must cost no more than a look.

    Raises:
        TornError: the content does not end at byte `end`.
    """
    file.seek(end)
    if end > size or file.read(min(len(_END), size - end)) not in _ENDS:
        raise TornError
