"""Delimited text (RFC 4180 and its relatives): its records as the bytes they are, and their cells.

The standard library's reader is not used: it gives no bytes, and its limit of 131,072 characters a cell, which an
article can pass, is one for the whole process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from backfile.errors import CaptureError

LARGEST_RECORD = 64 * 1024 * 1024
"""Bytes; a record that is larger comes of a quotation mark that nobody closed."""

DELIMITERS = "\t,;|"


def records(lines: Iterable[bytes], delimiter: str) -> Iterator[bytes]:
    """The records of a table, each as its bytes with its line end; a line end within quotation marks divides none.

    Raises:
        CaptureError: a record grows beyond `LARGEST_RECORD`.
    """
    outside, parts, size, quoted = _outside(delimiter), list[bytes](), 0, False
    for line in lines:
        parts.append(line)
        size += len(line)
        if size > LARGEST_RECORD:
            raise CaptureError(
                "a row of the table has no end", remedy="Look for a quotation mark that is not closed, and close it"
            )
        quoted = _ends_quoted(line, quoted, outside)
        if not quoted:
            yield b"".join(parts)
            parts, size = [], 0
    if parts:
        yield b"".join(parts)


def cells(record: str, delimiter: str) -> list[str]:
    """The cells of one record, without their quotation marks."""
    found, position = list[str](), 0
    cell, text = _cell(delimiter), record.rstrip("\r\n")
    while True:
        matched = cell.match(text, position)
        assert matched
        quoted = matched["quoted"]
        found.append(matched["plain"] if quoted is None else quoted.replace('""', '"') + matched["rest"])
        position = matched.end() + 1
        if matched.end() >= len(text):
            return found


_INSIDE = re.compile(rb'(?:[^"]++|"")*+')


def _ends_quoted(line: bytes, quoted: bool, outside: re.Pattern[bytes]) -> bool:
    """Whether a line ends within quotation marks, having begun so or not."""
    position = 0
    while True:
        if quoted:
            position = _match_end(_INSIDE, line, position) + 1
            if position > len(line):
                return True
            quoted = False
        elif line[position : position + 1] == b'"':
            quoted, position = True, position + 1
            continue
        position = _match_end(outside, line, position) + 1
        if position > len(line):
            return False


def _match_end(pattern: re.Pattern[bytes], line: bytes, position: int) -> int:
    found = pattern.match(line, position)
    return found.end() if found else position


@cache
def _outside(delimiter: str) -> re.Pattern[bytes]:
    return re.compile(b"[^" + re.escape(delimiter).encode() + b"]*+")


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(f'"(?P<quoted>(?:[^"]++|"")*+)"?(?P<rest>[^{mark}]*+)|(?P<plain>[^{mark}]*+)')
