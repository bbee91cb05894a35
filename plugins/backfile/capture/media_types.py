"""Media types that file names promise; decoders judge by content."""

from __future__ import annotations

import mimetypes


def media_type_of(name: str) -> str:
    """The media type that a file name promises."""
    kind, encoding = mimetypes.guess_type(name)
    if encoding == "gzip":
        return "application/gzip"
    return kind or "application/octet-stream"
