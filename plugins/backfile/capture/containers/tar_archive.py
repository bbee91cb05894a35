"""tar archives (POSIX ustar and pax, GNU), plain or compressed by gzip, bzip2 or xz, by the standard library."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from backfile.capture.containers.archive import Damage, Member, Reading, unpacked
from backfile.capture.notes import NotesTable
from backfile.capture.parcel import Parcel
from backfile.report import Remark

_BLOCK = 512
_UNREADABLE = (tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, OSError, ValueError, OverflowError)


def is_tar(parcel: Parcel) -> bool:
    """Whether it is a tar archive: the sum in its first header is right."""
    try:
        with _uncompressed(parcel) as file:
            block = file.read(_BLOCK)
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except _UNREADABLE:
        return False
    return True


def open_tar(parcel: Parcel) -> Iterator[Parcel | NotesTable | Remark]:
    """The files of a tar archive."""
    return unpacked(parcel, partial(_walk, parcel))


def _uncompressed(parcel: Parcel) -> AbstractContextManager[Any]:
    """The parcel's file, for reading as a tar; closing it leaves the parcel open."""
    head = parcel.head()
    parcel.file.seek(0)
    if head.startswith(b"\x1f\x8b\x08"):
        return gzip.GzipFile(fileobj=parcel.file, mode="rb")
    if head.startswith(b"BZh"):
        return bz2.BZ2File(parcel.file)
    return lzma.LZMAFile(parcel.file) if head.startswith(b"\xfd7zXZ\0") else nullcontext(parcel.file)


def _walk(parcel: Parcel) -> Iterator[tuple[Member, Callable[[], Reading]]]:
    try:
        with _uncompressed(parcel) as file, tarfile.open(fileobj=file, mode="r:", errorlevel=1) as archive:
            while info := archive.next():
                archive.members.clear()  # type: ignore[attr-defined]  # it would remember every one
                if not info.isdir():
                    yield Member(info.name, info.size, _refused(info)), partial(_opened, archive, info)
    except _UNREADABLE as cause:
        raise Damage("it is damaged, or its end is missing") from cause


def _refused(info: tarfile.TarInfo) -> str:
    if info.isreg():
        return ""
    return "it is a link" if info.issym() or info.islnk() else "it is a device"


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Reading:
    stream = archive.extractfile(info)
    assert stream
    return Reading(stream, _UNREADABLE)
