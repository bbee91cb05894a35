"""The index of captures/: where each record lies. It is rebuilt from the WARC files whenever it does not fit them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from backfile.capture.web_index import WEB_TABLES, WebIndex

FILE_NAME = "backfile.index"
"""Its name in captures/; deleting it costs only the time to read the WARC files again."""

_VERSION = 4
_TABLES = f"""
    CREATE TABLE warc (
        name TEXT PRIMARY KEY, size INTEGER NOT NULL, arrival TEXT NOT NULL, records INTEGER NOT NULL);
    CREATE TABLE resource (
        number INTEGER PRIMARY KEY, digest TEXT NOT NULL, record_id TEXT NOT NULL, page_id TEXT NOT NULL,
        uri TEXT NOT NULL, date TEXT NOT NULL, warc TEXT NOT NULL, offset INTEGER NOT NULL,
        arrival TEXT NOT NULL, record INTEGER NOT NULL, payload TEXT NOT NULL, UNIQUE (warc, offset));
    CREATE INDEX resource_digest ON resource (digest);
    CREATE TABLE attachment (
        page_id TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL, media_type TEXT NOT NULL,
        UNIQUE (page_id, path, digest));
    CREATE TABLE metadata (
        digest TEXT PRIMARY KEY, rules INTEGER NOT NULL, path TEXT NOT NULL, failed INTEGER NOT NULL,
        warc TEXT NOT NULL, offset INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX metadata_path ON metadata (path, rules);
    CREATE INDEX metadata_failed ON metadata (digest) WHERE failed;
    CREATE TABLE unread (digest TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE article_key (
        key INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (key, digest)) WITHOUT ROWID;
    {WEB_TABLES}
    PRAGMA user_version = {_VERSION};
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A resource or response record, and where it lies."""

    digest: str
    record_id: str
    page_id: str
    """Record id of the page it came with; empty for a capture."""
    uri: str
    date: str
    warc: str
    """Name of its WARC file in captures/, or the path of an archive that is referred to."""
    offset: int
    arrival: str = ""
    """Record id of the arrival of the web archive that it came in; empty for what did not come in one."""
    record: int = 0
    """Its number in that archive, from 1."""
    payload: str = ""
    """The archive's own digest of its payload."""


_PLACE = "digest, record_id, page_id, uri, date, warc, offset, arrival, record, payload"


@dataclass(frozen=True, slots=True)
class Indexed:
    """How far a WARC file is indexed."""

    size: int = 0
    """Bytes."""
    arrival: str = ""
    """Record id of the arrival of the web archive whose records lie there; empty where none do."""
    records: int = 0
    """How many of its records came before."""


class Index:
    """Tables of records by digest, kept in one SQLite file."""

    def __init__(self, path: Path) -> None:
        """Open the index, or make an empty one.

        Raises:
            sqlite3.DatabaseError: the file is no index of this version.
        """
        self._rows = sqlite3.connect(path, timeout=60)
        self.web = WebIndex(self._rows)
        (version,) = self._rows.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._rows.executescript(f"BEGIN; {_TABLES} COMMIT;")
        elif version != _VERSION:
            raise sqlite3.DatabaseError("an index of another version")

    def close(self) -> None:
        """Close the file; what was not committed is read from the WARC files next time."""
        self._rows.close()

    def commit(self) -> None:
        """Keep all that was added."""
        self._rows.commit()

    def indexed(self) -> dict[str, Indexed]:
        """How far each WARC file is indexed, by name."""
        return {name: Indexed(*rest) for name, *rest in self._rows.execute("SELECT * FROM warc")}

    def set_indexed(self, warc: str, indexed: Indexed) -> None:
        """Note how far a WARC file is indexed."""
        row = (warc, indexed.size, indexed.arrival, indexed.records)
        self._rows.execute("INSERT OR REPLACE INTO warc VALUES (?, ?, ?, ?)", row)

    def add_resource(self, place: Place) -> None:
        """Add a resource or response record."""
        self._rows.execute(
            f"INSERT OR IGNORE INTO resource ({_PLACE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  # fixed names
            (
                place.digest,
                place.record_id,
                place.page_id,
                place.uri,
                place.date,
                place.warc,
                place.offset,
                place.arrival,
                place.record,
                place.payload,
            ),
        )

        if not place.page_id:
            self._rows.execute(
                "INSERT OR IGNORE INTO unread SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM metadata WHERE digest = ?1)",
                (place.digest,),
            )

    def add_attachment(self, page_id: str, path: str, digest: str, media_type: str) -> None:
        """Add that a page came with a file."""
        self._rows.execute("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?)", (page_id, path, digest, media_type))

    def add_metadata(self, digest: str, rules: int, path: str, warc: str, offset: int, *, failed: bool) -> None:
        """Add a capture's metadata record, in place of the one before."""
        row = (digest, rules, path, failed, warc, offset)
        self._rows.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?, ?, ?, ?, ?)", row)
        self._rows.execute("DELETE FROM unread WHERE digest = ?", (digest,))

    def add_keys(self, digest: str, keys: Iterable[str]) -> None:
        """Add by which keys a capture's article is known again."""
        rows = [(_short(key), digest) for key in keys]
        self._rows.executemany("INSERT OR IGNORE INTO article_key VALUES (?, ?)", rows)

    def paths_with_key(self, key: str, most: int) -> list[str]:
        """The paths of up to `most` articles that may have a key: two keys may be one here, and the records tell."""
        query = """
            SELECT DISTINCT path FROM article_key JOIN metadata USING (digest) WHERE key = ? AND path <> '' LIMIT ?"""
        return [path for (path,) in self._rows.execute(query, (_short(key), most))]

    def with_path(self, path: str) -> list[str]:
        """Digests of the captures of the article at a path below content/, sorted."""
        query = "SELECT digest FROM metadata WHERE path = ? ORDER BY digest"
        return [digest for (digest,) in self._rows.execute(query, (path,))]

    def shared_paths(self) -> list[str]:
        """The paths of articles that were captured more than once, sorted."""
        query = "SELECT path FROM metadata WHERE path <> '' GROUP BY path HAVING count(*) > 1 ORDER BY path"
        return [path for (path,) in self._rows.execute(query)]

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

    def path_of(self, digest: str) -> str:
        """The path below content/ of a capture's article; empty where it has none."""
        row = self._rows.execute("SELECT path FROM metadata WHERE digest = ?", (digest,)).fetchone()
        return str(row[0]) if row else ""

    def came_again(self) -> list[str]:
        """Digests of the captures that came again since this was last settled, where their article has others."""
        query = """
            SELECT digest FROM unsettled JOIN metadata USING (digest) WHERE path <> '' AND EXISTS (
                SELECT 1 FROM metadata AS other WHERE other.path = metadata.path AND other.digest <> metadata.digest)
            ORDER BY digest"""
        return [digest for (digest,) in self._rows.execute(query)]

    def settle(self) -> None:
        """Note that the articles of all captures that came again show it."""
        self._rows.execute("DELETE FROM unsettled")

    def recorded_since(self, ends: Mapping[str, int]) -> list[str]:
        """Digests of the captures of articles whose latest metadata record begins at or after a byte of its WARC file.

        `ends` has that byte by the file's name; of a file that it does not name, all are meant.
        """
        rows = self._rows.execute("SELECT digest, warc, offset FROM metadata WHERE path <> '' ORDER BY warc, offset")
        return [digest for digest, warc, offset in rows if offset >= ends.get(warc, 0)]

    def holds_path(self, path: str) -> bool:
        """Whether an article was ever written to this path below content/."""
        return bool(self._rows.execute("SELECT 1 FROM metadata WHERE path = ? LIMIT 1", (path,)).fetchone())

    def digests(self) -> Iterator[str]:
        """Digests of all captures, in the order in which they were first received."""
        for (digest,) in self._rows.execute("SELECT digest FROM resource WHERE page_id = '' ORDER BY number"):
            yield digest

    def unread(self, rules: int) -> list[str]:
        """Digests of captures never read, and of those in which other rules found no article, oldest first."""
        query = """
            SELECT resource.digest FROM (
                SELECT digest FROM unread
                UNION SELECT digest FROM metadata WHERE path = '' AND rules < ?1
                UNION SELECT digest FROM metadata WHERE path = '' AND rules > ?1
            ) AS found CROSS JOIN resource ON resource.digest = found.digest
            WHERE page_id = '' ORDER BY number"""
        return [digest for (digest,) in self._rows.execute(query, (rules,))]

    def failed(self) -> list[str]:
        """Digests of captures that could not be read, oldest first."""
        query = """
            SELECT resource.digest FROM metadata CROSS JOIN resource ON resource.digest = metadata.digest
            WHERE failed AND page_id = '' ORDER BY number"""
        return [digest for (digest,) in self._rows.execute(query)]

    def _place(self, condition: str, digest: str) -> Place | None:
        query = f"SELECT {_PLACE} FROM resource WHERE {condition} ORDER BY number LIMIT 1"  # noqa: S608  # fixed text
        row = self._rows.execute(query, (digest,)).fetchone()
        return Place(*row) if row else None


def _short(key: str) -> int:
    """A key as the 64 bits that SQLite holds as one number."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
