"""Formats that hold no article that can be read: what each is called, and what to do about it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_REMEDIES: Mapping[str, str] = MappingProxyType({
    "page": "Take in the page that it belongs to",
    "scan": "Run text recognition over it, and take in what that makes",
    "sound": "Take in the page that it belongs to, or a transcript",
    "none": "It is no capture; nothing of it is needed",
    "docx": "Open it in a word processor, save it as DOCX, and take that in",
    "office": "Save it as DOCX, PDF, CSV or text, and take that in",
    "unpack": "Unpack it, and take in what it holds",
    "export": "Export its articles as CSV or JSON Lines, and take that in",
    "csv": "Save its sheet as CSV, and take that in",
    "unpackhtml": "Unpack it like a ZIP archive, and take in its pages",
    "mbox": "Export it as mbox or EML, and take that in",
    "text": "Save it as HTML or text, and take that in",
    "pdf": "Convert it to PDF, and take that in",
})  # fmt: skip


_TELLING = 6
"""Letters that no text begins with by accident."""
_DIRECTORY = 65_536


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """A format, by the bytes that its files have at one place."""

    offset: int
    """Where they are; below 0 they stand anywhere in a ZIP file's directory."""
    magic: bytes
    what: str
    """What a person calls a file of it, with its article."""
    remedy: str


def known_format(data: bytes) -> KnownFormat | None:
    """The format that bytes are of, where it is one that is not read; None for all others.

    A few letters are little to tell a format by: without a zero byte in its head such a file is text all the same.
    """
    return next((known for known in _likely(data[:1]) if _is(data, known)), None)


@cache
def _likely(first: bytes) -> tuple[KnownFormat, ...]:
    """The formats whose files can begin with a byte."""
    return tuple(known for known in _table() if known.offset or known.magic[:1] == first)


def _is(data: bytes, known: KnownFormat) -> bool:
    if known.offset < 0:
        return data.startswith(b"PK\x03\x04") and known.magic in data[-_DIRECTORY:]
    if not data.startswith(known.magic, known.offset):
        return False
    letters = known.magic.isascii() and known.magic.decode().isprintable()
    return len(known.magic) >= _TELLING or not letters or b"\0" in data[:512]


@cache
def _table() -> tuple[KnownFormat, ...]:
    with files(__package__).joinpath("formats.tsv").open(encoding="utf-8") as table:
        return tuple(
            KnownFormat(int(row["offset"]), bytes.fromhex(row["magic"]), row["what"], _REMEDIES[row["remedy"]])
            for row in csv.DictReader(table, delimiter="\t")
        )
