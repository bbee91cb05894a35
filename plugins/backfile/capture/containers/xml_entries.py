"""The entries of an XML file as stretches of its bytes, found in one pass that keeps nothing but their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO
from xml.parsers import expat

from backfile.capture.capture import ENTRY
from backfile.capture.xml import encoding_of, parser_encoding, refusing_parser
from backfile.errors import CaptureError

_CHUNK = 256 * 1024
_LONGEST_FACT = 2_000
"""Characters that are kept of a watched element."""
_LONGEST_END_TAG = 1_000
DIVIDER = "\x1f"
LARGEST_FRAME = 4 * 1024 * 1024
"""Bytes that may stand around the entries of a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: bytes start up to end of its file."""

    start: int
    end: int
    kind: str
    """What `of_kind` called it."""
    facts: str = ""
    """The texts of its watched children in the order in which they are watched, divided by `DIVIDER`."""


@dataclass(slots=True)
class Outline:
    """Where the entries of a file are, and where it breaks."""

    entries: list[Entry] = field(default_factory=list)
    closing: str = ""
    """The end tags of what encloses the entries."""
    broken: str = ""
    """Why the file cannot be read to its end, with line and column; empty where it can."""


OfKind = Callable[[tuple[str, ...]], str]
"""What an element is, by the local names from the root down to it: a kind of entry, or empty for none."""


def outline(file: BinaryIO, place: str, of_kind: OfKind, watched: tuple[str, ...] = ()) -> Outline:
    """The entries of an XML file in order; a broken file has those that are whole before the break.

    Bytes outside ASCII are not judged here, so an entry in a wrong encoding breaks no other.

    Raises:
        CaptureError: the file declares entities that are refused.
    """
    file.seek(0)
    head = file.read(4)
    walk = _Walk(refusing_parser(place, parser_encoding(head)), of_kind, watched)
    file.seek(0)
    try:
        while chunk := file.read(_CHUNK):
            walk.parser.Parse(chunk, False)
        walk.parser.Parse(b"", True)
    except expat.ExpatError as error:
        walk.found.broken = f"{expat.ErrorString(error.code)} in line {error.lineno}, column {error.offset + 1}"
    except ValueError:
        walk.found.broken = "it declares an encoding that it is not in"
    walk.found.entries = [_whole(file, entry, encoding_of(head)) for entry in walk.found.entries]
    return walk.found


def frame_around(file: BinaryIO, found: Outline, size: int, place: str, *, marked: bool = False) -> bytes:
    """All of a file but its entries, with a mark where the first was; a broken file ends after its last whole entry.

    `marked`, it has as many marks as there were entries.

    Raises:
        CaptureError: more stands between the entries than a feed has to say.
    """
    entries = found.entries
    head = _cut(file, 0, entries[0].start)
    gaps = (_cut(file, one.end, other.start) for one, other in pairwise(entries))
    between: list[bytes] = []
    length = 0
    for gap in gaps:
        if gap.replace(b"\0", b"").strip():
            between.append(gap)
            length += len(gap)
        if length > LARGEST_FRAME:
            break
    tail = closing_of(file, found) if found.broken else _cut(file, entries[-1].end, size)
    if len(head) + length + len(tail) > LARGEST_FRAME:
        raise CaptureError(
            "more than 4 MB of it stand outside of its entries", place=place, remedy="Divide it into smaller files"
        )
    further = (ENTRY,) * (len(entries) - 1) if marked else ()
    return b"".join((head, ENTRY, *between, *further, tail))


def closing_of(file: BinaryIO, found: Outline) -> bytes:
    """The end tags that a file lacks after an entry, in its own encoding."""
    file.seek(0)
    return found.closing.encode(encoding_of(file.read(4)))


def bytes_of(file: BinaryIO, entry: Entry) -> bytes:
    """An entry as received."""
    return _cut(file, entry.start, entry.end)


def _cut(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(min(end - start, LARGEST_FRAME * 128))


def _whole(file: BinaryIO, entry: Entry, encoding: str) -> Entry:
    """The entry up to the end of its end tag, at whose beginning the parser stood; an empty element ends there."""
    file.seek(entry.end)
    after = file.read(_LONGEST_END_TAG).decode(encoding, "replace")
    if not after.startswith("</") or _is_empty(file, entry, encoding, after):
        return entry
    length = len(after[: after.find(">") + 1].encode(encoding))
    return Entry(entry.start, entry.end + length, entry.kind, entry.facts)


def _is_empty(file: BinaryIO, entry: Entry, encoding: str, after: str) -> bool:
    """Whether an entry is a single tag, so that the end tag after it is another element's."""
    if entry.end - entry.start > _LONGEST_END_TAG:
        return False
    text = _cut(file, entry.start, entry.end).decode(encoding, "replace")
    name = text[1:].split("/")[0].split()[0]
    return text.count("<") == 1 and text.endswith("/>") and not after.startswith(f"</{name}")


@dataclass(slots=True)
class _Walk:
    """The state of one pass: the way down to here, and the entry that is open."""

    parser: expat.XMLParserType
    of_kind: OfKind
    watched: tuple[str, ...]
    found: Outline = field(default_factory=Outline)
    path: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """The same way in names as written, with their prefixes."""
    inside: int = 0
    """Depth of the entry that is open; 0 for none."""
    start: int = 0
    kind: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parser.StartElementHandler = self.begins
        self.parser.EndElementHandler = self.ends
        self.parser.buffer_text = True

    def begins(self, name: str, _attributes: object) -> None:
        """An element begins."""
        local, written = _names(name)
        self.path.append(local)
        self.names.append(written)
        if self.inside:
            if len(self.path) == self.inside + 1 and local in self.watched:
                self.said = []
                self.parser.CharacterDataHandler = self.said.append
        elif kind := self.of_kind(tuple(self.path)):
            if not self.found.closing:
                self.found.closing = "".join(f"</{name}>" for name in reversed(self.names[:-1]))
            self.inside, self.kind, self.start = len(self.path), kind, self.parser.CurrentByteIndex
            self.facts = {}

    def ends(self, _name: str) -> None:
        """An element ends."""
        depth = len(self.path)
        local = self.path.pop()
        self.names.pop()
        if not self.inside:
            return
        if depth == self.inside + 1 and local in self.watched:
            self.parser.CharacterDataHandler = None
            text = "".join(self.said)[:_LONGEST_FACT].strip().replace(DIVIDER, " ")
            self.facts.setdefault(local, text.encode("latin-1", "replace").decode("utf-8", "replace"))
        elif depth == self.inside:
            facts = DIVIDER.join(self.facts.get(name, "") for name in self.watched)
            self.found.entries.append(Entry(self.start, self.parser.CurrentByteIndex, self.kind, facts))
            self.inside = 0


def _names(name: str) -> tuple[str, str]:
    """An element's local name, and its name as written, of expat's `namespace name prefix`."""
    parts = name.split(" ")
    if len(parts) == 3:
        return parts[1], f"{parts[2]}:{parts[1]}"
    return parts[-1], parts[-1]
