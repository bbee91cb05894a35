"""Where a saved page came from, where the browser that saved it has noted that in the file."""

from __future__ import annotations

import re
import zlib

_HEAD = 16 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_NOTES = (
    re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s\"'<>\x00-\x1f\x7f-\xff]+)\s*-->"),
    re.compile(rb"<!--\s*Page saved with SingleFile\s+url: (https?://[^\s\"'<>\x00-\x1f\x7f-\xff]+)"),
)
"""What Chrome, Edge and Internet Explorer (the "mark of the web"), and SingleFile, write at a page's head."""


def address_in(data: bytes) -> str:
    """The web address that a saved page's own note gives, or empty; a compressed page is looked into."""
    head = data[:_HEAD]
    if head.startswith(_GZIP_MAGIC):
        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, _HEAD)
        except zlib.error:
            return ""
    for note in _NOTES:
        if found := note.search(head):
            return found[1].decode("ascii")
    return ""
