"""backfile read: normalise files without writing anything."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from backfile.capture.capture import Capture, size_of
from backfile.capture.delivery import Delivery, delivery_of
from backfile.capture.inbox import Item, items_at, receive
from backfile.capture.unstored import captures_of
from backfile.capture.web_archive import WebArchive
from backfile.cli.printed_reading import Printed, given_up, printed, sentence
from backfile.cli.progress import progress_on_stderr
from backfile.cli.site_folder import SETTINGS_FILE, site_at
from backfile.cli.site_words import site_words
from backfile.cli.terminal import complain
from backfile.errors import CaptureError
from backfile.progress import Progress
from backfile.vocab import SiteWords
from backfile.workers.in_order import in_order

DESCRIPTION = """\
Normalise captures without writing anything: print the Markdown of each, or with --jsonl one JSON object a line: id
(the file's name without its endings), every front matter field, byline_names (every name that the byline prints),
body (plain text), markdown, and account (what became of each stretch of the capture's text). Folders are looked
through, gzip files are read, and of a web archive the pages that are articles. What cannot be read is named on standard
error, and the exit status is then 1."""
EXAMPLE = "backfile read --jsonl ~/pages > articles.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file, or a folder to look through")
    parser.add_argument("--jsonl", action="store_true", help="print one JSON object a line instead of Markdown")
    parser.add_argument(
        "--site", metavar="DIR", type=Path, default=Path(),
        help="the site whose outlets are known, where DIR holds one (default: .)",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Print what the paths would become."""
    words = SiteWords()
    if (options.site / SETTINGS_FILE).is_file():
        words = site_words(*site_at(options.site))
    items = list(items_at(options.paths))
    status = no_articles = 0
    with progress_on_stderr(unless_printing=True) as progress:
        read_one = partial(printed, words=words, jsonl=options.jsonl)
        results = in_order(read_one, _captures(items, progress), number=sys.maxsize, died=given_up, weight=_size_of)
        for result in results:
            if result.error:
                complain(result.error)
                status = 1
            elif result.no_article:
                no_articles += 1
            else:
                print(result.text)
    if no_articles:
        complain("1 capture is no article." if no_articles == 1 else f"{no_articles} captures are no articles.")
    return status


def _captures(items: list[Item], progress: Progress) -> Iterator[Capture | Printed]:
    """What the items hold; what cannot be received is an error of its own, and stops no other."""
    delivery = delivery_of(items)
    for error in delivery.problems:
        yield Printed(error=str(error))
    for number, item in enumerate(delivery.items, 1):
        try:
            for capture in receive(item, ""):
                if isinstance(capture, Capture):
                    yield _noted(capture, item, delivery)
                elif isinstance(capture, WebArchive):
                    yield from _pages(capture, item, delivery)
        except CaptureError as error:
            yield Printed(error=sentence(str(item.path), error))
        progress("Reading captures", number, len(delivery.items))
    for table in delivery.tables:
        for row in table.notes.waiting():
            yield Printed(error=str(row.problem))


def _pages(archive: WebArchive, item: Item, delivery: Delivery) -> Iterator[Capture | Printed]:
    for page in captures_of(archive):
        if isinstance(page, Capture):
            yield _noted(page, item, delivery)
        else:
            yield Printed(error=f"{page.name}: {page.problem}. {page.remedy}.")


def _noted(received: Capture, item: Item, delivery: Delivery) -> Capture:
    """A capture with what the tables note of it, under the name by which the person called for it."""
    capture = received
    for table in delivery.tables:
        capture = table.notes.noted(capture)
    return replace(capture, name=str(item.path) + capture.name.removeprefix(item.name))


def _size_of(capture: Capture | Printed) -> int:
    return size_of(capture) if isinstance(capture, Capture) else 0
