"""backfile relate: find which articles are one copy, and which tell one running story."""

from __future__ import annotations

import argparse

from backfile.cli.progress import progress_on_stderr
from backfile.cli.site_folder import add_site_option, site_at
from backfile.cli.terminal import say
from backfile.folders import Folders
from backfile.relate.run import relate

DESCRIPTION = """\
Find which articles of content/ print one delivery of copy, and which tell one running story. Families of copy are
written to relations/families.jsonl; running stories are proposed in threads.yaml, where you confirm, rename, split,
merge or dismiss them: what stands there is never changed. intake does this by itself when it took something in."""
EXAMPLE = "backfile relate"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_site_option(parser)


def relate_arrivals(folders: Folders) -> bool:
    """Relate what was just taken in, tell of it only what is new, and say whether a person must mend something."""
    with progress_on_stderr() as progress:
        report = relate(folders, progress)
    for line in report.news():
        say(line)
    return bool(report.problems)


def run(options: argparse.Namespace) -> int:
    """Relate, and print what was found."""
    folders, _ = site_at(options.site)
    with progress_on_stderr() as progress:
        report = relate(folders, progress)
    for line in report.lines():
        say(line)
    return int(bool(report.problems))
