"""backfile sheet: metadata to a spreadsheet and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from backfile.cli.site_folder import add_site_option, site_at
from backfile.cli.terminal import complain, say
from backfile.folders import Folders
from backfile.sheet.application import apply, take_back
from backfile.sheet.comparison import Comparison, compare
from backfile.sheet.made import rows
from backfile.sheet.table import read_table, write_table

DESCRIPTION = """\
Write the metadata of all articles into a spreadsheet (.csv or .xlsx), a row for each, and take what a person changed in
it back into content/. `in` shows what would change and writes nothing, unless --apply is given; only the fields that
changed are written, every other byte of a file stays. A row finds its article by its capture, so rows may be sorted,
filtered and deleted; columns may be deleted too. A row whose article has changed since the sheet was made is named as a
conflict and left. What was applied can be taken back with `undo`."""
EXAMPLE = "backfile sheet out archive.xlsx && backfile sheet in archive.xlsx --apply"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "way",
        choices=("out", "in", "undo"),
        metavar="{out,in,undo}",
        help="write a sheet, take one in, or take it back",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the sheet: archive.csv or archive.xlsx")
    parser.add_argument("--apply", action="store_true", help="with in: write the changes")
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Write a sheet, compare one, apply it, or take it back."""
    folders, _ = site_at(options.site)
    match options.way:
        case "out":
            return _out(folders, options.file)
        case "in":
            return _in(folders, options.file, write=options.apply)
        case _:
            return _undo(folders, options.file)


def _out(folders: Folders, file: Path) -> int:
    listed = list(rows(folders.content))
    write_table(file, listed)
    say(f"{len(listed) - 1:,} articles are in {file}.")
    return 0


def _in(folders: Folders, file: Path, *, write: bool) -> int:
    comparison = compare(read_table(file), folders.content, place=str(file))
    _show(comparison, file)
    if write and comparison.revisions:
        apply(comparison.revisions, folders.content, _undo_file(file))
        say(f"Written. To take it back: backfile sheet undo {file}")
    elif comparison.revisions:
        say("Nothing is written yet. To write it, add --apply.")
    return int(bool(comparison.refusals))


def _undo(folders: Folders, file: Path) -> int:
    back, changed = take_back(_undo_file(file), folders.content)
    say(f"{len(back):,} {'file is' if len(back) == 1 else 'files are'} as before.")
    for name in changed:
        complain(f"content/{name} was changed since and stays as it is.")
    return int(bool(changed))


def _undo_file(sheet: Path) -> Path:
    return sheet.with_name(f"{sheet.name}.undo")


def _show(comparison: Comparison, file: Path) -> None:
    for revision in comparison.revisions:
        say(f"content/{revision.file}")
        for cell in revision.cells:
            say(f"  {cell.column}: {cell.before or '(empty)'} → {cell.after or '(empty)'}")
    for refusal in comparison.refusals:
        complain(f"{file}, row {refusal.row}: {refusal.reason}.")
    number = len(comparison.revisions)
    say(f"{number:,} {'article differs' if number == 1 else 'articles differ'}, "
        f"{len(comparison.refusals):,} rows are refused.")  # fmt: skip
