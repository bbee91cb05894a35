"""The store of captures: WARC files that only grow, and an index that can always be made again from them.

A record is safe once `sync` has returned. A process that dies before leaves at worst the beginning of one record at
the end of the last file; the next opening cuts it off into a file beside it, and says so in `repairs`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from backfile.capture.beside import attached
from backfile.capture.capture import Capture, sha256
from backfile.capture.growing import Growing
from backfile.capture.index import Index, Place
from backfile.capture.indexing import indexed
from backfile.capture.keeping import KeptArchive, keep_archive, refer_to_archive
from backfile.capture.metadata_record import MetadataRecord, from_json
from backfile.capture.reader import Reader
from backfile.capture.records import RecordWriter, uri_of_name
from backfile.capture.warc_files import locked
from backfile.capture.web_archive import WebArchive
from backfile.capture.web_index import Revisit
from backfile.errors import StoreError


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture in the store."""

    capture: Capture
    """As stored: with its record id, and the time and name of its first arrival."""
    new: bool
    """False where the same bytes were held already."""


class Store:
    """The captures of one site. One process writes at a time; any number may read."""

    def __init__(self, folder: Path, index: Index, lock: int, repairs: tuple[str, ...]) -> None:
        self.folder = folder
        self.repairs = repairs
        """What was found damaged when the store was opened, and what was done about it."""
        self._index = index
        self._lock = lock
        self._growing = Growing(folder, index)
        self._reader = Reader(folder, index, self._growing.flush)

    @classmethod
    def open(cls, folder: Path, *, writable: bool = True) -> Store:
        """Open the store in `folder`, made if it is not there; the index is brought up to date with the WARC files.

        Raises:
            StoreError: the folder cannot be used, or another process is writing to it.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = locked(folder) if writable else -1
            index, repairs = indexed(folder, mend=writable)
        except (OSError, sqlite3.Error) as cause:
            raise StoreError(
                f"the captures cannot be opened: {cause}",
                place=str(folder),
                remedy="Check the folder and its permissions",
            ) from cause
        return cls(folder, index, lock, repairs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if value is None:
            self.close()
        else:
            self._let_go()

    def close(self) -> None:
        """Make everything safe and let others write.

        Raises:
            StoreError: the disk does not take it.
        """
        try:
            self.sync()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Close all files; what was not made safe is looked at by the next opening, which can tell whole from torn."""
        self._growing.close()
        self._reader.close()
        self._index.close()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    # ---- writing

    def keep(self, capture: Capture) -> Kept:
        """Add a capture with its attachments; the same bytes again add only a record that they came again.

        Attachments are written before their page, so that a page in the store has all that came with it.

        Raises:
            StoreError: it cannot be written.
        """
        held = self._index.capture(capture.digest)
        arrived = capture.captured_at or f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        record_id = held.record_id if held else RecordWriter.new_record_id()
        stored = replace(
            capture,
            captured_at=arrived,
            record_id=record_id,
            target_uri=capture.target_uri or uri_of_name(capture.name),
        )
        try:
            self._write_attachments(stored)
            if held:
                first = (held.record_id, held.uri, held.date)
                writer, _ = self._appending()
                writer.write_revisit(
                    stored.target_uri, stored.name, digest=stored.digest, media_type=stored.media_type,
                    first=first, date=arrived,
                )  # fmt: skip
                self._index.web.add_revisit(Revisit(stored.digest, stored.target_uri, arrived, given=True))
            else:
                writer, offset = self._appending()
                writer.write_capture(stored)
                place = Place(stored.digest, record_id, "", stored.target_uri, arrived, self._growing.name, offset)
                self._index.add_resource(place)
        except (OSError, sqlite3.Error) as cause:
            raise self._unwritable(cause) from cause
        return Kept(self.get(stored.digest) if held else replace(stored, target_uri=capture.target_uri), not held)

    def keep_archive(self, archive: WebArchive, refer_to: Path | None = None) -> KeptArchive:
        """Add a web archive record by record, unaltered; with `refer_to`, where it lies, only note that it lies there.

        Raises:
            CaptureError: its package is damaged, or what is to be referred to cannot be; what came before is kept.
            StoreError: it cannot be written.
        """
        self._appending()
        try:
            if refer_to:
                return refer_to_archive(archive, refer_to, self._growing, self._index)
            return keep_archive(archive, self._growing, self._index)
        except (OSError, sqlite3.Error) as cause:
            raise self._unwritable(cause) from cause

    def append_metadata(self, record: MetadataRecord) -> None:
        """Add what was made of a capture.

        Raises:
            StoreError: the capture is not in the store, or the record cannot be written.
        """
        place = self._place(record.capture)
        try:
            writer, offset = self._appending()
            writer.write_metadata(record, place.record_id, place.uri)
        except (OSError, sqlite3.Error) as cause:
            raise self._unwritable(cause) from cause
        self._index.add_metadata(
            record.capture, record.rules, record.path, self._growing.name, offset, failed=bool(record.problem)
        )
        self._index.add_keys(record.capture, record.keys)

    def sync(self) -> None:
        """Make all that was added safe against a crash and a power cut.

        Raises:
            StoreError: the disk does not take it.
        """
        try:
            self._growing.sync()
        except (OSError, sqlite3.Error) as cause:
            raise self._unwritable(cause) from cause

    # ---- reading

    def get(self, digest: str, *, outlined: bool = False) -> Capture:
        """A capture with its attachments, as received; `outlined`, its pictures of a web archive without their bytes.

        Raises:
            StoreError: it is not in the store, or its bytes are damaged.
        """
        return self._reader.capture(self._place(digest), outlined=outlined)

    def revisits(self, digest: str) -> list[Revisit]:
        """When a capture was found again as it was, in the order of the times.

        Raises:
            StoreError: it is not in the store.
        """
        place = self._place(digest)
        return self._index.web.revisits(digest, place.record_id, place.uri, place.date, place.payload)

    def metadata(self, digest: str) -> MetadataRecord | None:
        """The latest record of what was made of a capture, or None where it was never read.

        Raises:
            StoreError: the record is damaged.
        """
        found = self._index.metadata(digest)
        if not found:
            return None
        record = self._reader.record(*found)
        return from_json(record.whole(), place=record.place)

    def digests(self) -> Iterator[str]:
        """Digests of all captures, in the order in which they were first received."""
        return self._index.digests()

    def unread(self, rules: int) -> list[str]:
        """Digests of captures that were never read, and of those that other rules than `rules` could not read."""
        return self._index.unread(rules)

    def came_again(self) -> list[str]:
        """Digests of the captures that came again since `settle`, where their article has others, sorted."""
        return self._index.came_again()

    def settle(self) -> None:
        """Note that the articles of all captures that came again show it; lost with the index, which costs only time.

        Raises:
            StoreError: the disk does not take it.
        """
        try:
            self._index.settle()
            self._index.commit()
        except sqlite3.Error as cause:
            raise self._unwritable(cause) from cause

    def failed(self) -> list[str]:
        """Digests of captures that could not be read when they were last tried."""
        return self._index.failed()

    def has_metadata(self, digest: str) -> bool:
        """Whether it is recorded what was made of a capture."""
        return self._index.metadata(digest) is not None

    def path_of(self, digest: str) -> str:
        """The path below content/ of the article that a capture was read as; empty where it was read as none."""
        return self._index.path_of(digest)

    def recorded_since(self, ends: Mapping[str, int]) -> list[str]:
        """Digests of captures of which an article was recorded at or after a byte of a WARC file, in that order.

        `ends` has that byte by the file's name; of a file that it does not name, all are meant.
        """
        return self._index.recorded_since(ends)

    def ends(self) -> dict[str, int]:
        """Up to which byte the records of each WARC file are known, by its name."""
        return {name: indexed.size for name, indexed in self._index.indexed().items()}

    def is_from_archive(self, digest: str) -> bool:
        """Whether a capture came in a web archive, which says when it was captured."""
        place = self._index.capture(digest)
        return bool(place and place.arrival)

    def captured_at(self, digest: str) -> str:
        """When a capture was first received, an instant in UTC; empty where it is not in the store."""
        place = self._index.capture(digest)
        return place.date if place else ""

    def seen_again(self, digest: str) -> tuple[str, ...]:
        """The instants in UTC at which the bytes of a capture came again, in order."""
        return self._index.web.seen_again(digest)

    def paths_with_key(self, key: str, most: int) -> list[str]:
        """The paths below content/ of up to `most` articles that may be known by a key; their records tell."""
        return self._index.paths_with_key(key, most)

    def with_path(self, path: str) -> Iterator[MetadataRecord]:
        """The latest records of all captures of the article at a path below content/, by digest.

        Raises:
            StoreError: a record is damaged.
        """
        records = (self.metadata(digest) for digest in self._index.with_path(path))
        return (record for record in records if record)

    def shared_paths(self) -> list[str]:
        """The paths below content/ of articles that were captured more than once."""
        return self._index.shared_paths()

    def holds_path(self, path: str) -> bool:
        """Whether a capture's article was ever written to this path below content/, even if it is gone since."""
        return self._index.holds_path(path)

    # ---- within

    def _write_attachments(self, page: Capture) -> None:
        held = {(path, digest) for path, digest, _ in self._index.attachments(page.record_id)}
        for attachment in attached(page):
            digest = sha256(attachment.data)
            if (attachment.path, digest) in held:
                continue
            writer, offset = self._appending()
            first = self._index.payload(digest)
            uri = uri_of_name(attachment.path)
            if first:
                writer.write_revisit(
                    uri, attachment.path, digest=digest, first=(first.record_id, first.uri, first.date),
                    date=page.captured_at, page_id=page.record_id, media_type=attachment.media_type,
                )  # fmt: skip
            else:
                own_id = writer.write_attachment(attachment, page)
                place = Place(digest, own_id, page.record_id, uri, page.captured_at, self._growing.name, offset)
                self._index.add_resource(place)
            self._index.add_attachment(page.record_id, attachment.path, digest, attachment.media_type)

    def _appending(self) -> tuple[RecordWriter, int]:
        """The writer of the file that grows, and the byte at which its next record will begin."""
        if self._lock < 0:
            raise StoreError("the captures were opened for reading only", place=str(self.folder))
        return self._growing.appending()

    def _place(self, digest: str) -> Place:
        place = self._index.capture(digest)
        if not place:
            raise StoreError("no such capture", place=str(self.folder), value=digest, remedy="Check the digest")
        return place

    def _unwritable(self, cause: OSError | sqlite3.Error) -> StoreError:
        return StoreError(
            f"a capture cannot be kept: {cause}", place=str(self.folder),
            remedy="Make room or give permission, then run it again; nothing that was kept is lost",
        )  # fmt: skip
