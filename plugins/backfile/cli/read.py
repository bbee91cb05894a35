"""backfile read: normalise files without writing anything."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from backfile.capture.capture import Capture, size_of
from backfile.capture.delivery import Delivery, delivery_of
from backfile.capture.inbox import Item, items_at, receive
from backfile.capture.unstored import captures_of
from backfile.capture.web_archive import WebArchive
from backfile.cli.progress import progress_on_stderr
from backfile.cli.reading_as_json import reading_as_json
from backfile.cli.site_folder import SETTINGS_FILE, site_at
from backfile.cli.site_words import site_words
from backfile.cli.terminal import as_json, complain
from backfile.errors import BackfileError, CaptureError, NoArticleError
from backfile.frontmatter import write
from backfile.intake.in_order import in_order
from backfile.intake.manuscript import read
from backfile.intake.progress import Progress
from backfile.vocab import SiteWords

DESCRIPTION = """\
Normalise captures without writing anything: print the Markdown of each, or with --jsonl one JSON object a line: id
(the file's name without its endings), every front matter field, byline_names (every name that the byline prints),
body (plain text), markdown, and account (what became of each stretch of the capture's text). Folders are looked
through, gzip files are read, and of a web archive the pages that are articles. What cannot be read is named on standard
error, and the exit status is then 1."""
EXAMPLE = "backfile read --jsonl ~/pages > articles.jsonl"

_ENDINGS = re.compile(
    r"\.(?:gz|html?|xhtml|shtml|php|aspx?|txt|text|md|markdown|xml|json|jsonl|mhtml?|warc|wacz|pdf|docx?|eml|bin)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Printed:
    """What one capture prints, or why it cannot be read."""

    text: str = ""
    error: str = ""
    no_article: bool = False
    """Whether it is a page of another kind that a crawler met."""


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
        read_one = partial(_printed, words=words, jsonl=options.jsonl)
        printed = in_order(read_one, _captures(items, progress), number=sys.maxsize, died=_fatal, weight=_size_of)
        for result in printed:
            if result.error:
                complain(result.error)
                status = 1
            elif result.no_article:
                no_articles += 1
            else:
                print(result.text)
    if no_articles:
        complain(f"{no_articles} pages of web archives are no articles.")
    return status


def identifier(name: str) -> str:
    """A file's name without its folder and its endings, of the known kinds only: `us_2024.html.gz` is `us_2024`."""
    name = name.rpartition("/")[2]
    while shorter := _ENDINGS.sub("", name):
        if shorter == name:
            break
        name = shorter
    return name


def _captures(items: list[Item], progress: Progress) -> Iterator[Capture | _Printed]:
    """What the items hold; what cannot be received is an error of its own, and stops no other."""
    delivery = delivery_of(items)
    for error in delivery.problems:
        yield _Printed(error=str(error))
    for number, item in enumerate(delivery.items, 1):
        try:
            for capture in receive(item, ""):
                if isinstance(capture, Capture):
                    yield _noted(capture, item, delivery)
                elif isinstance(capture, WebArchive):
                    yield from _pages(capture, item, delivery)
        except CaptureError as error:
            yield _Printed(error=_sentence(str(item.path), error))
        progress("Reading captures", number, len(delivery.items))
    for table in delivery.tables:
        for row in table.notes.waiting():
            yield _Printed(error=str(row.problem))


def _pages(archive: WebArchive, item: Item, delivery: Delivery) -> Iterator[Capture | _Printed]:
    for page in captures_of(archive):
        if isinstance(page, Capture):
            yield _noted(page, item, delivery)
        else:
            yield _Printed(error=f"{page.name}: {page.problem}. {page.remedy}.")


def _noted(received: Capture, item: Item, delivery: Delivery) -> Capture:
    """A capture with what the tables note of it, under the name by which the person called for it."""
    capture = received
    for table in delivery.tables:
        capture = table.notes.noted(capture)
    return replace(capture, name=str(item.path) + capture.name.removeprefix(item.name))


def _printed(capture: Capture | _Printed, words: SiteWords, *, jsonl: bool) -> _Printed:
    if isinstance(capture, _Printed):
        return capture
    try:
        document, reading = read(capture, words)
        if not jsonl:
            return _Printed(write(reading.article))
        fields = {"id": identifier(capture.name), **reading_as_json(document, reading)}
        return _Printed(as_json(fields))
    except NoArticleError:
        return _Printed(no_article=True)
    except BackfileError as error:
        return _Printed(error=_sentence(capture.name, error))
    except Exception as fault:  # noqa: BLE001  # whatever a hostile page provokes is told to a person, and the run goes on
        return _Printed(
            error=f"{capture.name}: Backfile failed on it ({type(fault).__name__}: {fault}). Report this as a fault."
        )


def _fatal(capture: Capture | _Printed, reason: str) -> _Printed:
    if isinstance(capture, _Printed):
        return capture
    return _Printed(error=f"{capture.name}: reading it {reason}. Report this as a fault.")


def _size_of(capture: Capture | _Printed) -> int:
    return size_of(capture) if isinstance(capture, Capture) else 0


def _sentence(name: str, error: BackfileError) -> str:
    named = type(error)(error.problem, place=name, field=error.field, value=error.value, remedy=error.remedy)
    return str(named)
