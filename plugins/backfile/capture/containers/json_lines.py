"""JSON Lines (jsonlines.org; NDJSON): each line is an entry, whole or not."""

from __future__ import annotations

import json
from collections.abc import Iterator

from backfile.capture.capture import Capture
from backfile.capture.containers.entries import entry
from backfile.capture.parcel import LARGEST_CAPTURE, Parcel
from backfile.capture.record_names import is_record
from backfile.errors import CaptureError

_LONGEST_FIRST = 64 * 1024 * 1024
_SPACE = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"


def is_json_lines(parcel: Parcel) -> bool:
    """Whether its first line is a record with a name that is known, and another line begins as one."""
    if not parcel.head().removeprefix(_MARK).lstrip(_SPACE).startswith(b"{"):
        return False
    lines = _lines(parcel, _LONGEST_FIRST)
    first, second = next(lines, b""), next(lines, b"")
    return second.startswith(b"{") and _is_record(first)


def open_json_lines(parcel: Parcel) -> Iterator[Capture]:
    """The lines of the file that are not empty; one that is no JSON is an entry that cannot be read.

    Raises:
        CaptureError: a line is too large.
    """
    for number, line in enumerate(_lines(parcel, LARGEST_CAPTURE + 1), 1):
        if len(line) > LARGEST_CAPTURE:
            raise CaptureError(
                f"line {number} is larger than {LARGEST_CAPTURE >> 20} MiB", place=parcel.name,
                remedy="Take the lines behind it out, and add them as a file of their own",
            )  # fmt: skip
        yield entry(parcel, number, line, "application/json")


def _lines(parcel: Parcel, longest: int) -> Iterator[bytes]:
    parcel.file.seek(0)
    while line := parcel.file.readline(longest):
        if content := line.removeprefix(_MARK).strip(_SPACE):
            yield content


def _is_record(line: bytes) -> bool:
    try:
        return is_record(json.loads(line))
    except (ValueError, RecursionError):
        return False
