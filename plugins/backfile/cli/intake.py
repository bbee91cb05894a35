"""backfile intake: take in what lies in inbox/."""

from __future__ import annotations

import argparse
from pathlib import Path

from backfile.capture.inbox import items_at
from backfile.cli.progress import progress_on_stderr
from backfile.cli.provenance import refresh_provenance
from backfile.cli.relate import relate_arrivals
from backfile.cli.rereading import read_again_aloud
from backfile.cli.site_folder import add_site_option, site_at
from backfile.cli.site_words import site_words
from backfile.cli.terminal import say
from backfile.cli.worker_options import add_worker_options, workers_of
from backfile.folders import Folders
from backfile.intake.run import take_in
from backfile.samples import refresh_samples
from backfile.workers.workers import Workers

DESCRIPTION = """\
Take in what lies in inbox/: every file is kept as received in captures/, read, and written as Markdown to content/.
A file leaves the inbox once it is safely kept. A file of content/ that you edited is never overwritten, one that you
deleted does not come back. What cannot be read is kept, and named with the reason and what to do; the exit status is
then 1. What was taken in is then related to the rest, as `backfile relate` does. While inbox/, captures/ and content/
are all empty, the samples are made ready in .cache/ instead."""
EXAMPLE = "cp ~/Downloads/*.html inbox/ && backfile intake"

_EMPTY = "There are no captures yet: put some into inbox/. Until then the samples stand in for them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--reference", metavar="PATH", nargs="+", type=Path, default=[],
        help="take in these web archives (WARC, WACZ) instead; they are not copied, and must stay where they lie",
    )  # fmt: skip
    parser.add_argument(
        "--again", action="store_true",
        help="read all captures again with today's rules and the site's vocabulary, and write what reads differently",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="with --again: show what would differ, write nothing")
    add_worker_options(parser)
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Take in, and print the report."""
    with workers_of(options) as workers:
        status = _run(options, workers)
    refresh_provenance(Folders(options.site))
    return status


def _run(options: argparse.Namespace, workers: Workers) -> int:
    folders, site = site_at(options.site)
    if options.again:
        words = site_words(folders, site)
        status = read_again_aloud(folders, words, write=not options.dry_run, workers=workers)
        return status if options.dry_run else int(relate_arrivals(folders) or status)
    with progress_on_stderr() as progress:
        if options.reference:
            items = list(items_at(options.reference))
            words = site_words(folders, site)
            report = take_in(folders, words, items=items, refer=True, progress=progress, workers=workers)
        elif folders.is_empty:
            samples = refresh_samples(folders, site, progress)
            if samples is None or not samples.needs_attention:
                say(_EMPTY)
                return 0
            report = samples
        else:
            report = take_in(folders, site_words(folders, site), progress=progress, workers=workers)
    for line in report.lines():
        say(line)
    unmended = relate_arrivals(folders) if report.taken else False
    return int(report.needs_attention or unmended)
