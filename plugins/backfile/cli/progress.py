"""Progress of long work on standard error: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from backfile.progress import Progress, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_WORTH_A_LINE = 500
"""Things, from which on work that is not on a terminal tells of every tenth part."""


@contextmanager
def progress_on_stderr(*, unless_printing: bool = False) -> Iterator[Progress]:
    """A Progress that a person can follow, while a block runs.

    A block that prints its results as they come says so: on a terminal those are progress enough.
    """
    if unless_printing and sys.stdout.isatty():
        yield silent
    elif sys.stderr.isatty():
        with _bars() as bars:
            tasks: dict[str, TaskID] = {}

            def show(doing: str, done: int, total: int) -> None:
                if doing not in tasks:
                    tasks[doing] = bars.add_task(doing, total=total)
                bars.update(tasks[doing], completed=done, total=total)

            yield show
    else:
        yield _line


def _bars() -> Bars:
    # Only a terminal needs them, and every command would wait for them.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # what a command finds must reach the file or program it is sent to
    )


def _line(doing: str, done: int, total: int) -> None:
    if total >= _WORTH_A_LINE and (done == total or done * 10 // total != (done - 1) * 10 // total):
        print(f"{doing}: {done:,} of {total:,}", file=sys.stderr, flush=True)
