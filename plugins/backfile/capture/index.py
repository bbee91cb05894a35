"""The index of captures/: where each record lies. It is rebuilt from the WARC files whenever it does not fit them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "backfile.index"
"""Its name in captures/; deleting it costs only the time to read the WARC files again."""

_VERSION = 1
_TABLES = f"""
    CREATE TABLE warc (name TEXT PRIMARY KEY, size INTEGER NOT NULL);
    CREATE TABLE resource (
        number INTEGER PRIMARY KEY, digest TEXT NOT NULL, record_id TEXT NOT NULL, page_id TEXT NOT NULL,
        uri TEXT NOT NULL, date TEXT NOT NULL, warc TEXT NOT NULL, offset INTEGER NOT NULL, UNIQUE (warc, offset));
    CREATE INDEX resource_digest ON resource (digest);
    CREATE TABLE attachment (
        page_id TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL, media_type TEXT NOT NULL,
        UNIQUE (page_id, path, digest));
    CREATE TABLE metadata (
        digest TEXT PRIMARY KEY, rules INTEGER NOT NULL, path TEXT NOT NULL, failed INTEGER NOT NULL,
        warc TEXT NOT NULL, offset INTEGER NOT NULL);
    CREATE INDEX metadata_path ON metadata (path);
    PRAGMA user_version = {_VERSION};
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A resource record, and where it lies."""

    digest: str
    record_id: str
    page_id: str
    """Record id of the page it came with; empty for a capture."""
    uri: str
    date: str
    warc: str
    """Name of its WARC file in captures/."""
    offset: int


_PLACE = "digest, record_id, page_id, uri, date, warc, offset"


class Index:
    """Tables of records by digest, kept in one SQLite file."""

    def __init__(self, path: Path) -> None:
        """Open the index, or make an empty one.

        Raises:
            sqlite3.DatabaseError: the file is no index of this version.
        """
        self._rows = sqlite3.connect(path, timeout=60)
        (version,) = self._rows.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._rows.executescript(_TABLES)
        elif version != _VERSION:
            raise sqlite3.DatabaseError("an index of another version")

    def close(self) -> None:
        """Close the file; what was not committed is read from the WARC files next time."""
        self._rows.close()

    def commit(self) -> None:
        """Keep all that was added."""
        self._rows.commit()

    def indexed(self) -> dict[str, int]:
        """How many bytes of each WARC file are indexed, by name."""
        return dict(self._rows.execute("SELECT name, size FROM warc"))

    def set_indexed(self, warc: str, size: int) -> None:
        """Note that a WARC file is indexed up to byte `size`."""
        self._rows.execute("INSERT OR REPLACE INTO warc VALUES (?, ?)", (warc, size))

    def add_resource(self, place: Place) -> None:
        """Add a resource record."""
        self._rows.execute(
            f"INSERT OR IGNORE INTO resource ({_PLACE}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  # fixed names
            (place.digest, place.record_id, place.page_id, place.uri, place.date, place.warc, place.offset),
        )

    def add_attachment(self, page_id: str, path: str, digest: str, media_type: str) -> None:
        """Add that a page came with a file."""
        self._rows.execute("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?)", (page_id, path, digest, media_type))

    def add_metadata(self, digest: str, rules: int, path: str, warc: str, offset: int, *, failed: bool) -> None:
        """Add a capture's metadata record, in place of the one before."""
        row = (digest, rules, path, failed, warc, offset)
        self._rows.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?, ?, ?, ?, ?)", row)

    def capture(self, digest: str) -> Place | None:
        """The record of a capture, or None."""
        return self._place("digest = ? AND page_id = ''", digest)

    def payload(self, digest: str) -> Place | None:
        """The first record, of a capture or of an attachment, that holds these bytes, or None."""
        return self._place("digest = ?", digest)

    def attachments(self, page_id: str) -> list[tuple[str, str, str]]:
        """The files that came with a page: (path, digest, media type), sorted by path."""
        query = "SELECT path, digest, media_type FROM attachment WHERE page_id = ? ORDER BY path, rowid"
        return list(self._rows.execute(query, (page_id,)))

    def metadata(self, digest: str) -> tuple[str, int] | None:
        """WARC file and offset of a capture's latest metadata record, or None."""
        row = self._rows.execute("SELECT warc, offset FROM metadata WHERE digest = ?", (digest,)).fetchone()
        return (row[0], row[1]) if row else None

    def holds_path(self, path: str) -> bool:
        """Whether an article was ever written to this path below content/."""
        return bool(self._rows.execute("SELECT 1 FROM metadata WHERE path = ? LIMIT 1", (path,)).fetchone())

    def digests(self) -> Iterator[str]:
        """Digests of all captures, in the order in which they were first received."""
        for (digest,) in self._rows.execute("SELECT digest FROM resource WHERE page_id = '' ORDER BY number"):
            yield digest

    def unread(self, rules: int) -> list[str]:
        """Digests of captures that were never read, and of those that other rules could not read, oldest first."""
        query = """
            SELECT resource.digest FROM resource LEFT JOIN metadata ON metadata.digest = resource.digest
            WHERE page_id = '' AND (metadata.digest IS NULL OR (failed AND rules <> ?)) ORDER BY number"""
        return [digest for (digest,) in self._rows.execute(query, (rules,))]

    def failed(self) -> list[str]:
        """Digests of captures that could not be read, oldest first."""
        query = """
            SELECT resource.digest FROM resource JOIN metadata ON metadata.digest = resource.digest
            WHERE page_id = '' AND failed ORDER BY number"""
        return [digest for (digest,) in self._rows.execute(query)]

    def _place(self, condition: str, digest: str) -> Place | None:
        query = f"SELECT {_PLACE} FROM resource WHERE {condition} ORDER BY number LIMIT 1"  # noqa: S608  # fixed text
        row = self._rows.execute(query, (digest,)).fetchone()
        return Place(*row) if row else None
