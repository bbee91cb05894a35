"""Pictures that came with a capture: told by their bytes, never by their name."""

from __future__ import annotations

import re

from backfile.capture.capture import Attachment, sha256

_MAGIC = (
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "webp"),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), "avif"),
)
"""First bytes of the picture formats that every browser shows, and their endings. SVG is a program, and refused."""


def ending_of(data: bytes) -> str:
    """The ending that the first bytes of a picture call for, `jpg`; empty where they begin none."""
    return next((ending for magic, ending in _MAGIC if magic.match(data)), "")


def picture_name(attachment: Attachment) -> str:
    """The name of a picture in media/, a function of its bytes alone; empty where they are no picture."""
    if attachment.stands_for:
        return attachment.stands_for
    ending = ending_of(attachment.data)
    return f"{sha256(attachment.data).removeprefix('sha256:')}.{ending}" if ending else ""
