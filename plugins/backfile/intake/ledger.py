"""The ledger of one run: the metadata records of captures/, with those that are not safe there yet."""

from __future__ import annotations

import os
from collections import OrderedDict, defaultdict

from backfile.capture.metadata_record import MetadataRecord
from backfile.capture.store import Store
from backfile.intake.versions import CapturedReading

_FAMILIES = 200
"""Articles whose readings are kept in memory."""

_TELLS_NOTHING = 20
"""Articles that share one key, as where every page of a site states the same address."""

Family = dict[str, CapturedReading]
"""The readings of one article, by the digest of their capture."""


class Ledger:
    """What is recorded of captures, and what will be once it is made safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._unsafe: dict[str, MetadataRecord] = {}
        self._paths: defaultdict[str, dict[str, None]] = defaultdict(dict)
        """Paths by key, of records that are not safe yet."""
        self._captures: defaultdict[str, dict[str, None]] = defaultdict(dict)
        """Digests by path, of records that are not safe yet."""
        self._families: OrderedDict[str, Family] = OrderedDict()
        self._seen: dict[str, tuple[str, tuple[str, ...]]] = {}
        """When captures were received first and again, of those whose records are not safe yet."""

    @property
    def unsafe(self) -> int:
        """How many records are not safe yet."""
        return len(self._unsafe)

    @property
    def unsafe_paths(self) -> tuple[str, ...]:
        """The paths of the articles whose records are not safe yet."""
        return tuple(self._captures)

    def record(self, digest: str) -> MetadataRecord | None:
        """The latest record of a capture.

        Raises:
            StoreError: it is damaged.
        """
        return self._unsafe.get(digest) or self._store.metadata(digest)

    def tells_of(self, digest: str) -> bool:
        """Whether anything is recorded of a capture."""
        return digest in self._unsafe or self._store.has_metadata(digest)

    def path(self, digest: str) -> str:
        """The path of the article that a capture was read as; empty where it was read as none."""
        record = self._unsafe.get(digest)
        return record.path if record else self._store.path_of(digest)

    def awaits(self, digest: str) -> bool:
        """Whether a capture is held of which nothing is recorded: an earlier run died, and this one will settle it."""
        return bool(self._store.captured_at(digest)) and not self.tells_of(digest)

    def holds_path(self, path: str) -> bool:
        """Whether an article was ever written to a path below content/."""
        return path in self._captures or self._store.holds_path(path)

    def paths(self, key: str) -> list[str]:
        """The paths of the articles that are known by a key, sorted; none where so many are that it tells nothing.

        Raises:
            StoreError: a record is damaged.
        """
        found = {*self._paths.get(key, ()), *self._store.paths_with_key(key, _TELLS_NOTHING)}
        if len(found) >= _TELLS_NOTHING:
            return []
        return sorted(path for path in found if any(key in r.record.keys for r in self.family(path).values()))

    def family(self, path: str) -> Family:
        """The readings of the article that was written to a path below content/.

        Raises:
            StoreError: a record is damaged.
        """
        family = self._families.get(path)
        if family is None:
            records = {record.capture: record for record in self._store.with_path(path)}
            records |= {digest: self._unsafe[digest] for digest in self._captures.get(path, ())}
            family = {digest: self.reading(record) for digest, record in records.items() if record.path == path}
            self._families[path] = family
            if len(self._families) > _FAMILIES:
                self._families.popitem(last=False)
        self._families.move_to_end(path)
        return family

    def reading(self, record: MetadataRecord) -> CapturedReading:
        """A record as a reading of its capture."""
        digest = record.capture
        if digest not in self._seen:
            self._seen[digest] = self._store.captured_at(digest), self._store.seen_again(digest)
        return CapturedReading(record, *self._seen[digest])

    def note(self, record: MetadataRecord) -> None:
        """Take a record in, to be made safe later."""
        self._unsafe[record.capture] = record
        if record.path:
            self._captures[record.path][record.capture] = None
            for key in record.keys:
                self._paths[key][record.path] = None
            if record.path in self._families:
                self._families[record.path][record.capture] = self.reading(record)

    def restore(self, record: MetadataRecord) -> None:
        """Let a capture's earlier record, which is safe, count again."""
        self._unsafe.pop(record.capture, None)
        self._captures[record.path].pop(record.capture, None)
        if record.path in self._families:
            self._families[record.path][record.capture] = self.reading(record)

    def make_safe(self) -> None:
        """Make content/ and media/ safe, and only then record what was written there.

        Raises:
            StoreError: captures/ cannot be written.
        """
        if self._unsafe:
            os.sync()
        for record in self._unsafe.values():
            self._store.append_metadata(record)
        self._store.sync()
        for table in (self._unsafe, self._paths, self._captures, self._seen):
            table.clear()
