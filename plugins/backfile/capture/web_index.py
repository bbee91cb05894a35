"""The part of the index that web archives fill: which archives came, their pictures by address, and the revisits."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from urllib.parse import quote, urldefrag

WEB_TABLES = """
    CREATE TABLE arrival (
        record_id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
        records INTEGER NOT NULL, whole INTEGER NOT NULL, path TEXT NOT NULL, notes TEXT NOT NULL);
    CREATE INDEX arrival_sha256 ON arrival (sha256);
    CREATE TABLE picture (
        number INTEGER PRIMARY KEY, address TEXT NOT NULL, date TEXT NOT NULL, digest TEXT NOT NULL,
        size INTEGER NOT NULL, media_type TEXT NOT NULL, ending TEXT NOT NULL,
        record_id TEXT NOT NULL, payload TEXT NOT NULL, warc TEXT NOT NULL, offset INTEGER NOT NULL);
    CREATE INDEX picture_address ON picture (address);
    CREATE INDEX picture_record_id ON picture (record_id);
    CREATE INDEX picture_payload ON picture (payload);
    CREATE TABLE revisit (
        number INTEGER PRIMARY KEY, digest TEXT NOT NULL, address TEXT NOT NULL, uri TEXT NOT NULL, date TEXT NOT NULL,
        record_id TEXT NOT NULL, first_id TEXT NOT NULL, first_address TEXT NOT NULL, first_date TEXT NOT NULL,
        payload TEXT NOT NULL, given INTEGER NOT NULL);
    CREATE INDEX revisit_digest ON revisit (digest);
    CREATE INDEX revisit_address ON revisit (address);
    CREATE INDEX revisit_first_id ON revisit (first_id);
    CREATE INDEX revisit_first_address ON revisit (first_address);
    CREATE INDEX revisit_payload ON revisit (payload);
    CREATE TABLE unsettled (digest TEXT PRIMARY KEY) WITHOUT ROWID;
"""

_SCHEME = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A web archive that came."""

    record_id: str
    """Of the record that says so."""
    name: str
    sha256: str
    """`sha256:…` of the whole file."""
    size: int
    """Bytes of the whole file."""
    records: int = 0
    """How many of its records are kept."""
    whole: bool = False
    """Whether these are all."""
    path: str = ""
    """Where the file lies, for an archive that is referred to and not copied."""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture of a web archive, and where it lies."""

    digest: str
    size: int
    """Bytes."""
    media_type: str
    ending: str
    """What its file's name ends in: `jpg`."""
    warc: str
    offset: int


@dataclass(frozen=True, slots=True)
class Revisit:
    """That a page was found again as it was: a revisit record, or a response with the same body."""

    digest: str
    """Of the body, where the record brings it; empty where it only refers to the first."""
    uri: str
    date: str
    """An instant in UTC; empty where the record has none."""
    record_id: str = ""
    first_id: str = ""
    first_uri: str = ""
    first_date: str = ""
    payload: str = ""
    """The archive's own digest of the payload, in its notation."""
    given: bool = False
    """Whether a person gave it, and no crawler met it."""


_PICTURE = "digest, size, media_type, ending, warc, offset"
_FIRST = ", ".join(f"first.{name}" for name in _PICTURE.split(", "))
_LONGEST_CRAWL = 31
"""Days; what was fetched from a picture's address longer before or after its page may be another picture."""


