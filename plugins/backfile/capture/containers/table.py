"""Tables of articles (CSV, TSV): each row is an entry, and the row of names its frame."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from backfile.capture.capture import ENTRY, Capture
from backfile.capture.containers.entries import entry
from backfile.capture.delimited import DELIMITERS, LARGEST_RECORD, records
from backfile.capture.parcel import Parcel
from backfile.capture.tables import Layout, layout_of
from backfile.errors import CaptureError

_LONGEST_HEAD = 1024 * 1024


def is_table(parcel: Parcel) -> bool:
    """Whether its first row is that of a table of articles."""
    head = parcel.head()
    return b"\0" not in head and any(mark.encode() in head for mark in DELIMITERS) and _layout(parcel) is not None


def open_table(parcel: Parcel) -> Iterator[Capture]:
    """The rows of a table, without those that are empty."""
    layout = _layout(parcel)
    assert layout
    rows = _records(parcel, layout.delimiter)
    frame = next(rows, b"") + ENTRY if layout.headed else b""
    number = 0
    try:
        for row in rows:
            if row.strip():
                number += 1
                yield entry(parcel, number, row.rstrip(b"\r\n"), "text/csv", frame=frame)
    except CaptureError as error:
        raise CaptureError(error.problem, place=f"{parcel.name}, row {number + 1}", remedy=error.remedy) from error


def _layout(parcel: Parcel) -> Layout | None:
    """The layout of the first row; that of names has one line, one of trafilatura's may have several."""
    parcel.file.seek(0)
    line = parcel.file.readline(_LONGEST_HEAD)
    found = layout_of(_text(line))
    if found or not (line.startswith((b"http", b"null\t")) and b"\t" in line):
        return found
    try:
        return layout_of(_text(next(_records(parcel, "\t"), b"")))
    except CaptureError:
        return None


def _records(parcel: Parcel, delimiter: str) -> Iterator[bytes]:
    parcel.file.seek(0)
    return records(iter(partial(parcel.file.readline, LARGEST_RECORD), b""), delimiter)


def _text(row: bytes) -> str:
    return row.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
