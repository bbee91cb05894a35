"""Web archives as containers: they are not looked into here, for their records are kept as they came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Never

from backfile.capture.parcel import Parcel
from backfile.capture.web_archive import WebArchive, unpacked_head, web_archive
from backfile.errors import CaptureError

_UNREAD = (
    (b"filedesc://", "it is an ARC file, the form that web archives had before WARC", "Convert it: warcio recompress"),
    (b"WARC/0.", "it is a WARC file of a draft of the standard", "Convert it: warcio recompress"),
    (b"\x28\xb5\x2f\xfd", "it is compressed with Zstandard", "Uncompress it with zstd -d and add the result"),
    (b"\x5d\x2a\x4d\x18", "it is a WARC file compressed with Zstandard", "Uncompress it and add the result"),
)
"""First bytes of what is known and not read, what a person calls it, and what to do."""


def open_web_archive(parcel: Parcel) -> Iterator[WebArchive]:
    """The archive, to be kept record by record.

    Raises:
        CaptureError: it would unpack to far more than it is.
    """
    yield web_archive(parcel)


def is_unread(parcel: Parcel) -> bool:
    """Whether a parcel is a web archive of a form that is not read."""
    return unpacked_head(parcel).startswith(tuple(magic for magic, _, _ in _UNREAD))


def refuse_unread(parcel: Parcel) -> Iterator[Never]:
    """Nothing.

    Raises:
        CaptureError: always; it says what the parcel is.
    """
    head = unpacked_head(parcel)
    what, remedy = next((what, remedy) for magic, what, remedy in _UNREAD if head.startswith(magic))
    yield from ()
    raise CaptureError(what, place=parcel.name, remedy=remedy)
