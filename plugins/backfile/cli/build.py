"""backfile build: build the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from backfile.cli.progress import progress_on_stderr
from backfile.cli.site_folder import SETTINGS_FILE, add_site_option, site_at
from backfile.cli.terminal import complain, say
from backfile.press import build
from backfile.samples import refresh_samples

NAME = "build"
SUMMARY = "build the site into output/"
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
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Build, and print what was done."""
    folders, site = site_at(options.site, options.settings)
    with progress_on_stderr() as progress:
        refresh_samples(folders, site, progress)
    report = build(options.site / options.settings)
    for problem in report.problems:
        complain(problem)
    say(report.summary)
    return int(bool(report.problems))
