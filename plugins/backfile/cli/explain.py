"""backfile explain: what became of every word of an article's capture."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from backfile.capture.capture import Capture
from backfile.capture.store import Store
from backfile.cli.reading_as_json import account_as_json
from backfile.cli.site_folder import add_site_option, site_at
from backfile.cli.site_words import site_words
from backfile.cli.terminal import as_json, harmless
from backfile.decode.document import Document
from backfile.errors import FrontMatterError
from backfile.folders import Folders
from backfile.intake.account_record import recorded_account
from backfile.intake.contents import capture_in
from backfile.intake.manuscript import read
from backfile.normalise.account import Account, Outcome
from backfile.site import Site

DESCRIPTION = """\
Show the account of an article: every stretch of its capture's text with what became of it (a field, the body, or set
aside and why) and by which rule, then where every field came from. The account is the one of the intake that wrote the
article; where captures are decoded differently today, it is today's, and says so."""
EXAMPLE = "backfile explain content/2020/02/20/two-trams-collide.md"

_STYLES = {Outcome.FIELD: "bold cyan", Outcome.BODY: "", Outcome.SET_ASIDE: "dim"}
_WIDTH = 24


@dataclass(frozen=True, slots=True)
class _Explained:
    """An article's capture, and the account of it."""

    capture: Capture
    document: Document
    account: Account
    rules: int
    """Version of the rules that wrote the article; 0 where the account is today's."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("article", metavar="ARTICLE", type=Path, help="the article's file in content/")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the account of one article."""
    folders, site = site_at(options.site)
    file, folders = _located(options.article, folders)
    explained = _explained(file, folders, site)
    if options.json:
        account = account_as_json(explained.document, explained.account)
        about = {"article": str(options.article), "capture": explained.capture.digest, "name": explained.capture.name}
        print(as_json({**about, "rules": explained.rules or None, **account}, indent=2))
    else:
        _show(explained, options.article)
    return 0


def _located(article: Path, folders: Folders) -> tuple[Path, Folders]:
    """The article's file and the folders that its capture lies in: those of the site, or of its samples."""
    samples = folders.samples
    for file in (article, folders.root / article):
        if file.is_file():
            inside = file.resolve().is_relative_to(samples.root.resolve())
            return file, samples if inside else folders
    if folders.shows_samples and (samples.root / article).is_file():
        return samples.root / article, samples
    raise FrontMatterError("there is no such article", place=str(article), remedy="Name a file of content/")


def _explained(file: Path, folders: Folders, site: Site) -> _Explained:
    digest = capture_in(file)
    if not digest:
        raise FrontMatterError(
            "it names no capture: a person wrote it", place=str(file), field="capture",
            remedy="Only articles that were taken in can be explained",
        )  # fmt: skip
    with Store.open(folders.captures, writable=False) as store:
        capture, record = store.get(digest), store.metadata(digest)
    document, reading = read(capture, site_words(folders, site))
    account = recorded_account(record.account, document) if record and record.account else None
    if record and account:
        return _Explained(capture, document, account, record.rules)
    return _Explained(capture, document, reading.account, 0)


def _show(explained: _Explained, article: Path) -> None:
    console = Console(highlight=False, soft_wrap=True)
    capture = explained.capture
    console.print(Text(harmless(str(article)), "bold"))
    console.print(Text(f"capture {capture.digest}\n{harmless(capture.name)}, received {capture.captured_at}"))
    by = f"as taken in by rules {explained.rules}" if explained.rules else "as today's rules read it"
    console.print(Text(f"{by}\n"))
    for fate in explained.account.fates:
        text = harmless(explained.document.blocks[fate.block].text[fate.start : fate.end].strip())
        label = (
            fate.detail if fate.outcome is Outcome.FIELD else f"{fate.outcome.value}: {fate.detail}".removesuffix(": ")
        )
        if text:
            indented = text.replace("\n", "\n" + " " * (_WIDTH + 1))
            console.print(Text(f"{label[:_WIDTH]:{_WIDTH}} {indented}", _STYLES[fate.outcome]))
    console.print()
    for origin in explained.account.origins:
        console.print(Text(f"{origin.field:{_WIDTH}} by rule {origin.rule}, from {origin.source}"))
