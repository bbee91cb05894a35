"""What a person changed in a sheet: the cells that differ from content/, and those that cannot be taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from backfile.article import Article
from backfile.errors import FrontMatterError, SheetError
from backfile.folders import article_files
from backfile.frontmatter import amended, locate
from backfile.sheet.columns import AS_OF, CAPTURE, EXTRA, FILE, Column, column_named
from backfile.sheet.made import as_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that a person changed."""

    column: str
    before: str
    """As content/ has it."""
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What the sheet would make of one file."""

    file: str
    """Below content/."""
    cells: tuple[Cell, ...]
    before: str
    """The file's text as it is."""
    after: str
    """The file's text as it would be."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken over, or a part of it."""

    row: int
    """Its number in the sheet."""
    reason: str
    """What is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sheet against content/."""

    revisions: tuple[Revision, ...]
    refusals: tuple[Refusal, ...]


def compare(table: Iterator[tuple[int, list[str]]], content: Path, *, place: str) -> Comparison:
    """Each row against the article of its capture, wherever that lies now; of articles without capture, of its file.

    A row of an article that has changed since the sheet was made is a conflict, unless it says the same all the same.

    Raises:
        SheetError: the first row does not name the columns of a sheet.
    """
    head = _head(next(table, (1, []))[1], place)
    places = _Places(content)
    revisions: list[Revision] = []
    refusals: list[Refusal] = []
    seen: set[str] = set()
    for number, texts in table:
        row = dict(zip(head, (*texts, *[""] * (len(head) - len(texts))), strict=False))
        if not any(texts):
            continue
        file = places.file_of(row.get(CAPTURE, ""), row.get(FILE, ""))
        if not file:
            refusals.append(Refusal(number, f"no article of content/ is {row.get(CAPTURE) or row.get(FILE)}"))
        elif file in seen:
            refusals.append(Refusal(number, f"{file} has a row already; keep one of them"))
        else:
            seen.add(file)
            revision, found = _revised(number, row, file, content)
            revisions += [revision] if revision else []
            refusals += found
    return Comparison(tuple(revisions), tuple(refusals))


def _head(names: list[str], place: str) -> list[str]:
    """The names of the columns; empty ones at the end are none.

    Raises:
        SheetError: a name is unknown or stands twice, or nothing says which article a row is.
    """
    head = [name.strip() for name in names]
    while head and not head[-1]:
        head.pop()
    if not {FILE, CAPTURE} & set(head):
        raise SheetError(
            "no column says which article a row is", place=place, remedy=f"Keep the column {CAPTURE} of the sheet"
        )
    for name in head:
        if head.count(name) > 1 or (name not in (FILE, CAPTURE, AS_OF) and not column_named(name)):
            problem = "stands twice" if head.count(name) > 1 else "is no field"
            raise SheetError(
                f"the column {problem}", place=place, value=name,
                remedy=f"Remove it, or name a field of your own {EXTRA}{name or 'name'}",
            )  # fmt: skip
    return head


class _Places:
    """Where the articles lie, by capture."""

    def __init__(self, content: Path) -> None:
        self._files = frozenset(article_files(content))
        self._by_capture: dict[str, str] = {}
        for name in sorted(self._files):
            known = locate((content / name).read_bytes().decode("utf-8", "surrogateescape")).known
            if known and known.capture:
                self._by_capture.setdefault(known.capture, name)

    def file_of(self, capture: str, file: str) -> str:
        """The file of a row; empty where there is none."""
        if capture:
            return self._by_capture.get(capture, "")
        return file if file in self._files else ""


def _revised(number: int, row: Mapping[str, str], file: str, content: Path) -> tuple[Revision | None, list[Refusal]]:
    """What a row makes of its file, and what of it is refused."""
    before = (content / file).read_bytes().decode("utf-8", "surrogateescape")
    located = locate(before, place=f"content/{file}")
    if located.known is None or located.problems:
        return None, [Refusal(number, str(located.problems[0]))]
    article = located.known
    changes: dict[str, object] = {}
    cells: list[Cell] = []
    refusals: list[Refusal] = []
    for column in filter(None, map(column_named, row)):
        text = row[column.name].replace("\r\n", "\n").strip()
        shown = column.shown(article)
        if text == shown.strip():
            continue
        try:
            value = column.changed(article, text)
        except FrontMatterError as error:
            refusals.append(Refusal(number, f"{file}: {column.name}: {_said(error, text)}"))
            continue
        changes[column.field] = value
        cells.append(Cell(column.name, shown, text))
        article = _with(article, column, value)
    if not cells:
        return None, refusals
    if row.get(AS_OF) and row[AS_OF] != as_of(before):
        differing = "; ".join(f"{cell.column}: {cell.before!r} there, {cell.after!r} in the sheet" for cell in cells)
        reason = f"{file} has changed since the sheet was made ({differing}). Make a new sheet, or change it there"
        return None, [*refusals, Refusal(number, reason)]
    return Revision(file, tuple(cells), before, amended(before, changes, place=f"content/{file}")), refusals


def _with(article: Article, column: Column, value: object) -> Article:
    if column.name.startswith(EXTRA):
        return replace(article, extra=MappingProxyType({**article.extra, column.field: value}))
    new: dict[str, Any] = {column.field: value}
    return replace(article, **new)


def _said(error: FrontMatterError, text: str) -> str:
    found = f" (found {error.value or text!r})" if text else ""
    return f"{error.problem}{found}. {error.remedy}"
