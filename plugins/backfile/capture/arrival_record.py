"""The records that Backfile writes around the records of a web archive, so that each is known for what it is.

What stands between an arrival's first record and the last one that refers to it came in a web archive, whatever it says
of itself: the id of the first was made up after the archive was, so nothing in an archive can end its own arrival.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from backfile.capture.web_index import Arrival
from backfile.errors import StoreError

MARK_HEADER = "Backfile-Arrival"
"""Extension field of these records, with their Mark."""


class Mark(StrEnum):
    """What a record says of a web archive."""

    BEGINS = "begins"
    """Its records follow."""
    ENDS = "ends"
    """Its records stand before; there are more in the next file, unless it says that it is whole."""
    REFERS = "refers"
    """Its records lie elsewhere."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What the last record of an arrival says."""

    records: int
    """How many records of the archive are kept."""
    whole: bool
    """Whether these are all."""


def arrival_json(arrival: Arrival) -> bytes:
    """The content of an arrival's first record, and of one that refers to an archive elsewhere."""
    fields = {
        "name": arrival.name, "sha256": arrival.sha256, "size": arrival.size, "records": arrival.records,
        "path": arrival.path, "notes": dict(arrival.notes),
    }  # fmt: skip
    return json.dumps(fields, ensure_ascii=True, sort_keys=True).encode()


def ending_json(ending: Ending) -> bytes:
    """The content of an arrival's last record."""
    return json.dumps({"records": ending.records, "whole": ending.whole}).encode()


def arrival_from(content: bytes, record_id: str, *, place: str) -> Arrival:
    """The arrival that a record speaks of.

    Raises:
        StoreError: the record cannot be read.
    """
    fields = _fields(content, place)
    try:
        return Arrival(
            record_id,
            name=str(fields["name"]),
            sha256=str(fields["sha256"]),
            size=int(fields["size"]),
            records=int(fields["records"]),
            path=str(fields["path"]),
            notes=tuple(sorted((str(field), str(text)) for field, text in fields["notes"].items())),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as cause:
        raise _unreadable(place) from cause


def ending_from(content: bytes, *, place: str) -> Ending:
    """What an arrival's last record says.

    Raises:
        StoreError: the record cannot be read.
    """
    fields = _fields(content, place)
    try:
        return Ending(int(fields["records"]), bool(fields["whole"]))
    except (ValueError, TypeError, KeyError) as cause:
        raise _unreadable(place) from cause


def _fields(content: bytes, place: str) -> dict[str, Any]:
    try:
        fields = json.loads(content)
    except ValueError as cause:
        raise _unreadable(place) from cause
    if not isinstance(fields, dict):
        raise _unreadable(place)
    return fields


def _unreadable(place: str) -> StoreError:
    return StoreError("the record of an arrival cannot be read", place=place, remedy="Restore the file from a backup")
