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
    """What the page calls it: a path relative to the page (`Story_files/photo.jpg`), an address, or `cid:…`."""
    media_type: str
    data: bytes
    stands_for: str = ""
    """The name in media/ of a picture whose bytes were left in the store; empty where they are here."""


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
    frame: bytes = b""
    """What stood around an entry in the file that it was taken out of, as received, with `ENTRY` where each entry was.

    Empty for a capture that is a whole file. A feed's channel, an export's head, a table's first row.
    """
    notes: tuple[tuple[str, str], ...] = ()
    """(field, value) pairs that a person or a file beside it gave, sorted: a row of `metadata.csv`."""
    record_id: str = ""
    """WARC-Record-ID of its record (`<urn:uuid:…>`), once stored."""
    crawled: bool = False
    """Whether it came in a web archive, which holds any page of a site; what a person gave is an article."""


ENTRY = b"<?backfile-entry?>"
"""Stands in a frame where an entry was cut out: a processing instruction in XML, a comment in HTML."""


def assembled(capture: Capture) -> bytes:
    """The file that a capture was taken out of, with this entry alone; a capture that is a whole file as it is."""
    before, mark, after = capture.frame.partition(ENTRY)
    return before + capture.data + after.replace(ENTRY, b"") if mark else capture.data


def size_of(capture: Capture) -> int:
    """The bytes of a capture and of all that came with it."""
    return len(capture.data) + len(capture.frame) + sum(len(attachment.data) for attachment in capture.attachments)
