"""backfile intake: take in what lies in inbox/."""

from __future__ import annotations

import argparse

from backfile.cli.progress import progress_on_stderr
from backfile.cli.site_folder import add_site_option, site_at
from backfile.cli.site_words import site_words
from backfile.cli.terminal import say
from backfile.intake.run import take_in
from backfile.samples import refresh_samples

DESCRIPTION = """\
Take in what lies in inbox/: every file is kept as received in captures/, read, and written as Markdown to content/.
A file leaves the inbox once it is safely kept. A file of content/ that you edited is never overwritten, one that you
deleted does not come back. What cannot be read is kept, and named with the reason and what to do; the exit status is
then 1. While inbox/, captures/ and content/ are all empty, the samples are made ready in .cache/ instead."""
EXAMPLE = "cp ~/Downloads/*.html inbox/ && backfile intake"

_EMPTY = "There are no captures yet: put some into inbox/. Until then the samples stand in for them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Take in, and print the report."""
    folders, site = site_at(options.site)
    with progress_on_stderr() as progress:
        if folders.is_empty:
            report = refresh_samples(folders, site, progress)
            if report is None or not report.needs_attention:
                say(_EMPTY)
                return 0
        else:
            report = take_in(folders, site_words(folders, site), progress=progress)
    for line in report.lines():
        say(line)
    return int(report.needs_attention)
