"""Word documents (DOCX, ECMA-376): what they are told by, and the pictures in them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from backfile.capture.capture import Attachment, sha256
from backfile.capture.media_types import media_type_of

LARGEST_CONTENT = 256 * 1024 * 1024
"""Bytes that all parts of a document may have together when they are unpacked."""

DAMAGE = (BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, RuntimeError)
"""What the standard library raises on a ZIP file that is damaged, encrypted, or packed in an unknown way."""

_MAIN = "word/document.xml"
_PICTURES = "word/media/"


def is_word_document(data: bytes) -> bool:
    """Whether a file is a Word document, by the parts that it holds."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(data)) as parts:
            return _MAIN in parts.namelist()
    except DAMAGE:
        return False


def picture_path(data: bytes) -> str:
    """What a picture of a document is called: a name that its bytes give, for the document gives none."""
    return f"picture:{sha256(data)}"


def pictures_in(data: bytes) -> Iterator[Attachment]:
    """The pictures of a document, as far as they can be read and no more than `LARGEST_CONTENT` of them."""
    room = LARGEST_CONTENT
    try:
        with ZipFile(BytesIO(data)) as parts:
            for part in parts.infolist():
                room -= part.file_size
                if room < 0:
                    return
                if part.filename.startswith(_PICTURES) and not part.is_dir():
                    content = parts.read(part)
                    yield Attachment(picture_path(content), media_type_of(part.filename), content)
    except DAMAGE:
        return
