"""JSON lists of articles: `[{…}, …]`, Fundus's `{"publisher": [{…}, …], …}`, NewsAPI's `{…, "articles": [{…}, …]}`.

Each object of a list is an entry; what stands beside the lists of an object is kept around each entry.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from backfile.capture.capture import ENTRY, Capture
from backfile.capture.containers.entries import entry
from backfile.capture.containers.xml_entries import LARGEST_FRAME
from backfile.capture.delimited import LARGEST_RECORD
from backfile.capture.parcel import Parcel
from backfile.capture.record_names import is_article, is_part, is_record
from backfile.errors import CaptureError

_LIST = re.compile(r"\ufeff?\s*\[\s*\{")
_NAMED = re.compile(r'\ufeff?\s*\{\s*"[^{}\[\]]*"\s*:\s*\[\s*\{\s*"')
"""An object with a list of objects, before which it has nothing but single values."""
_SPACE = re.compile(r"[\s\ufeff]*")
_BLOCK = 256 * 1024


def is_json_list(parcel: Parcel) -> bool:
    """Whether it begins as a list of records with names that are known, or as an object with a list of articles.

    An object that has a title or a text of its own is one article, whatever lists it holds.
    """
    head = parcel.head().decode("utf-8", "replace")
    named = bool(_NAMED.match(head))
    if not (named or _LIST.match(head)):
        return False
    parcel.file.seek(0)
    reader = _Reader(parcel.file)
    try:
        if named:
            reader.needs("{")
            reader.name()
            while not reader.begins_list():
                reader.value()
                reader.needs(",")
                reader.name()
        reader.needs("[")
        first = json.loads(reader.value())
    except (_NoJson, ValueError, RecursionError):
        return False
    return is_article(first) and not any(map(is_part, reader.names)) if named else is_record(first)


def open_json_list(parcel: Parcel) -> Iterator[Capture]:
    """The objects of the list or lists; that of a list with a name has the name, and what else there is, in its frame.

    An object is gone through twice, for what stands beside its lists may follow them.

    Raises:
        CaptureError: the file is no JSON from some place on.
    """
    beside, number = "", 0
    try:
        for _, text, is_entry in _members(parcel.file):
            beside += "" if is_entry else f"{text}, "
            if len(beside) > LARGEST_FRAME:
                raise CaptureError(
                    "more than 4 MB of it stand outside of its lists", place=parcel.name,
                    remedy="Take the articles out of it, and add them as a list",
                )  # fmt: skip
    except _NoJson:
        beside = ""
    try:
        for name, text, is_entry in _members(parcel.file):
            if is_entry:
                number += 1
                frame = f"{{{beside}{name}: [".encode("utf-8", "surrogateescape") + ENTRY + b"]}" if name else b""
                yield entry(parcel, number, text.encode("utf-8", "surrogateescape"), "application/json", frame=frame)
    except _NoJson as cause:
        raise CaptureError(
            f"it is no JSON from entry {number + 1} on", place=parcel.name,
            remedy="Mend the file, and take it in again; what comes before is taken in",
        ) from cause  # fmt: skip


def _members(file: BinaryIO) -> Iterator[tuple[str, str, bool]]:
    """What a file holds, in order: (name, text, True) of each entry of a list, ("", text, False) of other members."""
    file.seek(0)
    reader = _Reader(file)
    if not reader.passes("{"):
        yield from _entries(reader, "")
        reader.ends()
        return
    while True:
        name = reader.name()
        if reader.begins_list():
            yield from _entries(reader, name)
        else:
            yield "", f"{name}: {reader.value()}", False
        if not reader.passes(","):
            break
    reader.needs("}")
    reader.ends()


def _entries(reader: _Reader, name: str) -> Iterator[tuple[str, str, bool]]:
    reader.needs("[")
    while not reader.passes("]"):
        yield name, reader.value(), True
        reader.passes(",")


class _NoJson(Exception):  # noqa: N818  # a signal within this file
    """The text is not what it should be, or ends too soon."""


@dataclass(slots=True)
class _Reader:
    """Reads JSON piece by piece, each piece as the text it is."""

    file: BinaryIO
    text: str = ""
    position: int = 0
    ended: bool = False
    names: list[str] = field(default_factory=list)
    """The names of the object's members that were read."""
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

    def name(self) -> str:
        """Go past a member's name and its colon; the name as it is written."""
        name = self.value()
        self.needs(":")
        self.names.append(name.strip('"'))
        return name

    def begins_list(self) -> bool:
        """Whether a list comes next."""
        self._skip()
        return self.text.startswith("[", self.position)

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
