"""Captures that arrived compressed: what lies within, for reading; the store keeps them as they came."""

from __future__ import annotations

import zlib
from dataclasses import replace

from backfile.capture.capture import Capture
from backfile.errors import CaptureError

LARGEST_CONTENT = 256 * 1024 * 1024
"""Bytes; more than any page has, and less than a hostile file could grow to."""

_GZIP_MAGIC = b"\x1f\x8b\x08"


def expanded(capture: Capture) -> Capture:
    """The capture with the bytes that its gzip file holds (RFC 1952), under the same digest; others as they are.

    Raises:
        CaptureError: the gzip file is damaged, cut short, or grows beyond `LARGEST_CONTENT`.
    """
    if not capture.data.startswith(_GZIP_MAGIC):
        return capture
    parts, rest, room = [], capture.data, LARGEST_CONTENT
    while rest.startswith(_GZIP_MAGIC):
        decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            part = decompressor.decompress(rest, room)
        except zlib.error as cause:
            raise CaptureError("its gzip compression is damaged", place=capture.name, remedy=_REMEDY) from cause
        room -= len(part)
        if room <= 0:
            raise CaptureError(
                f"it grows beyond {LARGEST_CONTENT >> 20} MiB when it is uncompressed",
                place=capture.name,
                remedy=_REMEDY,
            )
        if not decompressor.eof:
            raise CaptureError("its gzip compression ends too soon", place=capture.name, remedy=_REMEDY)
        parts.append(part)
        rest = decompressor.unused_data
    return replace(capture, data=b"".join(parts), name=capture.name.removesuffix(".gz"))


_REMEDY = "Uncompress it yourself and add what it holds"
