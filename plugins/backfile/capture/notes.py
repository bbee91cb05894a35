"""metadata.csv: what a person notes of files, in a table that lies beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from backfile.capture.capture import Capture
from backfile.capture.delimited import DELIMITERS, cells, records
from backfile.capture.web_archive import WebArchive
from backfile.errors import CaptureError, FrontMatterError
from backfile.frontmatter.cell import CELL_FIELDS, field_of_cell

FILE_NAME = "metadata.csv"
"""Its name, in the inbox or in an archive; it names the files below its own folder."""

_FILE_COLUMN = "file"
_REMEDY = "Save it as CSV in UTF-8, with the names of the columns in its first row, `file` first"


@dataclass(frozen=True, slots=True)
class Row:
    """What one row notes of one file."""

    line: int
    """1-based line of the table where it begins."""
    file: str
    """The name of the file, as captures are named: below the inbox, `archive.zip/page.html` for one in an archive."""
    notes: tuple[tuple[str, str], ...]
    data: bytes
    """The row as it stands in the file."""
    problem: CaptureError | None = None
    """Why it cannot be applied."""


@dataclass(frozen=True, slots=True)
class NotesTable:
    """A metadata.csv, as read."""

    name: str
    head: bytes
    """Its first row, as it stands in the file."""
    rows: tuple[Row, ...]


def read_notes(data: bytes, name: str) -> NotesTable | None:
    """The table that a file of that name holds; None where it is another table that happens to be called so.

    Raises:
        CaptureError: it is not in UTF-8, or a row of it has no end.
    """
    head = data.partition(b"\n")[0].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    delimiter = next((mark for mark in DELIMITERS if mark in head), ",")
    columns = [_column(cell) for cell in cells(head, delimiter)]
    if columns[0] != _FILE_COLUMN:
        return None
    try:
        data.decode()
    except UnicodeDecodeError as cause:
        raise CaptureError("it is not in UTF-8", place=name, remedy=_REMEDY) from cause
    first, *others = records(BytesIO(data), delimiter)
    line = 1 + first.count(b"\n")
    rows = []
    for record in others:
        given = [cell.strip() for cell in cells(record.decode(), delimiter)]
        if any(given):
            rows.append(_row(given, columns, record, (name, line)))
        line += record.count(b"\n")
    return NotesTable(name, first, tuple(rows))


class NotesInUse:
    """A table while captures come past: puts the notes on them, and knows which rows have found their files."""

    def __init__(self, table: NotesTable) -> None:
        self.table = table
        self._by_file: defaultdict[str, list[Row]] = defaultdict(list)
        self._used: set[int] = set()
        self._held_back = {name for row in table.rows if row.problem for name in _names(row.file)}
        for row in table.rows:
            self._by_file[row.file].append(row)

    def noted(self, capture: Capture) -> Capture:
        """The capture with what the table notes of its file, and of the archives that this lay in."""
        notes = dict(capture.notes)
        for name in _names(capture.name):
            for row in self._by_file.get(name, ()):
                self._used.add(row.line)
                if not row.problem:
                    notes |= dict(row.notes)
        if not notes or notes == dict(capture.notes):
            return capture
        return replace(
            capture, notes=tuple(sorted(notes.items())), target_uri=notes.get("source", "") or capture.target_uri
        )

    def holds_back(self, name: str) -> bool:
        """Whether a file waits until a person has mended the row that names it, or a file in it."""
        return name in self._held_back

    def waiting(self) -> tuple[Row, ...]:
        """The rows that were not applied, each with its problem."""
        return tuple(
            row if row.problem else replace(row, problem=self._unused(row))
            for row in self.table.rows
            if row.problem or row.line not in self._used
        )

    def _unused(self, row: Row) -> CaptureError:
        return CaptureError(
            "there is no such file", place=f"{self.table.name}, line {row.line}", field=_FILE_COLUMN, value=row.file,
            remedy="Put the file there too, or delete the line",
        )  # fmt: skip


def _row(given: list[str], columns: list[str], record: bytes, at: tuple[str, int]) -> Row:
    """A row; one that has more cells than columns, no file name, or a value that its field cannot take is a problem."""
    table, line = at
    place = f"{table}, line {line}"
    notes = {column: cell for column, cell in zip(columns[1:], given[1:], strict=False) if column and cell}
    problem = None
    if len(given) > len(columns) and any(given[len(columns) :]):
        problem = CaptureError(
            "the row has more cells than there are columns", place=place, remedy="Put texts that hold a comma in quotes"
        )
    elif not given[0]:
        problem = CaptureError("the row names no file", place=place, remedy="Write its name in the first column")
    for name, cell in notes.items() if not problem else ():
        try:
            if name in CELL_FIELDS:
                field_of_cell(name, cell)
        except FrontMatterError as error:
            problem = CaptureError(
                error.problem, place=place, field=error.field, value=error.value, remedy=error.remedy
            )
    file = re.sub(r"^(?:\./)+", "", given[0].replace("\\", "/"))
    return Row(line, table[: -len(FILE_NAME)] + file, tuple(sorted(notes.items())), record, problem)


def _column(cell: str) -> str:
    """A column's name; a field's is read whatever its case, with spaces for its underscores."""
    name = cell.strip()
    plain = re.sub(r"[\s-]+", "_", name.lower())
    return plain if plain in CELL_FIELDS or plain == _FILE_COLUMN else name


def _names(name: str) -> Iterator[str]:
    """A capture's name, and before it those of the folders, archives and files that it was taken out of."""
    for found in re.finditer(r"[/#]", name):
        yield name[: found.start()]
    yield name


def noted_archive(notes: NotesInUse, archive: WebArchive) -> WebArchive:
    """A web archive with what a table notes of its file: it holds for all pages in it, but for where they came from."""
    stand_in = notes.noted(Capture(b"", "", archive.name, notes=archive.notes))
    return replace(archive, notes=tuple((field, text) for field, text in stand_in.notes if field != "source"))
