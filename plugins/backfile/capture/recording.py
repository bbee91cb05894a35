"""What the index learns of a record, by where it stands: one of Backfile's own, or one of a web archive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from backfile.capture.arrival_record import MARK_HEADER, Mark, arrival_from, ending_from
from backfile.capture.index import Index, Place
from backfile.capture.members import Member
from backfile.capture.metadata_record import from_json
from backfile.capture.payload import Carried
from backfile.capture.records import NAME_HEADER, unquoted
from backfile.capture.web_index import Revisit, StoredPicture

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where in a WARC file a reader stands."""

    arrival: str = ""
    """Record id of the arrival that it is within; empty outside of all."""
    records: int = 0
    """How many records of that arrival's archive came before."""


class Became(Enum):
    """What became of a record of a web archive."""

    PAGE = auto()
    """A capture that was not held before."""
    REVISIT = auto()
    """Noted with the page or picture that it repeats."""
    PICTURE = auto()
    KEPT = auto()
    """Nothing is made of it."""


def record(index: Index, member: Member, warc: str, standing: Standing) -> Standing:
    """Add a record to the index; where the reader stands after it.

    Raises:
        StoreError: it is a record of Backfile's own that cannot be read.
    """
    if not standing.arrival:
        return _own(index, member, warc)
    if member.header(MARK_HEADER) == Mark.ENDS and member.header("WARC-Refers-To") == standing.arrival:
        ending = ending_from(member.content, place=f"{warc}, byte {member.offset}")
        index.web.end_arrival(standing.arrival, ending.records, whole=ending.whole)
        return Standing()
    after = Standing(standing.arrival, standing.records + 1)
    incoming(index, member, warc, after)
    return after


def incoming(index: Index, member: Member, warc: str, standing: Standing) -> Became:
    """Add a record of a web archive, where `standing` is the place after it; what became of it."""
    payload = member.payload
    uri, record_id = member.header("WARC-Target-URI").strip("<>"), member.header("WARC-Record-ID")
    date, declared = instant(member.header("WARC-Date")), member.header("WARC-Payload-Digest")
    if member.header("WARC-Type") == "revisit":
        first = (member.header("WARC-Refers-To"), member.header("WARC-Refers-To-Target-URI").strip("<>"))
        index.web.add_revisit(
            Revisit("", uri, date, record_id, *first, instant(member.header("WARC-Refers-To-Date")), declared)
        )  # fmt: skip
        return Became.REVISIT
    if payload.digest and payload.carried is Carried.PICTURE:
        picture = StoredPicture(
            payload.digest, payload.size, payload.media_type, payload.ending, warc, member.offset
        )  # fmt: skip
        index.web.add_picture(picture, uri, date, record_id, declared)
        return Became.PICTURE
    if payload.digest and payload.carried is Carried.PAGE:
        if index.capture(payload.digest):
            index.web.add_revisit(Revisit(payload.digest, uri, date, record_id, payload=declared))
            return Became.REVISIT
        index.add_resource(
            Place(
                payload.digest, record_id, "", uri, date, warc, member.offset, standing.arrival,
                standing.records, declared,
            )
        )  # fmt: skip
        return Became.PAGE
    return Became.KEPT


def instant(date: str) -> str:
    """A WARC-Date as an instant in whole seconds, `2026-01-31T12:00:00Z`; empty where it is none."""
    found = _INSTANT.fullmatch(date)
    if not found:
        return ""
    try:
        datetime.fromisoformat(found[1])
    except ValueError:
        return ""
    return f"{found[1]}Z"


def _own(index: Index, member: Member, warc: str) -> Standing:
    kind, page_id = member.header("WARC-Type"), member.header("WARC-Concurrent-To")
    digest, record_id = member.header("WARC-Payload-Digest"), member.header("WARC-Record-ID")
    place = f"{warc}, byte {member.offset}"
    if kind == "resource":
        index.add_resource(
            Place(
                digest, record_id, page_id, member.header("WARC-Target-URI"), member.header("WARC-Date"), warc,
                member.offset,
            )
        )  # fmt: skip
    if kind in ("resource", "revisit") and page_id:
        index.add_attachment(page_id, unquoted(member.header(NAME_HEADER)), digest, member.header("Content-Type"))
    elif kind == "revisit":
        index.web.add_revisit(Revisit(digest, member.header("WARC-Target-URI"), member.header("WARC-Date"), given=True))
    mark = member.header(MARK_HEADER)
    if mark in (Mark.BEGINS, Mark.REFERS):
        arrival = arrival_from(member.content, record_id, place=place)
        index.web.add_arrival(arrival)
        return Standing(record_id, arrival.records) if mark == Mark.BEGINS else Standing()
    if kind == "metadata" and not mark:
        made = from_json(member.content, place=place)
        index.add_metadata(made.capture, made.rules, made.path, warc, member.offset, failed=bool(made.problem))
        index.add_keys(made.capture, made.keys)
    return Standing()
