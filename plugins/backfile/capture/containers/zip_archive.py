"""ZIP archives (APPNOTE.TXT 6.3), by the standard library; one that was cut short is read from its beginning."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from backfile.capture.containers.archive import Damage, Member, Reading, unpacked
from backfile.capture.notes import NotesTable
from backfile.capture.parcel import Parcel
from backfile.report import Remark

_FIRST, _EMPTY, _SPANNED = b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04"
_ENCRYPTED = 0x1
_UTF_8 = 0x800
_LINK = 0o120000
_KIND = 0o170000
_UNIX = 3
_HEADER = struct.Struct("<4s5H3I2H")
_LATER = 0x8
"""The flag of a member whose sizes follow its data."""
_LARGEST_PIECE = 256 * 1024 * 1024
_UNREADABLE = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error)
"""What zipfile raises on damage; a compression that it does not know is a NotImplementedError, a RuntimeError."""


def is_zip(parcel: Parcel) -> bool:
    """Whether it is a ZIP archive of files: no office document, e-book or package, which are ZIP files too."""
    head = parcel.head()
    if not head.startswith((_FIRST, _EMPTY, _SPANNED)):
        return False
    return not (_first_name(head) in _PACKAGES or _is_package(parcel))


_PACKAGES = ("[Content_Types].xml", "mimetype", "_rels/.rels")
"""First members of office documents (ECMA-376, OpenDocument) and e-books (EPUB)."""


def open_zip(parcel: Parcel) -> Iterator[Parcel | NotesTable | Remark]:
    """The files of a ZIP archive."""
    return unpacked(parcel, partial(_walk, parcel))


def _first_name(head: bytes) -> str:
    if len(head) < _HEADER.size:
        return ""
    length = int.from_bytes(head[26:28], "little")
    return head[30 : 30 + length].decode("latin-1")


def _is_package(parcel: Parcel) -> bool:
    try:
        parcel.file.seek(0)
        with ZipFile(parcel.file) as archive:
            names = set(archive.namelist())
    except _UNREADABLE:
        return False
    return "[Content_Types].xml" in names or "META-INF/container.xml" in names


def _walk(parcel: Parcel) -> Iterator[tuple[Member, Callable[[], Reading]]]:
    parcel.file.seek(0)
    try:
        archive = ZipFile(parcel.file)
    except _UNREADABLE:
        yield from _pieces(parcel.file)
        raise Damage("its end is missing or damaged") from None
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield Member(_name(info), info.file_size, _refused(info)), partial(_opened, archive, info)


def _name(info: ZipInfo) -> str:
    """A member's name; one that does not say so is often in UTF-8 all the same."""
    name = info.filename
    if not info.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name if "/" in name else name.replace("\\", "/")


def _refused(info: ZipInfo) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted; unpack the archive with its password"
    mode = info.external_attr >> 16 & _KIND if info.create_system == _UNIX else 0
    if mode == _LINK:
        return "it is a link"
    return "" if mode in (0, 0o100000) else "it is no ordinary file"


def _opened(archive: ZipFile, info: ZipInfo) -> Reading:
    try:
        return Reading(archive.open(info), _UNREADABLE)
    except _UNREADABLE as cause:
        known = not isinstance(cause, NotImplementedError)
        raise Damage("it is damaged" if known else "its compression is not known") from cause


def _pieces(file: IO[bytes]) -> Iterator[tuple[Member, Callable[[], Reading]]]:
    """The whole members at the beginning of an archive without its directory, by their own headers."""
    file.seek(0)
    while True:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(_FIRST):
            return
        _, _, flags, method, _, _, crc, packed, _, name_length, extra_length = _HEADER.unpack(header)
        name = file.read(name_length).decode("utf-8", "replace")
        file.seek(extra_length, 1)
        data = None if flags & _ENCRYPTED else _piece(file, method, packed, later=bool(flags & _LATER))
        if data is None or (not flags & _LATER and zlib.crc32(data) != crc):
            return
        if not name.endswith("/"):
            yield Member(name, len(data)), partial(Reading, BytesIO(data), _UNREADABLE)


def _piece(file: IO[bytes], method: int, packed: int, *, later: bool) -> bytes | None:
    """One member's content, stored or deflated; None where it is cut short, too large, or packed otherwise."""
    if method == 0 and not later:
        data = file.read(packed) if packed <= _LARGEST_PIECE else b""
        return data if len(data) == packed else None
    if method != 8:
        return None
    decompressor, parts, size = zlib.decompressobj(-zlib.MAX_WBITS), [], 0
    while not decompressor.eof:
        block = file.read(65_536)
        try:
            parts.append(decompressor.decompress(block, _LARGEST_PIECE - size))
        except zlib.error:
            return None
        size += len(parts[-1])
        if not block or size >= _LARGEST_PIECE or decompressor.unconsumed_tail:
            return None
    file.seek(-len(decompressor.unused_data), 1)
    if later:
        start = file.read(4)
        file.seek(12 if start == b"PK\x07\x08" else 8, 1)
    return b"".join(parts)
