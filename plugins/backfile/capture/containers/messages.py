"""Mail: a message, and mbox files (RFC 4155), which hold many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.capture.capture import Capture
from backfile.capture.mail import is_message, message_capture
from backfile.capture.parcel import LARGEST_CAPTURE, Parcel, whole
from backfile.errors import CaptureError

_HEAD = 64 * 1024
_FROM = re.compile(rb"From [^\r\n]{1,300}?\d\d:\d\d[^\r\n]{0,40}\d{4}[^\r\n]{0,40}\r?\n?")
"""The line before each message: a sender, and when it came."""


def is_mail(parcel: Parcel) -> bool:
    """Whether it is one message."""
    return is_message(parcel.head(_HEAD))


def open_mail(parcel: Parcel) -> Iterator[Capture]:
    """The message.

    Raises:
        CaptureError: it is too large.
    """
    yield message_capture(whole(parcel).data, parcel, parcel.name)


def is_mbox(parcel: Parcel) -> bool:
    """Whether it begins with mbox's line, and a message behind it."""
    line = _FROM.match(parcel.head(_HEAD))
    return bool(line and is_message(parcel.head(_HEAD)[line.end() :]))


def open_mbox(parcel: Parcel) -> Iterator[Capture]:
    """The messages of an mbox file, without the lines between them and the empty line before each.

    Raises:
        CaptureError: a message is too large.
    """
    parcel.file.seek(0)
    number, size, parts, empty = 0, 0, list[bytes](), True
    while line := parcel.file.readline(_HEAD):
        if empty and _FROM.fullmatch(line):
            if parts:
                number += 1
                yield message_capture(_message(parts), parcel, f"{parcel.name}#{number}")
            parts, size = [], 0
            continue
        parts.append(line)
        size += len(line)
        empty = line in (b"\n", b"\r\n")
        if size > LARGEST_CAPTURE:
            raise CaptureError(
                f"message {number + 1} is too large", place=parcel.name, remedy="Take it out of the mailbox"
            )
    if parts:
        yield message_capture(_message(parts), parcel, f"{parcel.name}#{number + 1}")


def _message(lines: list[bytes]) -> bytes:
    """A message of these lines; the last one, where it is empty, belongs to the mailbox."""
    return b"".join(lines[:-1] if lines[-1] in (b"\n", b"\r\n") else lines)
