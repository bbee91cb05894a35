"""Sheets as files: CSV, and the workbooks of spreadsheet programs (XLSX)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from backfile.errors import SheetError

_LONGEST_CELL = 32_767
"""Characters of a cell in XLSX (ECMA-376, as Excel has it)."""

_FORMULA = ("=", "+", "-", "@", "\t", "'")
"""What begins a formula in a spreadsheet that opens CSV (OWASP, CSV injection), and the mark that keeps it a text."""


def write_table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows of texts as a sheet, by the ending of its name; a CSV file begins with a byte order mark for Excel.

    Raises:
        SheetError: the ending is neither, or a text does not fit into a cell.
    """
    if _is_workbook(path):
        book = Workbook(write_only=True)
        sheet = book.create_sheet("articles")
        sheet.freeze_panes = "B2"
        for number, row in enumerate(rows, 1):
            for cell in row:
                if len(cell) > _LONGEST_CELL:
                    raise SheetError(
                        f"a text of {len(cell)} characters is too long for a cell", place=f"{path}, row {number}",
                        value=cell[:40], remedy="Write a .csv file instead",
                    )  # fmt: skip
            try:
                sheet.append([_as_text(cell) for cell in row])
            except IllegalCharacterError as cause:
                raise SheetError(
                    "a text holds a control character", place=f"{path}, row {number}",
                    remedy="Write a .csv file instead",
                ) from cause  # fmt: skip
        book.save(path)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_guarded(cell) for cell in row] for row in rows)


def read_table(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet with their numbers, the first among them; dates and numbers of a workbook as texts.

    Raises:
        SheetError: the file is absent or no sheet.
    """
    try:
        if _is_workbook(path):
            sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                yield number, [_text(cell) for cell in cells]
            return
        text = path.read_text("utf-8-sig")
        separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
        for number, row in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True), 1):
            yield number, [_unguarded(cell) for cell in row]
    except (OSError, UnicodeDecodeError, csv.Error, BadZipFile, InvalidFileException, KeyError) as cause:
        raise SheetError(
            f"it cannot be read as a sheet: {cause}", place=str(path), remedy="Save it as XLSX, or as CSV in UTF-8"
        ) from cause


def _is_workbook(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise SheetError("a sheet is a .csv or an .xlsx file", place=str(path), remedy="Give it one of these endings")
    return ending == ".xlsx"


def _as_text(cell: str) -> str:
    """A cell of a workbook; openpyxl takes a text that begins with an equals sign for a formula."""
    return f"'{cell}" if cell.startswith(("=", "'")) else cell


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat()
        case _:
            return _unguarded(str(cell))


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell.removeprefix("'")
