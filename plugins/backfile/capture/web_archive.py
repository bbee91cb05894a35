"""Web archives as they arrive: WARC files (ISO 28500), bare or in a WACZ (WACZ 1.1.1, specs.webrecorder.net)."""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from backfile.capture.media_types import media_type_of
from backfile.capture.parcel import Parcel
from backfile.errors import CaptureError

_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"
_WARC_LINE = re.compile(rb"WARC/1\.\d\r?\n")
_ENDINGS = (".warc", ".warc.gz")
_CHUNK = 1 << 20
_GROWTH = 100
"""A WACZ unpacks to at most so many times its size, and a little: its WARC files lie in it as they are."""
_LITTLE = 64 * 1024 * 1024
_ZIP_ERRORS = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, struct.error,
               zlib.error, KeyError, OverflowError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebArchive:
    """A web archive that is to be kept record by record, and not looked into before."""

    parcel: Parcel
    held: tuple[zipfile.ZipInfo, ...] = ()
    """What a WACZ holds; nothing for a bare WARC file."""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The path it arrived under."""
        return self.parcel.name


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one WARC file."""

    name: str
    file: BinaryIO
    start: int
    """The byte where they begin."""
    end: int
    in_place: bool = True
    """Whether they lie in the archive's own file just so."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A file of a WACZ that is no WARC file: its list of pages, its index."""

    name: str
    media_type: str
    file: IO[bytes]


def unpacked_head(parcel: Parcel) -> bytes:
    """The first bytes of a parcel, uncompressed where it is a gzip file; never raises."""
    head = parcel.head()
    if not head.startswith(_GZIP_MAGIC):
        return head
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, len(head))
    except zlib.error:
        return b""


def is_warc(parcel: Parcel) -> bool:
    """Whether a parcel is a WARC file: its first line is a version of the format, and nothing else (ISO 28500, 4)."""
    return _WARC_LINE.match(unpacked_head(parcel)) is not None


def is_wacz(parcel: Parcel) -> bool:
    """Whether a parcel is a WACZ: a ZIP file with a data package and WARC files in `archive/`."""
    if not parcel.head(4).startswith(_ZIP_MAGIC):
        return False
    try:
        with zipfile.ZipFile(parcel.file) as package:
            names = package.namelist()
    except _ZIP_ERRORS:
        return False
    return "datapackage.json" in names and any(map(_is_record_file, names))


def web_archive(parcel: Parcel) -> WebArchive:
    """The web archive that a parcel is.

    Raises:
        CaptureError: it would unpack to far more than it is.
    """
    if is_warc(parcel):
        return WebArchive(parcel, notes=parcel.notes)
    with zipfile.ZipFile(parcel.file) as package:
        held = tuple(info for info in package.infolist() if not info.is_dir())
    if sum(info.file_size for info in held) > _GROWTH * parcel.size + _LITTLE:
        raise CaptureError(
            f"it unpacks to more than {_GROWTH} times its size", place=parcel.name,
            remedy="Unpack it yourself and add its WARC files",
        )  # fmt: skip
    return WebArchive(parcel, held, parcel.notes)


def parts(archive: WebArchive) -> Iterator[Part]:
    """The WARC files of an archive, in its order; each is closed when the next is asked for.

    Raises:
        CaptureError: the package is damaged.
    """
    parcel = archive.parcel
    if not archive.held:
        yield Part(parcel.name, parcel.file, 0, parcel.size)
        return
    for info in archive.held:
        if not _is_record_file(info.filename):
            continue
        name = f"{parcel.name}/{info.filename}"
        if info.compress_type == zipfile.ZIP_STORED:
            start = _start(parcel, info)
            yield Part(name, parcel.file, start, min(parcel.size, start + info.file_size))
            continue
        with TemporaryFile() as copy:
            for chunk in _chunks(parcel, info):
                copy.write(chunk)
            yield Part(name, copy, 0, copy.tell(), in_place=False)


def beside(archive: WebArchive) -> Iterator[Beside]:
    """The other files of a WACZ, in its order; each is closed when the next is asked for.

    Raises:
        CaptureError: the package is damaged.
    """
    for info in archive.held:
        if _is_record_file(info.filename):
            continue
        with TemporaryFile() as copy:
            for chunk in _chunks(archive.parcel, info):
                copy.write(chunk)
            yield Beside(info.filename, media_type_of(info.filename), copy)


def sha256_of(file: IO[bytes]) -> str:
    """The digest of a whole file, `sha256:…`; it stands at its end afterwards."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"


def _is_record_file(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith(_ENDINGS)


def _start(parcel: Parcel, info: zipfile.ZipInfo) -> int:
    """Where the bytes of a stored file begin: after its local header (APPNOTE 6.3.10, section 4.3.7)."""
    parcel.file.seek(info.header_offset)
    header = parcel.file.read(30)
    if len(header) < 30 or not header.startswith(_ZIP_MAGIC):
        raise _damaged(parcel)
    name, extra = struct.unpack("<HH", header[26:30])
    return int(info.header_offset + 30 + name + extra)


def _chunks(parcel: Parcel, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(parcel.file) as package, package.open(info) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except _ZIP_ERRORS as cause:
        raise _damaged(parcel, info.filename) from cause


def _damaged(parcel: Parcel, name: str = "") -> CaptureError:
    what = f"its file {name!r} is damaged" if name else "its list of files is damaged"
    return CaptureError(what, place=parcel.name, remedy="Get the file again from where it came")
