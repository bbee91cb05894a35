"""Word documents, with their pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backfile.capture.capture import Capture
from backfile.capture.parcel import LARGEST_CAPTURE, Parcel, whole
from backfile.capture.word_document import is_word_document, pictures_in


def is_docx(parcel: Parcel) -> bool:
    """Whether it is a Word document."""
    if parcel.size > LARGEST_CAPTURE or not parcel.head(4).startswith(b"PK\x03\x04"):
        return False
    parcel.file.seek(0)
    return is_word_document(parcel.file.read())


def open_docx(parcel: Parcel) -> Iterator[Capture]:
    """The document, with its pictures."""
    capture = whole(parcel)
    yield replace(capture, attachments=(*capture.attachments, *pictures_in(capture.data)))
