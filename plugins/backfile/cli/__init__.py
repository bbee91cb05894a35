"""The `backfile` command: puts the rooms together, one file per subcommand."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from backfile.cli.terminal import complain
from backfile.errors import BackfileError

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "intake": "take in what lies in inbox/: keep it in captures/, write it to content/",
        "relate": "find which articles are one copy, and which tell one running story",
        "build": "build the site into output/",
        "serve": "preview the site on this machine, rebuilding on change",
        "check": "check every file of content/ against the schema",
        "explain": "show what became of each line of an article's capture",
        "read": "show what files would become, without writing anything",
        "review": "list what is uncertain, and settle it everywhere",
        "sheet": "write metadata to a spreadsheet, and take it back from one",
        "tags": "list the tags; merge, rename and drop them",
        "credit": "parse credit lines from standard input",
    }
)
"""What each command does, as help lists them.

Each is a module of this package with DESCRIPTION, EXAMPLE, `add_arguments(parser)` and `run(options)`; it is
imported only where it is asked for, because Pelican and the vocabularies take half a second to load.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 where something needs attention; 2 for a wrong call."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = parser([name for name in arguments if name in COMMANDS][:1]).parse_args(arguments)
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
    except OSError as error:
        complain(
            f"backfile: {error.filename or ''}: {error.strerror or error}. Make room or give permission, and try again."
        )
        return 1
    except KeyboardInterrupt:
        complain("backfile: interrupted; what was finished is kept.")
        return 130
    return status


def parser(loaded: Collection[str] = COMMANDS) -> argparse.ArgumentParser:
    """The command line; of commands that are not to be loaded it knows the names and what they do."""
    whole = argparse.ArgumentParser(
        prog="backfile",
        description="Turns captured news articles into a static archive. Run it in a site's folder.",
        epilog="Each command explains itself: backfile COMMAND --help",
    )
    whole.add_argument("--version", action=_TellVersion, nargs=0, help="print the version and exit")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        if name not in loaded:
            commands.add_parser(name, help=summary)
            continue
        command = import_module(f"{__name__}.{name}")
        sub = commands.add_parser(
            name,
            help=summary,
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
        is_said = isinstance(cause, OSError) and cause.strerror and cause.strerror in str(error)
        if not is_said:
            yield f"  because: {str(cause) or type(cause).__name__}"
        cause = cause.__cause__


class _TellVersion(argparse.Action):
    """Prints the version; what tells it is imported only then, since every command waits for what is imported here."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            told = version("backfile")
        except PackageNotFoundError:
            told = f"from {Path(__file__).parent.parent}"
        parser.exit(message=f"backfile {told}\n")
