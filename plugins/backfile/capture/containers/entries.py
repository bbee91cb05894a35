"""What the containers of entries have in common: a capture for each stretch of a file's bytes."""

from __future__ import annotations

from backfile.capture.capture import Attachment, Capture, sha256
from backfile.capture.parcel import LARGEST_CAPTURE, Parcel
from backfile.errors import CaptureError


def bytes_between(parcel: Parcel, start: int, end: int) -> bytes:
    """Bytes start up to end of a parcel.

    Raises:
        CaptureError: they are too many for one article.
    """
    if end - start > LARGEST_CAPTURE:
        raise CaptureError(
            f"one entry of it is {(end - start) // 1_000_000} MB large", place=parcel.name,
            remedy="Take that entry out of it, and add the rest",
        )  # fmt: skip
    parcel.file.seek(start)
    return parcel.file.read(end - start)


def entry(
    parcel: Parcel,
    number: int,
    data: bytes,
    media_type: str,
    *,
    frame: bytes = b"",
    attachments: tuple[Attachment, ...] = (),
) -> Capture:
    """The capture of a parcel's entry with this number, from 1: `feed.xml#1`."""
    return Capture(
        data=data,
        digest=sha256(data),
        name=f"{parcel.name}#{number}",
        media_type=media_type,
        captured_at=parcel.received_at,
        attachments=attachments,
        frame=frame,
        notes=parcel.notes,
    )


def broken(parcel: Parcel, why: str, taken: int) -> CaptureError:
    """The error of a file that was read as far as it is whole."""
    before = "the entry before that is" if taken == 1 else f"the {taken:,} entries before that are"
    return CaptureError(
        f"it is broken: {why}; {before} taken in", place=parcel.name,
        remedy="Mend it there, and add it again",
    )  # fmt: skip
