"""The Capture: bytes as received, with what is known of where they came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def sha256(data: bytes) -> str:
    """The digest that names a capture: `sha256:` and 64 hexadecimal digits (FIPS 180-4)."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a capture: a picture from the folder of a saved page."""

    path: str
    """The path by which the page refers to it, relative to the page (`Story_files/photo.jpg`)."""
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Capture:
    """One thing received, before anything is made of it."""

    data: bytes
    """The bytes as received."""
    digest: str
    """`sha256:…` of those bytes: the identity of the article."""
    name: str = ""
    """The file name it arrived under."""
    media_type: str = ""
    """As declared, or empty; decoders judge by content."""
    target_uri: str = ""
    """The address it was fetched from, where known."""
    captured_at: str = ""
    """When it was received: an instant in UTC, `2026-01-31T12:00:00Z`."""
    attachments: tuple[Attachment, ...] = ()
    record_id: str = ""
    """WARC-Record-ID of its record (`<urn:uuid:…>`), once stored."""


def size_of(capture: Capture) -> int:
    """The bytes of a capture and of all that came with it."""
    return len(capture.data) + sum(len(attachment.data) for attachment in capture.attachments)
