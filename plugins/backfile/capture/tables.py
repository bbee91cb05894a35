"""Tables of articles, a row for each: told by the names of their columns, or by trafilatura's own order of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backfile.capture.delimited import DELIMITERS, cells
from backfile.capture.record_names import TRAFILATURA_COLUMNS, meaning_of

_LONGEST_NAME = 60
_LONGEST_HEAD = 8_192
"""Characters of a row that names columns."""
_FINGERPRINT = re.compile(r"[0-9a-f]{8,16}")
_ADDRESS = re.compile(r"(?:https?://\S+|null)")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a table are to be read."""

    delimiter: str
    columns: tuple[str, ...]
    headed: bool
    """Whether the first row names the columns."""


def layout_of(first: str) -> Layout | None:
    """The layout that a table's first row tells; None where it is no table of articles.

    Of the columns that it names, one must hold the text, and another the title, the date or the address.
    """
    for delimiter in DELIMITERS if len(first) <= _LONGEST_HEAD else ():
        if delimiter not in first:
            continue
        row = tuple(cells(first, delimiter))
        meanings = {meaning_of(cell) for cell in row if len(cell) <= _LONGEST_NAME}
        named = sum(bool(meaning_of(cell)) for cell in row)
        if meanings & {"body", "page"} and meanings & {"title", "date", "source"} and named * 3 >= len(row):
            return Layout(delimiter, row, headed=True)
    row = tuple(cells(first, "\t")) if first.count("\t") >= len(TRAFILATURA_COLUMNS) - 1 else ()
    is_trafilaturas = (
        len(row) == len(TRAFILATURA_COLUMNS) and _ADDRESS.fullmatch(row[0]) and _FINGERPRINT.fullmatch(row[2])
    )
    return Layout("\t", TRAFILATURA_COLUMNS, headed=False) if is_trafilaturas else None
