"""A parcel: a file as it arrived, or as it was taken out of an archive, before it is known what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from backfile.capture.capture import Attachment, Capture, sha256
from backfile.capture.media_types import media_type_of
from backfile.capture.origin import address_in, saved_at
from backfile.errors import CaptureError

LARGEST_CAPTURE = 512 * 1024 * 1024
"""Bytes; what is larger is no page. Containers may be of any size, for they are read as streams."""

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Parcel:
    """Bytes that can be read more than once, and what is known of where they come from."""

    file: BinaryIO
    """Open and seekable; whoever made the parcel closes it."""
    name: str
    """The path it arrived under, with forward slashes; `archive.zip/page.html` for what lay in an archive."""
    size: int
    """Bytes."""
    received_at: str
    """An instant in UTC, `2026-01-31T12:00:00Z`; empty where nothing is kept."""
    attachments: tuple[Attachment, ...] = ()
    """The files of a saved page's folder."""
    notes: tuple[tuple[str, str], ...] = ()
    depth: int = 0
    """How many archives it lay in."""
    allowance: int = 0
    """Bytes that it may grow to when it is unpacked, where it lay in an archive: its share of the outermost one's."""

    def head(self, length: int = _HEAD) -> bytes:
        """Its first bytes, for telling what it is."""
        self.file.seek(0)
        return self.file.read(length)


def whole(parcel: Parcel) -> Capture:
    """The capture that a parcel is as one piece.

    Raises:
        CaptureError: it is too large for a page.
    """
    if parcel.size + sum(len(attachment.data) for attachment in parcel.attachments) > LARGEST_CAPTURE:
        raise CaptureError(
            f"it is {parcel.size // 1_000_000} MB large, and no format of many articles that Backfile knows",
            place=parcel.name,
            remedy="Take the articles out of it and add each as a file",
        )
    parcel.file.seek(0)
    data = parcel.file.read()
    return Capture(
        data=data,
        digest=sha256(data),
        name=parcel.name,
        media_type=media_type_of(parcel.name),
        target_uri=dict(parcel.notes).get("source", "") or address_in(data),
        captured_at=(parcel.received_at and saved_at(data)) or parcel.received_at,
        attachments=parcel.attachments,
        notes=parcel.notes,
    )
