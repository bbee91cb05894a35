"""Single files that were compressed by gzip, bzip2 or xz, where what they hold is looked into."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from backfile.capture.containers.archive import ALWAYS_ALLOWED, LARGEST_RATIO
from backfile.capture.parcel import Parcel
from backfile.errors import CaptureError

_ENDINGS = {b"\x1f\x8b\x08": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\0": ".xz"}
"""First bytes of the formats (RFC 1952; bzip2; xz file format 1.1), and how their files' names end."""
_DAMAGE = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
_HEAD = 1024 * 1024
_IN_MEMORY = 8 * 1024 * 1024
_BLOCK = 256 * 1024


def first_part(parcel: Parcel) -> Parcel | None:
    """The beginning of what a compressed file holds, for telling what it is; None for a file that is not compressed."""
    if not _ending(parcel):
        return None
    parts, size = [], 0
    with suppress(*_DAMAGE), _opened(parcel) as file:
        while size < _HEAD and (block := file.read1(_BLOCK)):
            parts.append(block)
            size += len(block)
    return replace(parcel, file=BytesIO(b"".join(parts)), size=size) if parts else None


def is_gzip(parcel: Parcel) -> bool:
    """Whether it is a gzip file, which a page alone is read from as it is."""
    return _ending(parcel) == ".gz"


def open_compressed(parcel: Parcel) -> Iterator[Parcel]:
    """What the file holds, under its name without the ending.

    Raises:
        CaptureError: it is damaged or cut short, after what could be read; or it grows too large.
    """
    allowance = parcel.allowance or max(ALWAYS_ALLOWED, LARGEST_RATIO * parcel.size)
    damaged = False
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
        try:
            with _opened(parcel) as file:
                while block := file.read1(_BLOCK):
                    held.write(block)
                    if held.tell() > allowance:
                        raise CaptureError(
                            f"it grows to more than {allowance // 1_000_000} MB when it is uncompressed",
                            place=parcel.name, remedy="Uncompress it yourself if you trust it",
                        )  # fmt: skip
        except _DAMAGE:
            damaged = True
        size = held.tell()
        if size:
            yield replace(
                parcel, file=cast("BinaryIO", held), name=parcel.name.removesuffix(_ending(parcel)), size=size,
                depth=parcel.depth + 1, allowance=max(1, allowance - size),
            )  # fmt: skip
    if damaged:
        raise CaptureError(
            "its compression is damaged or ends too soon", place=parcel.name, remedy="Copy or download it again"
        )


def _ending(parcel: Parcel) -> str:
    head = parcel.head(8)
    return next((ending for magic, ending in _ENDINGS.items() if head.startswith(magic)), "")


def _opened(parcel: Parcel) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    """The file, to be read with `read1`, which gives all that comes before a damaged place."""
    ending = _ending(parcel)
    parcel.file.seek(0)
    if ending == ".gz":
        return gzip.GzipFile(fileobj=parcel.file, mode="rb")
    return bz2.BZ2File(parcel.file) if ending == ".bz2" else lzma.LZMAFile(parcel.file)
