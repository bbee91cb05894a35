"""Reading everything again with today's rules: what differs, field by field, and what a person edited stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from backfile.capture.capture import Capture, sha256, size_of
from backfile.capture.metadata_record import MetadataRecord
from backfile.capture.store import Store
from backfile.errors import BackfileError, StoreError
from backfile.folders import Folders, article_files
from backfile.frontmatter import Difference, differences, merged, read
from backfile.intake.contents import Contents, capture_in, write_whole
from backfile.intake.finished import Finished
from backfile.intake.histories import write_history
from backfile.intake.ledger import Family, Ledger
from backfile.intake.manuscript import Manuscript, manuscript_of, pictures_of
from backfile.intake.pictures import write_pictures
from backfile.intake.versions import Composition, composed
from backfile.normalise.normalise import RULES_VERSION
from backfile.progress import Progress, silent
from backfile.reading_code import reading_digest
from backfile.report import Problem
from backfile.vocab import SiteWords
from backfile.workers.in_order import in_order
from backfile.workers.workers import Workers

_SAFE_AFTER = 500


@dataclass(frozen=True, slots=True)
class Reread:
    """An article that reads differently now."""

    path: str
    """Its file below content/, without its ending."""
    differences: tuple[Difference, ...]
    """From the file as it was to the file as it is, or would be."""
    edited: bool
    """Whether a person had edited it; what they changed is not among the differences."""


@dataclass(slots=True)
class AgainReport:
    """What one run of reading again came to."""

    reread: int = 0
    unchanged: int = 0
    finished_before: int = 0
    """Articles that an interrupted run had read already."""
    problems: tuple[Problem, ...] = ()


def read_again(
    folders: Folders,
    words: SiteWords,
    *,
    write: bool,
    show: Callable[[Reread], None],
    progress: Progress = silent,
    workers: Workers | None = None,
) -> AgainReport:
    """Read the captures of all articles of content/ again, and write what reads differently; `show` is told of each.

    An article keeps its address, and every field that a person edited; one that a person deleted stays deleted. Without
    `write` nothing is changed. A run that was interrupted goes on where it was, as long as rules and words are the
    same.

    Raises:
        StoreError: captures/ cannot be read or written.
        BuildError: content/, media/ or history/ cannot be written.
        WorkerError: nobody is there any more to read.
    """
    with Store.open(folders.captures, writable=write) as store:
        finished = Finished(folders.cache / "again", reading_digest(repr(words)))
        names = [name.removesuffix(".md") for name in article_files(folders.content)]
        waiting = [name for name in names if not (write and name in finished)]
        desk = _Desk(store, folders)
        report = AgainReport(finished_before=len(names) - len(waiting))
        problems: list[Problem] = []
        done: list[str] = []
        articles = in_order(
            partial(_read_anew, words=words), map(desk.taken_out, waiting), number=len(waiting), died=_fatal,
            weight=_weight, workers=workers,
        )  # fmt: skip
        for number, (name, results) in enumerate(articles, 1):
            problems += (result for result in results if isinstance(result, Problem))
            reread = desk.settle(name, [r for r in results if isinstance(r, Manuscript)], write=write)
            report.reread += reread is not None
            report.unchanged += reread is None
            if reread:
                show(reread)
            done.append(name)
            if write and len(done) >= _SAFE_AFTER:
                desk.ledger.make_safe()
                finished.add(done)
                done.clear()
            progress("Reading again", number, len(waiting))
        if write:
            desk.ledger.make_safe()
            finished.add(done)
        report.problems = (*desk.problems, *problems)
        return report


class _Desk:
    """Takes captures out of the store, and settles what they read as now."""

    def __init__(self, store: Store, folders: Folders) -> None:
        self.ledger = Ledger(store)
        self.problems: list[Problem] = []
        self._store = store
        self._folders = folders
        self._contents = Contents(folders.content)
        self._in_hand: dict[str, Family] = {}
        """The readings before of the articles that are being read, by name."""

    def taken_out(self, name: str) -> tuple[str, tuple[Capture | Problem, ...]]:
        """The captures of the article in a file of content/; none where no reading of them is recorded."""
        found: list[Capture | Problem] = []
        for digest in self._in_hand.setdefault(name, self._family(name)):
            try:
                found.append(self._store.get(digest, outlined=True))
            except StoreError as error:
                found.append(Problem(error.place or digest, error.problem, error.remedy, digest))
        return name, tuple(found)

    def settle(self, name: str, new: list[Manuscript], *, write: bool) -> Reread | None:
        """What the new readings make of an article's file; None where it stays as it is.

        Raises:
            StoreError: captures/ cannot be read.
            BuildError: content/, media/ or history/ cannot be written.
        """
        family = self._in_hand.pop(name)
        readings = dict(family)
        for manuscript in new:
            record = _read_as(family[manuscript.digest].record, manuscript)
            readings[manuscript.digest] = replace(family[manuscript.digest], record=record)
        known = [reading for reading in readings.values() if reading.record.text]
        if not new or not known:
            return None
        now = composed(known)
        before = next((r.record for r in family.values() if r.record.markdown), None)
        there = self._contents.file(name).read_bytes().decode("utf-8", "surrogateescape")
        edited = before is None or sha256(there.encode("utf-8", "surrogateescape")) != before.markdown
        try:
            text = self._merged(name, there, now, before.base if before else "") if edited else now.markdown
            found = differences(there, text) if text != there else ()
        except BackfileError as error:
            self.problems.append(Problem(f"content/{name}.md", str(error.problem), error.remedy or "Mend the file"))
            return None
        if write:
            if found:
                write_whole(self._contents.file(name), text.encode("utf-8", "surrogateescape"))
            self._write_pictures(now, new)
            self._note(now, readings, family)
            if len(readings) > 1:
                write_history(self._folders.history, name, known)
        return Reread(name, found, edited) if found else None

    def _merged(self, name: str, there: str, now: Composition, base: str) -> str:
        """An edited file with what is new in it; as it is where nobody knows what the person began with."""
        return merged(base, there, now.markdown, place=f"content/{name}.md") if base else there

    def _write_pictures(self, now: Composition, new: list[Manuscript]) -> None:
        shown = next((m.pictures for m in new if m.digest == now.shown.digest), None)
        names = pictures_of(read(now.markdown)) if shown is None else shown
        if missing := [name for name in names if not (self._folders.media / name).exists()]:
            write_pictures(self._store.get(now.shown.digest), missing, self._folders.media)

    def _note(self, now: Composition, readings: Family, family: Family) -> None:
        """Note the readings that are not as they were in the family."""
        for reading in readings.values():
            shown = reading.digest == now.shown.digest
            markdown = sha256(now.markdown.encode()) if shown else ""
            written = now.markdown if shown and now.markdown != reading.record.text else ""
            record = replace(reading.record, markdown=markdown, written=written)
            if record != family[reading.digest].record:
                self.ledger.note(record)

    def _family(self, name: str) -> Family:
        digest = capture_in(self._contents.file(name))
        path = self.ledger.path(digest) if digest else ""
        return self.ledger.family(path) if path else {}


def _read_as(record: MetadataRecord, manuscript: Manuscript) -> MetadataRecord:
    return replace(
        record, rules=RULES_VERSION, media_type=manuscript.media_type, keys=manuscript.keys, text=manuscript.markdown,
        account_json=manuscript.account_json, problem="",
    )  # fmt: skip


def _read_anew(
    article: tuple[str, tuple[Capture | Problem, ...]], words: SiteWords
) -> tuple[str, tuple[Manuscript | Problem, ...]]:
    name, captures = article
    results = (manuscript_of(capture, words) for capture in captures)
    return name, tuple(result for result in results if isinstance(result, Manuscript | Problem))


def _fatal(
    article: tuple[str, tuple[Capture | Problem, ...]], reason: str
) -> tuple[str, tuple[Manuscript | Problem, ...]]:
    name, captures = article
    digest = captures[0].digest if captures else ""
    return name, (Problem(f"content/{name}.md", f"reading it {reason}", "Report this as a fault", digest),)


def _weight(article: tuple[str, tuple[Capture | Problem, ...]]) -> int:
    return sum(size_of(capture) for capture in article[1] if isinstance(capture, Capture))
