"""Where and when a page was saved, where the browser that saved it has noted that in the file."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime

_HEAD = 16 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_NOTES = (
    re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s\"'<>\x00-\x1f\x7f-\xff]+)\s*-->"),
    re.compile(rb"<!--\s*Page saved with SingleFile\s+url: (https?://[^\s\"'<>\x00-\x1f\x7f-\xff]+)"),
)
"""What Chrome, Edge and Internet Explorer (the "mark of the web"), and SingleFile, write at a page's head."""


_SAVED = re.compile(
    rb"<!--\s*Page saved with SingleFile[^<>]*?\bsaved date: "
    rb"[A-Z][a-z]{2} (?P<date>[A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d) GMT(?P<offset>[+-]\d{4})"
)
"""The instant as JavaScript prints it (ECMA-262, 21.4.4.41.4)."""


def address_in(data: bytes) -> str:
    """The web address that a saved page's own note gives, or empty; a compressed page is looked into."""
    head = _head_of(data)
    for note in _NOTES:
        if found := note.search(head):
            return found[1].decode("ascii")
    return ""


def saved_at(data: bytes) -> str:
    """When a page was saved by its own note, as `2026-01-31T12:00:00Z`; empty where it has none."""
    found = _SAVED.search(_head_of(data))
    if not found:
        return ""
    try:
        moment = datetime.strptime(f"{found['date'].decode()} {found['offset'].decode()}", "%b %d %Y %H:%M:%S %z")
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return ""


def _head_of(data: bytes) -> bytes:
    head = data[:_HEAD]
    if not head.startswith(_GZIP_MAGIC):
        return head
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, _HEAD)
    except zlib.error:
        return b""
