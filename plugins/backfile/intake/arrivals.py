"""From inbox/ to captures/: a file leaves the inbox only once it is safely kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from backfile.capture.capture import Capture, size_of
from backfile.capture.delivery import NotesFile, delivery_of
from backfile.capture.inbox import Item, parcel_of, receive, remove
from backfile.capture.keeping import KeptArchive
from backfile.capture.metadata_record import MetadataRecord
from backfile.capture.notes import noted_archive
from backfile.capture.parcel import whole
from backfile.capture.store import Store
from backfile.capture.watched import Watch
from backfile.capture.web_archive import WebArchive
from backfile.errors import CaptureError
from backfile.normalise.normalise import RULES_VERSION
from backfile.progress import Progress
from backfile.report import Problem, Remark

_SAFE_AFTER = 1_000
_SAFE_AFTER_BYTES = 64 * 1024 * 1024
_NOT_REFERABLE = "it is no web archive, and only web archives can be referred to"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What arrived in one run."""

    new: frozenset[str]
    """Digests of captures that were not held before."""
    again: tuple[tuple[str, str], ...]
    """(name, digest) of files whose bytes were held already, or came twice in this run."""
    problems: tuple[Problem, ...]
    """Files that could not be received; without a digest they stay where they are."""
    remarks: tuple[Remark, ...] = ()


def arrive(
    store: Store,
    items: list[Item],
    inbox: Path | None,
    progress: Progress,
    *,
    refer: bool = False,
    now: datetime | None = None,
) -> Arrivals:
    """Keep items in the store, and delete those from `inbox` that are safe there; without it nothing is deleted.

    With `refer`, the items are web archives that are not copied: the store notes where they lie. `now` is when they
    came, aware: the present by default.

    A file that is damaged is kept whole beside what could be read of it, where it is no larger than a page may be.

    Raises:
        StoreError: the store cannot be written.
    """
    delivery = delivery_of(items)
    came, watch = (
        f"{(now or datetime.now(UTC)).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        partial(progress, "Going through a large file (MB)"),
    )
    arriving = _Arriving(store, inbox, came, delivery.tables, refer, watch)
    arriving.problems += [_problem(error) for error in delivery.problems]
    for number, item in enumerate(delivery.items, 1):
        arriving.take(item)
        progress("Keeping captures", number, len(delivery.items))
    arriving.make_safe()
    for file in delivery.tables:
        arriving.finish(file)
    return Arrivals(
        frozenset(arriving.new), tuple(arriving.again), tuple(arriving.problems), tuple(arriving.remarks)
    )  # fmt: skip


@dataclass(slots=True)
class _Arriving:
    """One run's arrivals, as they come in."""

    store: Store
    inbox: Path | None
    now: str
    tables: tuple[NotesFile, ...]
    refer: bool
    watch: Watch
    new: set[str] = field(default_factory=set)
    again: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unsafe: list[Item] = field(default_factory=list)
    unsafe_bytes: int = 0

    def take(self, item: Item) -> None:
        """Keep all that an item holds."""
        try:
            for thing in receive(item, self.now, self.watch):
                if isinstance(thing, Remark):
                    self.remarks.append(thing)
                elif isinstance(thing, WebArchive):
                    self.keep_archive(thing, item)
                elif self.refer:
                    raise CaptureError(_NOT_REFERABLE, place=item.name, remedy="Take it in without --reference")  # noqa: TRY301  # told as all that hinders an item
                else:
                    self.keep(thing)
        except CaptureError as error:
            if self.refer:
                self.problems.append(_problem(error, item.name))
            else:
                self.keep_damaged(item, error)
        else:
            self.unsafe.append(item)
        if len(self.unsafe) >= _SAFE_AFTER or self.unsafe_bytes >= _SAFE_AFTER_BYTES:
            self.make_safe()

    def keep(self, received: Capture) -> None:
        """Keep a capture, with what is noted of it."""
        capture = received
        for file in self.tables:
            capture = file.notes.noted(capture)
        if self.store.keep(capture).new:
            self.new.add(capture.digest)
        else:
            self.again.append((capture.name, capture.digest))
        self.unsafe_bytes += size_of(capture)

    def keep_archive(self, received: WebArchive, item: Item) -> None:
        """Keep the records of a web archive, or note where they lie."""
        archive = received
        for file in self.tables:
            archive = noted_archive(file.notes, archive)
        if self.refer and archive.name != item.name:
            raise CaptureError(_NOT_REFERABLE, place=item.name, remedy="Unpack it first")
        kept = self.store.keep_archive(archive, item.path if self.refer else None)
        self.new.update(kept.pages)
        self.problems += kept.problems
        self.remarks.append(Remark(archive.name, archive_line(kept)))
        self.unsafe_bytes += archive.parcel.size

    def keep_damaged(self, item: Item, error: CaptureError) -> None:
        """Keep an item as one piece, with why it could not be read; what is too large for that stays where it is."""
        try:
            with parcel_of(item, self.now) as parcel:
                capture = whole(parcel)
        except CaptureError:
            self.problems.append(_problem(error, item.name))
            return
        self.store.keep(capture)
        record = self.store.metadata(capture.digest)
        if not record or (not record.path and (record.problem, record.rules) != (error.problem, RULES_VERSION)):
            self.store.append_metadata(MetadataRecord(capture.digest, RULES_VERSION, problem=error.problem))
        self.problems.append(_problem(error, item.name, capture.digest))
        self.unsafe.append(item)
        self.unsafe_bytes += size_of(capture)

    def make_safe(self) -> None:
        """Make what was kept safe, and only then delete it from the inbox."""
        self.store.sync()
        for item in self.unsafe if self.inbox else ():
            self.remove(item)
        self.unsafe.clear()
        self.unsafe_bytes = 0

    def remove(self, item: Item) -> None:
        """Delete what is safe."""
        assert self.inbox
        try:
            remove(item, self.inbox)
        except OSError as error:
            problem = f"it is kept, but cannot be deleted from the inbox: {error.strerror}"
            self.problems.append(Problem(item.name, problem, "Delete it yourself"))

    def finish(self, file: NotesFile) -> None:
        """Name the rows of a table that were not applied, and leave no others in it; without any it is deleted."""
        waiting = file.notes.waiting()
        self.problems += [_problem(row.problem) for row in waiting if row.problem]
        if self.inbox and not waiting:
            self.remove(file.item)
        elif self.inbox and len(waiting) < len(file.notes.table.rows):
            head = file.notes.table.head
            file.item.path.write_bytes(b"".join((head, *(row.data for row in waiting))))


def archive_line(kept: KeptArchive) -> str:
    """What became of a web archive."""
    if kept.held:
        return "all its records are held already"
    counts = ((kept.records, "record"), (len(kept.pages), "page"), (kept.revisits, "revisit"))
    return "new in it are " + ", ".join(f"{number:,} {what}{'' if number == 1 else 's'}" for number, what in counts)


def _problem(error: CaptureError, name: str = "", digest: str = "") -> Problem:
    """An error as the report names it, at its own place where that is within the file of that name."""
    place = error.place if error.place.startswith(name) else name
    field = f"{error.field}: " if error.field else ""
    found = f" (found {error.value!r})" if error.value else ""
    return Problem(place or name, f"{field}{error.problem}{found}", error.remedy, digest)
