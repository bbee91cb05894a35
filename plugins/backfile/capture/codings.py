"""Undoing what HTTP did to a body on its way: chunks (RFC 9112) and content codings (RFC 9110), as streams."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli
import zstandard

_PIECE = 4096
"""Bytes that are handed to a decompressor at once: no bomb can make much of them."""
_MOST = 1 << 20
_LONGEST_LINE = 1024
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTANDARD_MAGIC = b"\x28\xb5\x2f\xfd"


class Readable(Protocol):
    """A stream of bytes that is read once."""

    def read(self, length: int = -1, /) -> bytes:
        """At most `length` bytes; none at the end."""

    def readline(self, limit: int = -1, /) -> bytes:
        """The bytes up to and with the next line feed, at most `limit`."""


class CodingError(Exception):
    """A body is in a coding that is damaged, cut short or unknown; the message says which."""


def plain_chunks(body: Readable, transfer: str, content: str) -> Iterator[bytes]:
    """The body without its transfer coding and its content codings, which are the values of the two header fields.

    A body that is not in the coding it declares is taken as it is: crawlers that record through a browser write
    bodies decoded, under the headers that came.

    Raises:
        CodingError: a coding is damaged, cut short, or none that is known.
    """
    chunks = _dechunked(body) if "chunked" in transfer.lower() else _pieces(body)
    for name in reversed([part.strip().lower() for part in content.split(",") if part.strip()]):
        coding = _CODINGS.get(name)
        if coding is None:
            raise CodingError(f"its content coding {name[:40]!r} is not known")
        chunks = coding(chunks)
    return chunks


def _pieces(body: Readable) -> Iterator[bytes]:
    while piece := body.read(1 << 16):
        yield piece


def _dechunked(body: Readable) -> Iterator[bytes]:
    line = body.readline(_LONGEST_LINE)
    if _chunk_size(line) is None:
        if line:
            yield line
        yield from _pieces(body)
        return
    while size := _chunk_size(line):
        while size:
            piece = body.read(min(size, 1 << 16))
            if not piece:
                raise CodingError("its chunks end too soon")
            size -= len(piece)
            yield piece
        body.readline(_LONGEST_LINE)
        line = body.readline(_LONGEST_LINE)
    if _chunk_size(line) is None:
        raise CodingError("its chunks end too soon")


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    if not line.endswith(b"\n") or not digits or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def _begun(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, for telling what they are, and all chunks cut into small pieces."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= 4:
            break

    def pieces() -> Iterator[bytes]:
        yield from (head[at : at + _PIECE] for at in range(0, len(head), _PIECE))
        for chunk in chunks:
            yield from (chunk[at : at + _PIECE] for at in range(0, len(chunk), _PIECE))

    return head, pieces()


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    head, pieces = _begun(chunks)
    if head.startswith(_GZIP_MAGIC):
        yield from _inflated(pieces, "gzip", 16 + zlib.MAX_WBITS)
    else:
        yield from pieces


def _undeflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Zlib's format as RFC 9110 has it, or the bare stream that some servers send instead."""
    head, pieces = _begun(chunks)
    if len(head) > 1 and head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0:
        yield from _inflated(pieces, "deflate", zlib.MAX_WBITS)
        return
    try:
        zlib.decompressobj(-zlib.MAX_WBITS).decompress(head)
    except zlib.error:
        yield from pieces
    else:
        yield from _inflated(pieces, "deflate", -zlib.MAX_WBITS)


def _inflated(pieces: Iterator[bytes], name: str, window: int) -> Iterator[bytes]:
    decompressor = zlib.decompressobj(window)
    for piece in pieces:
        rest = piece
        while rest and not decompressor.eof:
            try:
                yield decompressor.decompress(rest, _MOST)
            except zlib.error as cause:
                raise CodingError(f"its {name} coding is damaged") from cause
            rest = decompressor.unconsumed_tail
    if not decompressor.eof:
        raise CodingError(f"its {name} coding ends too soon")


def _unbrotlied(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Brotli has no mark at its head, but no stream of it begins as mark-up does (RFC 7932, section 9.2, bit 4)."""
    head, pieces = _begun(chunks)
    if head.lstrip().startswith(b"<"):
        yield from pieces
        return
    decompressor = brotli.Decompressor()
    try:
        for piece in pieces:
            if decompressor.is_finished():
                return
            plain = decompressor.process(piece, output_buffer_limit=_MOST)
            while plain:
                yield plain
                plain = b"" if decompressor.is_finished() else decompressor.process(b"", output_buffer_limit=_MOST)
    except brotli.error as cause:
        raise CodingError("its brotli coding is damaged") from cause
    if head and not decompressor.is_finished():
        raise CodingError("its brotli coding ends too soon")


def _unzstandarded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    head, pieces = _begun(chunks)
    if not head.startswith(_ZSTANDARD_MAGIC):
        yield from pieces
        return
    decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
    for piece in pieces:
        for at in range(0, len(piece), 64):
            if decompressor.eof:
                return
            try:
                yield decompressor.decompress(piece[at : at + 64])
            except zstandard.ZstdError as cause:
                raise CodingError("its zstd coding is damaged") from cause
    if not decompressor.eof:
        raise CodingError("its zstd coding ends too soon")


_CODINGS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "identity": lambda chunks: chunks,
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
    "zstd": _unzstandarded,
}
