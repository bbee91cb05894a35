"""The options that say who does the work."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager

from backfile.workers.opened import opened
from backfile.workers.workers import Workers


def add_worker_options(parser: argparse.ArgumentParser) -> None:
    """Add `--workers` and `--dask`, of which one may be given."""
    options = parser.add_mutually_exclusive_group()
    options.add_argument(
        "--workers", metavar="N", type=_number, help="work in N processes (default: as many as there are cores)"
    )
    options.add_argument(
        "--dask", metavar="ADDRESS", default="",
        help="let the Dask cluster of the scheduler at ADDRESS work instead: tcp://host:8786",
    )  # fmt: skip


def workers_of(options: argparse.Namespace) -> AbstractContextManager[Workers]:
    """The workers that the options ask for.

    Raises:
        WorkerError: Dask is not installed, or its cluster cannot be reached.
    """
    return opened(options.workers, options.dask)


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: give 1 or more")
    return int(text)
