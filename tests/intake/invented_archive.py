"""An archive that takes in invented readings, as if captures had been decoded and normalised to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from backfile.article import Article, EventDate, Paragraph, Run
from backfile.capture.capture import Capture, sha256
from backfile.capture.metadata_record import as_json
from backfile.capture.store import Store
from backfile.folders import Folders
from backfile.frontmatter import read, write
from backfile.history import Version, history_file, read_history
from backfile.intake.article_keys import article_keys
from backfile.intake.desk import Desk
from backfile.intake.manuscript import Manuscript
from backfile.normalise.normalise import RULES_VERSION

ADDRESS = "https://ferries.example/lindau"
FERRY = (
    "The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm.",
    "Forty people and a dog waited on the pier from six in the morning.",
    "The harbour master gave the captain a loaf of bread, as is the custom.",
)
MUSEUM = (
    "A model of the old steamer has gone back on show at the toy museum.",
    "Children pay nothing on the first day, and the museum opens at ten.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One invented capture: what would be read from it."""

    body: tuple[str, ...] = FERRY
    at: str = "2021-05-14T08:00:00Z"
    """When it was captured."""
    title: str = "Ferry to Lindau sails again"
    date: str = "2021-05-14"
    source: str = ADDRESS
    outlet: str = "Lake Herald"
    standfirst: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    status: str = ""
    media_type: str = "text/html"
    noise: str = ""
    """Bytes of the page that are no text of it."""

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return repr(self).encode()

    @property
    def digest(self) -> str:
        """The digest of its capture."""
        return sha256(self.data)

    @property
    def article(self) -> Article:
        """What it is read as."""
        return Article(
            title=self.title, date=EventDate(self.date) if self.date else None, source=self.source, outlet=self.outlet,
            standfirst=self.standfirst, tags=self.tags, authors=self.authors, status=self.status, capture=self.digest,
            body=tuple(Paragraph((Run(text),)) for text in self.body),
        )  # fmt: skip

    @property
    def manuscript(self) -> Manuscript:
        """Its article, ready to be written."""
        article = self.article
        return Manuscript(
            self.digest[7:15], self.digest, article.title, article.date, write(article), self.media_type,
            article_keys(article, ""), (), as_json({"origins": [["title", "headline", "text"]]}),
        )  # fmt: skip


class Archive:
    """A site folder without an inbox."""

    def __init__(self, root: Path) -> None:
        self.folders = Folders(root)

    def keep(self, *captures: Shown) -> None:
        """Keep captures without reading them."""
        with Store.open(self.folders.captures) as store:
            for shown in captures:
                store.keep(Capture(shown.data, shown.digest, captured_at=shown.at))

    def keep_again(self, shown: Shown, at: str) -> None:
        """Keep the bytes of a capture again, without reading them."""
        with Store.open(self.folders.captures) as store:
            assert not store.keep(Capture(shown.data, shown.digest, captured_at=at)).new

    def take(self, *captures: Shown) -> Desk:
        """Take captures in, in one run; the desk tells what became of them."""
        with Store.open(self.folders.captures) as store:
            new = [s.digest for s in captures if store.keep(Capture(s.data, s.digest, captured_at=s.at)).new]
            desk = Desk(store, self.folders, surely_new=frozenset(new))
            self._settle(desk, captures)
            if not self.folders.history.is_dir():
                desk.rebuild_histories()
        return desk

    def finish(self, *captures: Shown) -> Desk:
        """Take in captures that are kept already: what the run after one that died does."""
        with Store.open(self.folders.captures) as store:
            desk = Desk(store, self.folders, surely_new=frozenset())
            unread = {*store.unread(RULES_VERSION), *store.came_again()}
            self._settle(desk, [shown for shown in captures if shown.digest in unread])
        return desk

    @staticmethod
    def _settle(desk: Desk, captures: Iterable[Shown]) -> None:
        for shown in captures:
            desk.settle(shown.manuscript)
        desk.make_safe()

    @property
    def paths(self) -> list[str]:
        """The articles below content/."""
        files = self.folders.content.rglob("*.md")
        return sorted(file.relative_to(self.folders.content).as_posix().removesuffix(".md") for file in files)

    def article(self, path: str = "") -> Article:
        """An article as its file says; the only one where no path is given."""
        (path,) = [path] if path else self.paths
        return read((self.folders.content / f"{path}.md").read_text("utf-8"))

    def history(self, path: str = "") -> tuple[Version, ...]:
        """The versions of an article; none where nothing is told of them."""
        (path,) = [path] if path else self.paths
        file = history_file(self.folders.history, path)
        return read_history(file) if file.is_file() else ()

    def edit(self, old: str, new: str) -> str:
        """Change the only article as a person does; its text then."""
        (path,) = self.paths
        file = self.folders.content / f"{path}.md"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        return text.replace(old, new)
