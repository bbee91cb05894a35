"""backfile build: build the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from backfile.article import EventDate
from backfile.cli.progress import progress_on_stderr
from backfile.cli.site_folder import SETTINGS_FILE, add_site_option, site_at
from backfile.cli.terminal import complain, say
from backfile.errors import FrontMatterError
from backfile.press import build
from backfile.press.reading import moment
from backfile.samples import refresh_samples

DESCRIPTION = """\
Build the site from content/ and media/ into output/, as `pelican -s pelicanconf.py` does. A file of content/ that
breaks the schema is named and left out, all others are built; the exit status is then 1. Nothing is taken in from
inbox/: that is `backfile intake`."""
EXAMPLE = "backfile build --settings publishconf.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--settings", metavar="FILE", type=Path, default=Path(SETTINGS_FILE),
        help=f"the settings file in the site's folder (default: {SETTINGS_FILE})",
    )  # fmt: skip
    parser.add_argument(
        "--now", metavar="INSTANT", type=_instant, default=None,
        help="judge embargoes against this moment, as in 2026-01-31T12:00:00Z or 2026-01-31 (default: the present)",
    )  # fmt: skip
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Build, and print what was done."""
    folders, site = site_at(options.site, options.settings)
    with progress_on_stderr() as progress:
        refresh_samples(folders, site, progress)
    now = moment(options.now, site.timezone) if options.now else None
    report = build(options.site / options.settings, now=now)
    for problem in report.problems:
        complain(problem)
    say(report.summary)
    return int(bool(report.problems))


def _instant(text: str) -> EventDate:
    try:
        return EventDate(text)
    except FrontMatterError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem
