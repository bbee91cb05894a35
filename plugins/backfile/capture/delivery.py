"""A delivery: the items that came together, and the tables of notes that came with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backfile.capture.inbox import Item
from backfile.capture.notes import FILE_NAME, NotesInUse, read_notes
from backfile.errors import CaptureError


@dataclass(frozen=True, slots=True)
class NotesFile:
    """A metadata.csv that came with the items."""

    item: Item
    notes: NotesInUse


@dataclass(frozen=True, slots=True)
class Delivery:
    """Items, sorted out by whether they can be received now."""

    items: tuple[Item, ...]
    """In order; those that a faulty row names are not among them, for they wait until it is mended."""
    tables: tuple[NotesFile, ...] = ()
    problems: tuple[CaptureError, ...] = ()
    """Tables that cannot be read; all that lies beside them waits."""


def delivery_of(items: Iterable[Item]) -> Delivery:
    """What comes in with `items`: a file `metadata.csv` with the columns of one is no capture, but notes on others."""
    others, tables, problems = list[Item](), list[NotesFile](), list[CaptureError]()
    waiting: list[str] = []
    for item in items:
        try:
            table = read_notes(item.path.read_bytes(), item.name) if item.path.name == FILE_NAME else None
        except (CaptureError, OSError) as error:
            problems.append(_problem(error, item))
            waiting.append(item.name[: -len(FILE_NAME)])
            continue
        if table:
            tables.append(NotesFile(item, NotesInUse(table)))
        else:
            others.append(item)
    ready = tuple(
        item
        for item in others
        if not item.name.startswith(tuple(waiting)) and not any(file.notes.holds_back(item.name) for file in tables)
    )
    return Delivery(ready, tuple(tables), tuple(problems))


def _problem(error: CaptureError | OSError, item: Item) -> CaptureError:
    problem = error.problem if isinstance(error, CaptureError) else f"it cannot be read: {error.strerror}"
    remedy = error.remedy if isinstance(error, CaptureError) else "Give permission to read it"
    return CaptureError(problem, place=item.name, remedy=f"{remedy}; the files beside it wait")
