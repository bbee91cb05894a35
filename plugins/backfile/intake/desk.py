"""The desk: which article each manuscript is of, where it goes, and what keeps it from overwriting a person's work."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import unified_diff

from backfile.address import article_path
from backfile.capture.capture import sha256
from backfile.capture.metadata_record import MetadataRecord, as_json
from backfile.capture.store import Store
from backfile.errors import StoreError
from backfile.folders import Folders
from backfile.frontmatter import read
from backfile.intake.contents import Contents, capture_in
from backfile.intake.histories import write_history
from backfile.intake.joining import told
from backfile.intake.known_articles import KnownArticles
from backfile.intake.ledger import Family, Ledger
from backfile.intake.manuscript import Manuscript, pictures_of
from backfile.intake.pictures import write_pictures
from backfile.intake.versions import CapturedReading, Composition, composed, essence
from backfile.normalise.normalise import RULES_VERSION
from backfile.report import Held, Joined, NoArticle, Offer, Problem, SameAddress, Taken

_SAFE_AFTER = 1_000
_SAFE_AFTER_CHARACTERS = 16 * 1024 * 1024


@dataclass(slots=True)
class _Gathered:
    """What came of one article since records were last made safe."""

    was: Family
    """Its readings before; none where it is new."""
    is_new: bool
    new: dict[str, Manuscript] = field(default_factory=dict)
    """Manuscripts by digest, in their order of arrival."""
    came_back: bool = False
    """Whether a capture that was read before came again, and is the newest now."""


class Desk:
    """Settles manuscripts one by one, and gathers what became of them.

    Files are written some hundreds at a time, each once, and before the records that say so: a run that dies between
    the two is finished by the next, which gathers the same and finds each file by its `capture` field.
    """

    def __init__(self, store: Store, folders: Folders, *, surely_new: frozenset[str]) -> None:
        self.taken: list[Taken] = []
        self.joined: list[Joined] = []
        self.revisits: list[Held] = []
        self.held: dict[str, str] = {}
        """Where each article lies that needs no more copies, by digest; empty where a person deleted it."""
        self.offers: list[Offer] = []
        self.same_addresses: list[SameAddress] = []
        self.problems: list[Problem] = []
        self.no_articles = 0
        self._store = store
        self._folders = folders
        self._contents = Contents(folders.content)
        self._ledger = Ledger(store)
        self._known = KnownArticles(self._ledger, self._contents)
        self._surely_new = surely_new
        """Digests of captures that no file of content/ can hold yet."""
        self._gathered: dict[str, _Gathered] = {}
        """By the path of the article's first intake."""
        self._gathered_characters = 0

    def settle(self, manuscript: Manuscript | Problem | NoArticle) -> None:
        """Find where a manuscript belongs; note a problem.

        Raises:
            StoreError: captures/ cannot be read or written.
            BuildError: content/, media/ or history/ cannot be written.
        """
        record = self._ledger.record(manuscript.digest)
        if isinstance(manuscript, Problem):
            self.problems.append(manuscript)
            if not record or (record.problem and (record.problem, record.rules) != (manuscript.problem, RULES_VERSION)):
                self._ledger.note(MetadataRecord(manuscript.digest, RULES_VERSION, problem=manuscript.problem))
        elif isinstance(manuscript, NoArticle):
            self.no_articles += 1
            if not record or not (record.path or record.rules == RULES_VERSION):
                self._ledger.note(MetadataRecord(manuscript.digest, RULES_VERSION))
        elif record and record.path:
            self._gather_again(manuscript, record)
        else:
            self._gather_new(manuscript)
        if self._ledger.unsafe >= _SAFE_AFTER or self._gathered_characters >= _SAFE_AFTER_CHARACTERS:
            self.make_safe()

    def make_safe(self) -> None:
        """Write what was gathered, make it safe, and only then record that it was.

        Raises:
            StoreError: captures/ cannot be read or written.
            BuildError: content/, media/ or history/ cannot be written.
        """
        for path, gathered in self._gathered.items():
            self._publish(path, gathered)
        self._ledger.make_safe()
        self._gathered.clear()
        self._gathered_characters = 0

    def rebuild_histories(self) -> None:
        """Write all of history/ anew from what is recorded.

        Raises:
            StoreError: captures/ cannot be read.
            BuildError: history/ cannot be written.
        """
        for path in self._store.shared_paths():
            family = self._ledger.family(path)
            if file_path := self._where(path, family):
                write_history(self._folders.history, file_path, _readable(family))

    # ---- gathering

    def _gather_new(self, manuscript: Manuscript) -> None:
        record = _record(manuscript, "")
        surely_new = manuscript.digest in self._surely_new
        path, rival = self._known.path_of(self._ledger.reading(record), surely_new=surely_new)
        is_new = not path
        if is_new:
            taken = _Taken(self._ledger, self._contents)
            path = article_path(manuscript.title, manuscript.date, manuscript.digest, taken)
        if rival:
            address = record.keys[0].partition(":")[2]
            self.same_addresses.append(SameAddress(manuscript.name, path, rival, address))
        self._gather(manuscript, replace(record, path=path), is_new=is_new)

    def _gather_again(self, manuscript: Manuscript, record: MetadataRecord) -> None:
        """Gather a capture that was read before, unless it reads as it did; what was written then is kept in mind."""
        reads_as_before = (
            record.text == manuscript.markdown if record.text else record.markdown == manuscript.markdown_digest
        )
        if reads_as_before:
            self._keep_as_it_was(manuscript, record)
            return
        new = _record(manuscript, record.path)
        base = record.base if record.base != new.text else ""
        self._gather(manuscript, replace(new, markdown=record.markdown, written=base), is_new=False)

    def _keep_as_it_was(self, manuscript: Manuscript, record: MetadataRecord) -> None:
        """Leave an article whose capture reads as before, unless that came again after another, and is shown again."""
        family = self._ledger.family(record.path)
        file_path = self._where(record.path, family)
        self.held.setdefault(manuscript.digest, file_path)
        if not file_path or not family[manuscript.digest].again or len(known := _readable(family)) < 2:
            return
        if composed(known).shown.digest == capture_in(self._contents.file(file_path)):
            write_history(self._folders.history, file_path, known)
        else:
            self._gather(manuscript, record, is_new=False)
            self._gathered[record.path].came_back = True

    def _gather(self, manuscript: Manuscript, record: MetadataRecord, *, is_new: bool) -> None:
        if record.path not in self._gathered:
            was = {} if is_new else dict(self._ledger.family(record.path))
            self._gathered[record.path] = _Gathered(was, is_new)
        self._gathered[record.path].new[manuscript.digest] = manuscript
        self._gathered_characters += len(manuscript.markdown) + len(manuscript.account_json)
        self._ledger.note(record)

    # ---- publishing

    def _publish(self, path: str, gathered: _Gathered) -> None:
        """Write an article where it belongs, or leave what a person made of it."""
        family = self._ledger.family(path)
        now = composed(_readable(family))
        if gathered.is_new:
            file_path, offered = path, False
            self._write(path, now, gathered)
        elif file_path := self._where(path, family):
            offered = self._compare(file_path, now, gathered)
        else:
            self._leave_deleted(gathered)
            return
        for digest in gathered.new:
            self.held[digest] = file_path
        told_of = told(gathered.was, gathered.new, now, file_path, family=family, is_new=gathered.is_new)
        self.taken += told_of.taken
        self.revisits += told_of.revisits
        self.joined += [joined for joined in told_of.joined if not (offered and joined.how.replaces)]
        if len(family) > 1:
            write_history(self._folders.history, file_path, _readable(family))

    def _compare(self, file_path: str, now: Composition, gathered: _Gathered) -> bool:
        """Bring a file that is there up to date; True where a person edited it, and the new reading is offered."""
        there = self._contents.file(file_path).read_bytes()
        named = capture_in(self._contents.file(file_path))
        was = composed(readings) if (readings := _readable(gathered.was)) else None
        read_again = bool(gathered.was.keys() & gathered.new.keys())
        before = gathered.was.get(named)
        if there == now.markdown.encode():
            self._note_shown(now)
        elif was and not gathered.came_back and not _differs(was, now, exactly=read_again):
            self._note_found(named, gathered)
        elif before and before.record.markdown == sha256(there):
            self._write(file_path, now, gathered)
            if read_again:
                name = next(m.name for digest, m in gathered.new.items() if digest in gathered.was)
                self.taken.append(Taken(name, file_path, again=True))
        elif named in gathered.was or named in gathered.new or not self._ledger.awaits(named):
            self._offer(file_path, there, now, gathered)
            return True
        return False

    def _offer(self, file_path: str, there: bytes, now: Composition, gathered: _Gathered) -> None:
        manuscript = gathered.new.get(now.shown.digest) or next(iter(gathered.new.values()))
        old = there.decode("utf-8", "replace").splitlines(keepends=True)
        new = now.markdown.splitlines(keepends=True)
        lines = unified_diff(old, new, f"content/{file_path}.md", "new reading")
        self.offers.append(Offer(manuscript.name, file_path, "".join(lines)))
        for digest in gathered.new:
            if before := gathered.was.get(digest):
                self._ledger.restore(before.record)

    def _leave_deleted(self, gathered: _Gathered) -> None:
        for digest, manuscript in gathered.new.items():
            self.held[digest] = ""
            if digest not in gathered.was:
                self.revisits.append(Held(manuscript.name, "", same_bytes=False))

    def _write(self, file_path: str, now: Composition, gathered: _Gathered) -> None:
        manuscript = gathered.new.get(now.shown.digest)
        pictures = manuscript.pictures if manuscript else pictures_of(read(now.markdown))
        if pictures:
            self._write_pictures(now.shown.digest, pictures, file_path)
        self._contents.write(file_path, now.markdown)
        self._note_shown(now)

    def _write_pictures(self, digest: str, names: tuple[str, ...], file_path: str) -> None:
        """Write an article's pictures; one that captures/ holds damaged keeps no other article waiting."""
        try:
            capture = self._store.get(digest)
        except StoreError as error:
            self.problems.append(Problem(f"content/{file_path}.md", f"its pictures: {error.problem}", error.remedy))
        else:
            write_pictures(capture, names, self._folders.media)

    def _note_shown(self, now: Composition) -> None:
        """Note of the reading that is shown what was written, and what of it came from feeds."""
        record = now.shown.record
        account_json = record.account_json
        if now.filled:
            account = record.account
            own = [o for o in account.get("origins", []) if o[1] != _FROM_FEED]
            account["origins"] = [*own, *([name, _FROM_FEED, digest] for name, digest in now.filled)]
            account_json = as_json(account)
        written = now.markdown if now.markdown != record.text else ""
        markdown = sha256(now.markdown.encode())
        self._ledger.note(replace(record, markdown=markdown, written=written, account_json=account_json))

    def _note_found(self, named: str, gathered: _Gathered) -> None:
        """Note that a file that was there before its record shows a reading: a person may have edited it since."""
        if named in gathered.new and named not in gathered.was:
            reading = self._ledger.family(next(iter(gathered.was.values())).record.path)[named]
            self._ledger.note(replace(reading.record, markdown=sha256(reading.record.text.encode())))

    def _where(self, path: str, family: Family) -> str:
        """Path of the file that holds a recorded article, wherever a person moved it; empty where it is gone."""
        file = self._contents.file(path)
        if file.is_file() and ((named := capture_in(file)) in family or self._ledger.awaits(named)):
            return path
        return next(filter(None, map(self._contents.by_capture.get, family)), "")


_FROM_FEED = "from feed"
"""Stands in an account where a rule's name does, of fields that a feed's entry filled."""


def _record(manuscript: Manuscript, path: str) -> MetadataRecord:
    return MetadataRecord(
        manuscript.digest, RULES_VERSION, path, media_type=manuscript.media_type, keys=manuscript.keys,
        text=manuscript.markdown, account_json=manuscript.account_json,
    )  # fmt: skip


def _readable(family: Family) -> list[CapturedReading]:
    """The readings whose text is known: records of earlier versions of Backfile do not keep it."""
    return [reading for reading in family.values() if reading.record.text]


def _differs(was: Composition, now: Composition, *, exactly: bool) -> bool:
    return was.markdown != now.markdown if exactly else essence(was.markdown) != essence(now.markdown)


class _Taken:
    """The paths that no new article may have: those of files, and those that articles once had."""

    def __init__(self, ledger: Ledger, contents: Contents) -> None:
        self._ledger, self._contents = ledger, contents

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and (self._contents.holds(path) or self._ledger.holds_path(path))
