"""Dates as pages write them for machines, read into EventDate."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from backfile.article import EventDate
from backfile.errors import FrontMatterError

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d(?:-\d\d)?)(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<offset>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?(?:\[[^\]]*\])?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T\s]+(\d{1,2}:\d\d(?::\d\d)?))?")
_EARLIEST, _LATEST = 1600, 2200


def machine_date(value: str) -> EventDate | None:
    """The date that a machine-readable value states, with its own offset and no finer than it states; None if none.

    ISO 8601 and its looser forms, compact forms, RFC 5322 dates, and seconds since 1970.
    """
    text = " ".join(value.split())
    if found := _ISO.fullmatch(text):
        return _date(found["day"], found["hour"], found["minute"], found["second"], found["offset"])
    if found := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, offset = found.groups()
        return _date(f"{year}-{month}-{day}", hour, minute, second, offset)
    if found := _SLASHED.fullmatch(text):
        clock = [*str(found[4] or "").split(":"), "", "", ""]
        hour, minute, second = clock[:3]
        return _date(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", hour, minute, second, "")
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        moment = datetime.fromisoformat("1970-01-01T00:00:00+00:00").timestamp() + int(text[:10])
        return _checked(
            datetime.fromtimestamp(moment, tz=datetime.fromisoformat("1970-01-01T00:00:00+00:00").tzinfo).isoformat()
        )
    if re.match(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d", text):
        try:
            return _checked(parsedate_to_datetime(text).isoformat())
        except (ValueError, IndexError):
            return None
    return None


def _date(day: str, hour: str | None, minute: str | None, second: str | None, offset: str | None) -> EventDate | None:
    if not hour:
        return _checked(day)
    zone = offset or ""
    if zone in ("Z", "UTC", "GMT"):
        zone = "Z"
    elif zone:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        zone = f"{zone[0]}{digits[:2]}:{digits[2:]}"
    return _checked(f"{day}T{int(hour):02}:{minute}:{second or '00'}{zone}")


def _checked(text: str) -> EventDate | None:
    try:
        date = EventDate(text)
    except FrontMatterError:
        return None
    return date if _EARLIEST <= date.year <= _LATEST else None
