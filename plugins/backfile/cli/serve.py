"""backfile serve: preview the site on this machine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from backfile.cli.progress import progress_on_stderr
from backfile.cli.relate import relate_arrivals
from backfile.cli.site_folder import SETTINGS_FILE, add_site_option, site_at
from backfile.cli.site_words import site_words
from backfile.cli.terminal import complain, say
from backfile.errors import BackfileError
from backfile.intake.run import take_in
from backfile.press import build
from backfile.press.theme import theme_folder
from backfile.preview import Edition, changes_in, preview_server
from backfile.relations.threads import FILE_NAME as THREADS_FILE
from backfile.samples import refresh_samples

DESCRIPTION = """\
Build the site, show it to this machine alone, and watch: a capture dropped into inbox/, a saved edit in content/, the
settings or the theme builds it again and reloads the open pages. Where the site cannot be built, its pages say why.
Ctrl-C ends it."""
EXAMPLE = "backfile serve --port 8080"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--port",
        metavar="NUMBER",
        type=int,
        default=8000,
        help="the port to listen on; 0 takes a free one (default: 8000)",
    )
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    folders, _ = site_at(options.site)
    edition = Edition()
    edition.publish(_attempt(options.site))
    with preview_server(folders.output, edition, options.port) as server:
        say(f"The site is at http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)")
        sys.stdout.flush()
        for _ in changes_in(
            [
                *(folders.inbox, folders.content, folders.media, theme_folder()),
                *(options.site / SETTINGS_FILE, options.site / THREADS_FILE),
            ]
        ):
            edition.publish(_attempt(options.site))
    return 0


def _attempt(root: Path) -> str:
    """Take in and build again; the message of what stopped it, or nothing."""
    try:
        _rebuild(root)
    except BackfileError as problem:
        complain(problem)
        return str(problem)
    return ""


def _rebuild(root: Path) -> None:
    """Take in and build; problems of single files are told, and do not stop the preview."""
    folders, site = site_at(root)
    is_new = False
    with progress_on_stderr() as progress:
        if folders.is_empty:
            refresh_samples(folders, site, progress)
        else:
            taken_in = take_in(folders, site_words(folders, site), progress=progress)
            for line in taken_in.lines():
                say(line)
            is_new = bool(taken_in.taken)
    if is_new:
        relate_arrivals(folders)
    report = build(root / SETTINGS_FILE)
    for problem in report.problems:
        complain(problem)
    say(report.summary)
