"""The entries of a JSON file as stretches of its bytes: the members of one array, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

_CHUNK = 256 * 1024
_TOKEN = re.compile(rb'[{}\[\],]|"')
_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_LONGEST_KEY = 64


@dataclass(slots=True)
class _Scan:
    """The state of one pass over the tokens of a file, in whatever chunks they come."""

    key: str
    depth: int = 0
    array: int = -1
    """Depth of the array whose members are the entries; -1 outside of it."""
    start: int = -1
    """Where the open entry begins."""
    said: bytes = b""
    """The last string at the depth of the root's keys."""
    entries: list[tuple[int, int]] = field(default_factory=list)

    def token(self, token: bytes, at: int) -> None:
        """One of the six characters of structure, at byte `at`."""
        if token in b"{[":
            if self.array == self.depth and token == b"{":
                self.start = at
            elif token == b"[" and self.array < 0 and self._is_array():
                self.array = self.depth + 1
            self.depth += 1
        elif token in b"}]":
            self.depth -= 1
            if self.start >= 0 and self.depth == self.array:
                self.entries.append((self.start, at + 1))
                self.start = -1
            elif self.depth < self.array:
                self.array = -2
        elif token == b"," and self.depth == 1:
            self.said = b""

    def _is_array(self) -> bool:
        return self.depth == 1 and self.said == self.key.encode() if self.key else self.depth == 0


def json_entries(file: BinaryIO, key: str) -> tuple[list[tuple[int, int]], bool]:
    """Where the objects of an array lie, as (start, end) in bytes, and whether the file ends as it should.

    The array is that of the root's key, or the root itself for an empty key. The file is in UTF-8, as RFC 8259 has
    it. A file that breaks off has those objects that are whole.
    """
    scan = _Scan(key)
    for text, at in _tokens(file):
        if len(text) == 1:
            scan.token(text, at)
        elif scan.depth == 1:
            scan.said = scan.said or text[1:-1]
    return scan.entries, scan.depth == 0


def _tokens(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The structure of a file, and its strings as far as they can be keys, with their offsets."""
    file.seek(0)
    rest, offset = b"", 0
    ended = False
    while not ended:
        chunk = file.read(max(_CHUNK, len(rest)))
        ended = not chunk
        text = rest + chunk
        position = 0
        while found := _TOKEN.search(text, position):
            if found[0] != b'"':
                yield found[0], offset + found.start()
                position = found.end()
                continue
            string = _STRING.match(text, found.end())
            if string is None:
                position = found.start()
                break
            if string.end() - found.start() <= _LONGEST_KEY:
                yield text[found.start() : string.end()], offset + found.start()
            else:
                yield b'""', offset + found.start()
            position = string.end()
        else:
            position = len(text)
        rest, offset = text[position:], offset + position
