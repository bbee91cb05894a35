"""Messages (RFC 5322, MIME): mail, and pages that a browser saved as one file (MHTML, RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime

from backfile.capture.capture import Attachment, Capture, sha256
from backfile.capture.parcel import Parcel
from backfile.errors import CaptureError

_FIELD = re.compile(rb"([A-Za-z][!-9;-~]{0,76}+):[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+\r?\n")
_HEAD = 64 * 1024
_TOLD_BY = tuple(
    frozenset(names.encode().split())
    for names in ("from date subject", "from date to", "from message-id", "from mime-version", "from received",
                  "mime-version content-type")
)  # fmt: skip
"""Names of fields that no other text begins with together; pasted stories may begin with a line From or Date."""

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20]+")


def is_message(data: bytes) -> bool:
    """Whether bytes begin with the fields of a message and an empty line; a pasted text has no such first lines."""
    names = _field_names(data)
    return any(needed <= names for needed in _TOLD_BY)


def is_saved_page(data: bytes) -> bool:
    """Whether a message is a page that a browser saved: parts with addresses, sent to nobody."""
    names = _field_names(data)
    if not {b"mime-version", b"content-type"} <= names:
        return False
    if b"snapshot-content-location" in names:
        return True
    return not names & {b"to", b"received", b"message-id"} and b"multipart/related" in data[:_HEAD].lower()


def message_in(data: bytes, *, name: str) -> Message:
    """The message that bytes are.

    Raises:
        CaptureError: its parts lie too deep within one another.
    """
    try:
        return message_from_bytes(data.lstrip(b"\r\n"), policy=compat32)
    except (RecursionError, ValueError, LookupError, AssertionError, MessageError) as cause:
        raise CaptureError(
            "its parts cannot be told apart", place=name, remedy="Save the message as text or HTML, and take that in"
        ) from cause


def message_capture(data: bytes, parcel: Parcel, name: str) -> Capture:
    """The capture of a message; of a page that a browser saved, from where and when it came."""
    uri, date = "", ""
    with suppress(CaptureError):  # decoding tells it
        if is_saved_page(data):
            message = message_in(data, name=name)
            uri, date = address_of(message), _instant(message)
    return Capture(
        data=data,
        digest=sha256(data),
        name=name,
        media_type="multipart/related" if uri else "message/rfc822",
        target_uri=dict(parcel.notes).get("source", "") or uri,
        captured_at=date if parcel.received_at and date else parcel.received_at,
        attachments=parcel.attachments,
        notes=parcel.notes,
    )


def pictures_of_message(data: bytes) -> Iterator[Attachment]:
    """The pictures in a message as its HTML calls them: by their address, or `cid:…` (RFC 2392); none if damaged."""
    try:
        message = message_in(data, name="")
    except CaptureError:
        return  # decoding tells it
    for part in parts_of(message):
        if part.get_content_maintype() != "image":
            continue
        content = content_of(part)
        content_id, location = header(part, "Content-ID").strip("<> "), header(part, "Content-Location")
        for path in filter(None, (location, f"cid:{content_id}" if content_id else "")):
            if content:
                yield Attachment(path, part.get_content_type(), content)


def parts_of(message: Message) -> Iterator[Message]:
    """The parts of a message that hold content, in order."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting += reversed([one for one in inner if isinstance(one, Message)])
        else:
            yield part


def content_of(part: Message) -> bytes:
    """What a part holds, as bytes, without its transfer encoding; what is damaged stays as it is."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, MessageError):
        content = None
    return content if isinstance(content, bytes) else b""


def header(part: Message, name: str) -> str:
    """A header as a person reads it, its encoded words (RFC 2047) decoded; empty where there is none."""
    try:
        value = part.get(name)
        text = "" if value is None else str(make_header(decode_header(value)))
    except (ValueError, LookupError, AssertionError, MessageError):
        text = str(part.get(name) or "")
    return " ".join(text.split())


def address_of(message: Message) -> str:
    """The address of a saved page: as its browser noted it, else that of its first part with one; empty for others."""
    noted = (header(part, name) for name in _LOCATIONS for part in (message, *parts_of(message)))
    return next((value for value in noted if _ADDRESS.fullmatch(value)), "")


_LOCATIONS = ("Snapshot-Content-Location", "Content-Location")


def _instant(message: Message) -> str:
    """When a page was saved, as an instant in UTC; empty where that is not said with its offset."""
    try:
        date = parsedate_to_datetime(header(message, "Date"))
        return f"{date.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if date.tzinfo and date.year > 1900 else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _field_names(data: bytes) -> set[bytes]:
    """The names of the fields that a message begins with, lower case; none where other lines stand among them."""
    head, names = data[:_HEAD].lstrip(b"\r\n"), set[bytes]()
    position = 0
    while field := _FIELD.match(head, position):
        names.add(field[1].lower())
        position = field.end()
    ended = head[position : position + 2] in (b"\r\n", b"") or head[position : position + 1] == b"\n"
    return names if ended or len(data) > _HEAD else set()
