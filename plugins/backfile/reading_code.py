"""A digest of the code and tables that read captures: what another digest read may read differently now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_ROOMS = ("capture", "decode", "frontmatter", "intake", "markdown", "normalise", "relate", "relations", "vocab")


def reading_digest(settings: str, places: Iterable[Path] = ()) -> str:
    """A digest of the rooms that read captures, of `settings` that matter to them, and of all files below `places`."""
    digest = hashlib.sha256(settings.encode())
    for place in (*places, *(Path(__file__).parent / room for room in _ROOMS)):
        for path in sorted(path for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(f"\0{path.relative_to(place)}\0".encode("utf-8", "surrogateescape"))
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
