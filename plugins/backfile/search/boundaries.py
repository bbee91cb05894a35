"""The file of boundaries: where each bundle begins. It belongs under version control.

A bundle that nothing was added to is made of the same articles on every machine and after the loss of every other
file, so its files, their names and what readers and mirrors hold of them stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from backfile.errors import BuildError
from backfile.search.bundles import Start
from backfile.search.replaced import replace_file

FILE = "bundles.json"
"""Its name in a site's folder."""

_ABOUT = "Which articles share a search bundle; each begins where this says. Keep this file under version control."
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_boundaries(file: Path) -> tuple[Start, ...]:
    """The starts that a file holds, in their order; none where there is no file.

    Raises:
        BuildError: the file cannot be read, or does not say what it should.
    """
    try:
        record = json.loads(file.read_text("utf-8"))
        starts = tuple(_start(file, each) for each in record["bundles"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise _refused(file, "this cannot be read as the boundaries of the search bundles") from cause
    for one, other in pairwise(starts):
        if other.order <= one.order:
            raise _refused(file, "this bundle does not begin after the one before it", other.name)
    if len({start.name for start in starts}) < len(starts):
        raise _refused(file, "two bundles have one name")
    return starts


def write_boundaries(file: Path, starts: Iterable[Start]) -> None:
    """Write the starts, one a line; a file that says the same is left alone.

    Raises:
        BuildError: the folder or the file may not be written.
    """
    lines = ",\n".join(f"  {json.dumps(_record(start))}" for start in starts)
    text = f'{{\n "about": {json.dumps(_ABOUT)},\n "bundles": [\n{lines}\n ]\n}}\n'
    try:
        replace_file(file, text.encode())
    except OSError as cause:
        raise BuildError(
            f"the boundaries of the search bundles cannot be kept: {cause.strerror or cause}",
            place=str(file),
            remedy="Give permission to write this file and its folder, or build without search",
        ) from cause


def _record(start: Start) -> dict[str, str]:
    date, path = start.order
    return {"name": start.name, "from": date, **({"path": path} if path else {})}


def _start(file: Path, record: dict[str, str]) -> Start:
    name, date, path = record["name"], record["from"], record.get("path", "")
    if not all(isinstance(value, str) for value in (name, date, path)) or set(record) - {"name", "from", "path"}:
        raise TypeError
    if not _NAME.fullmatch(name):
        raise _refused(file, "a bundle's name is made of lower-case letters, digits and hyphens", name)
    return Start(name, (date, path))


def _refused(file: Path, problem: str, value: str = "") -> BuildError:
    return BuildError(
        problem, place=str(file), field="bundles" if value else "", value=value,
        remedy="Restore it from version control; or delete it, and all bundles are divided and made anew",
    )  # fmt: skip
