"""What of a page search takes notice of, and its digest."""

from __future__ import annotations

import hashlib
import re

_INDEXED = re.compile(
    rb"<html\b[^>]*>|<(?:meta|link)\b[^>]*\bdata-pagefind-[^>]*>|<article\b[^>]*\bdata-pagefind-body\b.*?</article>",
    re.DOTALL,
)


def indexed_part(page: bytes) -> bytes:
    """The page's language, its metadata for search and its article; chrome, neighbours and assets left out."""
    return b"\n".join(_INDEXED.findall(page))


def text_digest(page: bytes) -> str:
    """SHA-256 of what search takes notice of, in hexadecimal."""
    return hashlib.sha256(indexed_part(page)).hexdigest()
