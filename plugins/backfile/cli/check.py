"""backfile check: every file of content/ against the schema."""

from __future__ import annotations

import argparse

from backfile.check import check
from backfile.cli.site_folder import add_site_option, site_at
from backfile.cli.terminal import say
from backfile.folders import article_files
from backfile.samples import shown_folders

DESCRIPTION = """\
Check the front matter of every file of content/. Everything that is wrong is printed as file:line: field: what is wrong
and what to do; the exit status is then 1."""
EXAMPLE = "backfile check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print all findings."""
    folders, _ = site_at(options.site)
    content = shown_folders(folders).content
    found = False
    for problem in check(content):
        found = True
        say(problem)
    if not found:
        say(f"{len(article_files(content)):,} articles, nothing wrong.")
    return int(found)
