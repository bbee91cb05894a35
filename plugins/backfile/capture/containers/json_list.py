"""JSON lists of articles: `[{…}, …]`, and Fundus's `{"publisher": [{…}, …], …}`; each object is an entry."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from backfile.capture.capture import ENTRY, Capture
from backfile.capture.containers.entries import entry
from backfile.capture.delimited import LARGEST_RECORD
from backfile.capture.parcel import Parcel
from backfile.capture.record_names import is_record, meaning_of
from backfile.errors import CaptureError

_LIST = re.compile(r"\ufeff?\s*\[\s*\{")
_NAMED = re.compile(r'\ufeff?\s*\{\s*"(?:[^"\\]|\\.){1,200}"\s*:\s*\[\s*\{\s*"')
_SPACE = re.compile(r"[\s\ufeff]*")
_BLOCK = 256 * 1024


def is_json_list(parcel: Parcel) -> bool:
    """Whether it begins as a list of records with names that are known, or as an object whose first value is one."""
    head = parcel.head().decode("utf-8", "replace")
    named = bool(_NAMED.match(head))
    if not (named or _LIST.match(head)):
        return False
    parcel.file.seek(0)
    reader = _Reader(parcel.file)
    try:
        if named:
            reader.needs("{")
            reader.value()
            reader.needs(":")
        reader.needs("[")
        first = json.loads(reader.value())
    except (_NoJson, ValueError, RecursionError):
        return False
    meanings = {meaning_of(name) for name in first}
    return is_record(first) and (not named or bool("title" in meanings and meanings & {"body", "page"}))


def open_json_list(parcel: Parcel) -> Iterator[Capture]:
    """The objects of the list or lists; that of a list with a name has the name in its frame.

    Raises:
        CaptureError: the file is no JSON from some place on.
    """
    parcel.file.seek(0)
    reader = _Reader(parcel.file)
    number = 0
    try:
        named = reader.passes("{")
        while True:
            name = reader.value() if named else ""
            if named:
                reader.needs(":")
            reader.needs("[")
            while not reader.passes("]"):
                number += 1
                frame = f"{{{name}: [".encode("utf-8", "surrogateescape") + ENTRY + b"]}" if named else b""
                data = reader.value().encode("utf-8", "surrogateescape")
                yield entry(parcel, number, data, "application/json", frame=frame)
                reader.passes(",")
            if not (named and reader.passes(",")):
                break
        if named:
            reader.needs("}")
        reader.ends()
    except _NoJson as cause:
        raise CaptureError(
            f"it is no JSON from entry {number or 1} on", place=parcel.name,
            remedy="Mend the file, and take it in again; what comes before is taken in",
        ) from cause  # fmt: skip


class _NoJson(Exception):  # noqa: N818  # a signal within this file
    """The text is not what it should be, or ends too soon."""


@dataclass(slots=True)
class _Reader:
    """Reads JSON piece by piece, each piece as the text it is."""

    file: BinaryIO
    text: str = ""
    position: int = 0
    ended: bool = False
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("surrogateescape")
    )
    _json: json.JSONDecoder = field(default_factory=json.JSONDecoder)

    def passes(self, mark: str) -> bool:
        """Go past a character where it comes next."""
        self._skip()
        if not self.text.startswith(mark, self.position):
            return False
        self.position += 1
        return True

    def needs(self, mark: str) -> None:
        """Go past a character that must come next."""
        if not self.passes(mark):
            raise _NoJson

    def ends(self) -> None:
        """Nothing must follow."""
        self._skip()
        if self.position < len(self.text):
            raise _NoJson

    def value(self) -> str:
        """The text of the value that comes next; twice as much is read each time that it is not whole yet."""
        self._skip()
        size = _BLOCK
        while True:
            try:
                _, end = self._json.raw_decode(self.text, self.position)
            except RecursionError:
                raise _NoJson from None
            except ValueError as cause:
                if self.ended or len(self.text) - self.position > LARGEST_RECORD:
                    raise _NoJson from cause
                self._more(size)
                size *= 2
                continue
            found = self.text[self.position : end]
            self.position = end
            return found

    def _skip(self) -> None:
        while True:
            space = _SPACE.match(self.text, self.position)
            self.position = space.end() if space else self.position
            if self.position < len(self.text) or self.ended:
                return
            self._more(_BLOCK)

    def _more(self, size: int) -> None:
        block = self.file.read(size)
        self.ended = not block
        self.text = self.text[self.position :] + self._decoder.decode(block, final=not block)
        self.position = 0
