"""One row of a table of articles, below the row that names its columns where the table has one."""

from __future__ import annotations

from io import BytesIO

from backfile.capture.capture import Capture
from backfile.capture.delimited import cells, records
from backfile.capture.tables import Layout, layout_of
from backfile.decode.document import Document
from backfile.decode.record import decode_record
from backfile.errors import CaptureError

_LONGEST_HEAD = 1024 * 1024


def is_table_row(text: str) -> bool:
    """Whether a text is a table of articles with one row."""
    return _layout(text) is not None


def decode_table_row(text: str, capture: Capture) -> Document:
    """The Document of a row.

    Raises:
        CaptureError: it holds no article, or there are several rows.
    """
    layout = _layout(text)
    assert layout
    rows = [row for row in _rows(text, layout.delimiter) if row.strip()][1 if layout.headed else 0 :]
    if len(rows) != 1:
        raise CaptureError(
            f"it is a table of {len(rows)} rows", place=capture.name, remedy="Save it as CSV in UTF-8, a row an article"
        )
    row = cells(rows[0], layout.delimiter)
    record: dict[str, object] = {}
    for number, value in enumerate(row):
        name = layout.columns[number].strip() if number < len(layout.columns) else ""
        record[name or f"column {number + 1}"] = value
    return decode_record(record, capture, "text/csv")


def _layout(text: str) -> Layout | None:
    line = text[:_LONGEST_HEAD].partition("\n")[0]
    found = layout_of(line)
    if found or not (line.startswith(("http", "null\t")) and "\t" in line):
        return found
    return layout_of(next(iter(_rows(text, "\t")), ""))


def _rows(text: str, delimiter: str) -> list[str]:
    lines = BytesIO(text.encode("utf-8", "surrogatepass"))
    return [row.decode("utf-8", "surrogatepass") for row in records(lines, delimiter)]
