"""Taking a sheet's changes over into content/, and taking them back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from backfile.errors import SheetError
from backfile.folders import article_files
from backfile.intake.contents import write_whole
from backfile.sheet.comparison import Revision
from backfile.sheet.made import as_of


def apply(revisions: Iterable[Revision], content: Path, undo: Path) -> None:
    """Write the revised files; `undo` gets a line for each with its text as it was, before the first is written.

    Raises:
        SheetError: there is an `undo` already.
        BuildError: a file cannot be written.
    """
    listed = list(revisions)
    if undo.exists():
        raise SheetError(
            "an earlier use of this sheet could still be undone", place=str(undo),
            remedy="Undo it with backfile sheet undo, or delete the file",
        )  # fmt: skip
    lines = (
        json.dumps({"file": r.file, "after": as_of(r.after), "before": r.before}, ensure_ascii=True) for r in listed
    )
    write_whole(undo, ("\n".join(lines) + "\n").encode())
    for revision in listed:
        write_whole(content / revision.file, revision.after.encode("utf-8", "surrogateescape"))


def take_back(undo: Path, content: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the files their texts of before: (files that have them again, files that somebody has changed since).

    Those that were changed since stay as they are; the undo file is deleted once none is left.

    Raises:
        SheetError: the undo file is absent, or is none.
    """
    try:
        entries = [json.loads(line) for line in undo.read_text("ascii").splitlines()]
        given = [(entry["file"], entry["after"], entry["before"]) for entry in entries]
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise SheetError(
            "there is nothing to undo in it", place=str(undo), remedy="Name the .undo file that sheet in wrote"
        ) from cause
    back, changed = [], []
    articles = frozenset(article_files(content))
    for name, after, before in given:
        file = content / name
        there = file.read_bytes().decode("utf-8", "surrogateescape") if name in articles else ""
        if there == before:
            back.append(name)
        elif as_of(there) == after:
            write_whole(file, before.encode("utf-8", "surrogateescape"))
            back.append(name)
        else:
            changed.append(name)
    if not changed:
        undo.unlink()
    return tuple(back), tuple(changed)