class WebIndex:
    """The tables of web archives, within the file of the index."""

    def __init__(self, rows: sqlite3.Connection) -> None:
        self._rows = rows

    def add_arrival(self, arrival: Arrival) -> None:
        """Add a web archive, or replace what was known of it."""
        notes = json.dumps(arrival.notes)
        self._rows.execute(
            "INSERT OR REPLACE INTO arrival VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (arrival.record_id, arrival.name, arrival.sha256, arrival.size, arrival.records, arrival.whole,
             arrival.path, notes),
        )  # fmt: skip

    def end_arrival(self, record_id: str, records: int, *, whole: bool) -> None:
        """Note how many records of a web archive are kept, and whether these are all."""
        self._rows.execute(
            "UPDATE arrival SET records = ?, whole = ? WHERE record_id = ?", (records, whole, record_id)
        )  # fmt: skip

    def arrival(self, record_id: str) -> Arrival | None:
        """The archive of an arrival record, or None."""
        return next(self._arrivals("record_id = ?", record_id), None)

    def arrived(self, sha256: str) -> Arrival | None:
        """What is kept already of an archive with these bytes, the most of it; None where nothing is."""
        return max(self._arrivals("sha256 = ?", sha256), key=lambda a: (a.whole, a.records), default=None)

    def referred(self) -> list[Arrival]:
        """The archives that are referred to and not copied, in order of their names."""
        return sorted(self._arrivals("path <> ?", ""), key=lambda arrival: arrival.path)

    def _arrivals(self, condition: str, value: str) -> Iterator[Arrival]:
        query = f"SELECT * FROM arrival WHERE {condition}"  # noqa: S608  # fixed text
        for record_id, name, sha256, size, records, whole, path, notes in self._rows.execute(query, (value,)):
            listed = tuple((str(field), str(text)) for field, text in json.loads(notes))
            yield Arrival(record_id, name, sha256, size, records, bool(whole), path, listed)

    def add_picture(self, picture: StoredPicture, uri: str, date: str, record_id: str, payload: str) -> None:
        """Add a picture."""
        names = f"address, date, record_id, payload, {_PICTURE}"
        row = (address_key(uri), date, record_id, payload, *astuple(picture))
        self._rows.execute(f"INSERT INTO picture ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608  # fixed names

    def add_revisit(self, revisit: Revisit) -> None:
        """Add a revisit."""
        self._rows.execute(
            "INSERT INTO revisit (digest, address, uri, date, record_id, first_id, first_address, first_date, payload,"
            " given) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (revisit.digest, address_key(revisit.uri), revisit.uri, revisit.date, revisit.record_id, revisit.first_id,
             address_key(revisit.first_uri), revisit.first_date, revisit.payload, revisit.given),
        )  # fmt: skip
        if revisit.digest:
            self._rows.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", (revisit.digest,))

    def picture(self, uri: str, date: str) -> StoredPicture | None:
        """The picture that was fetched from an address at the time nearest to `date`, itself or by a revisit."""
        address = address_key(uri)
        query = f"""
            SELECT {_PICTURE} FROM (
                SELECT {_PICTURE}, date FROM picture WHERE address = :address
                UNION ALL
                SELECT {_FIRST}, revisit.date FROM revisit JOIN picture AS first
                    ON first.record_id = revisit.first_id
                    OR (first.address = revisit.first_address AND first.date = revisit.first_date AND first.date <> '')
                    OR (first.payload = revisit.payload AND revisit.payload <> '')
                WHERE revisit.address = :address)
            WHERE abs(julianday(date) - julianday(:date)) <= {_LONGEST_CRAWL}
            ORDER BY abs(julianday(date) - julianday(:date)) LIMIT 1"""  # noqa: S608  # fixed names
        row = self._rows.execute(query, {"address": address, "date": date}).fetchone()
        return StoredPicture(*row) if row else None

    def revisits(self, digest: str, record_id: str, uri: str, date: str, payload: str) -> list[Revisit]:
        """When a page was found again as it was, in the order of the times.

        It is named by the digest of its body, and by what its record says of itself.
        """
        rows = self._rows.execute(
            """WITH first AS (
                SELECT :record_id AS record_id, :address AS address, :date AS date, :payload AS payload
                UNION SELECT record_id, address, date, payload FROM revisit WHERE digest = :digest)
            SELECT digest, uri, date, record_id, first_id, '', first_date, payload, given FROM revisit
            WHERE digest = :digest OR number IN (
                SELECT other.number FROM first JOIN revisit AS other
                ON (other.first_id = first.record_id AND first.record_id <> '')
                OR (other.first_address = first.address AND other.first_date = first.date AND first.date <> '')
                OR (other.payload = first.payload AND first.payload <> '' AND other.digest = ''))
            ORDER BY date, number""",
            {"digest": digest, "record_id": record_id, "address": address_key(uri), "date": date, "payload": payload},
        )
        return [replace(Revisit(*row[:-1]), given=bool(row[-1])) for row in rows]

    def seen_again(self, digest: str) -> tuple[str, ...]:
        """The instants at which the very bytes of a page came again, in order."""
        query = "SELECT DISTINCT date FROM revisit WHERE digest = ? AND date <> '' ORDER BY date"
        return tuple(date for (date,) in self._rows.execute(query, (digest,)))

    def is_given(self, digest: str) -> bool:
        """Whether a person gave a page that a crawler met first."""
        query = "SELECT 1 FROM revisit WHERE digest = ? AND given LIMIT 1"
        return bool(self._rows.execute(query, (digest,)).fetchone())


def address_key(uri: str) -> str:
    """A web address without its scheme and fragment, percent-encoded in one way: what pages and archives agree on."""
    try:
        bare = urldefrag(uri.strip().strip("<>")).url
    except ValueError:
        bare = uri
    return quote(_SCHEME.sub("//", bare, count=1), safe="%/:?#[]@!$&'()*+,;=~")
