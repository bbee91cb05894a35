"""The `backfile` command: puts the rooms together, one file per subcommand."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from backfile.cli import build, check, credit, explain, intake, read, serve
from backfile.cli.terminal import complain
from backfile.errors import BackfileError

COMMANDS = (intake, build, serve, check, explain, read, credit)
"""Modules with NAME, SUMMARY, DESCRIPTION, EXAMPLE, `add_arguments(parser)` and `run(options)`, as help lists them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 where something needs attention; 2 for a wrong call."""
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BackfileError as error:
        for line in chain_of(error):
            complain(line)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        complain("backfile: interrupted; what was finished is kept.")
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="backfile",
        description="Turns captured news articles into a static archive. Run it in a site's folder.",
        epilog="Each command explains itself: backfile COMMAND --help",
    )
    whole.add_argument(
        "--version", action="version", version=f"backfile {_version()}", help="print the version and exit"
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            help=command.SUMMARY,
            description=command.DESCRIPTION,
            epilog=f"example:\n  {command.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return whole


def chain_of(error: BaseException) -> Iterator[str]:
    """An error and what led to it, one line each, for a person."""
    yield f"backfile: {error}"
    cause = error.__cause__
    while cause:
        yield f"  because: {cause or type(cause).__name__}"
        cause = cause.__cause__


def _version() -> str:
    try:
        return version("backfile")
    except PackageNotFoundError:
        return f"from {Path(__file__).parent.parent}"
