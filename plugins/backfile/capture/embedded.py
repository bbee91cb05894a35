"""Pictures within a capture's own bytes: parts of a message, of a Word document, and `data:` addresses (RFC 2397).

SingleFile and some publishers write such addresses. A Document names the pictures, and holds none: their bytes are
found again in the capture when they are wanted.
"""

from __future__ import annotations

import base64
import binascii
import re

from backfile.capture.capture import Attachment, Capture, assembled, sha256
from backfile.capture.compression import expanded
from backfile.capture.mail import is_message, pictures_of_message
from backfile.capture.pictures import ending_of
from backfile.capture.word_document import is_word_document, pictures_in

_SMALLEST = 1_024
"""Bytes; what is smaller fills the place of a picture until that is loaded."""

_PICTURE = re.compile(rb"data:image/(?:png|jpe?g|gif|webp|avif)(?:;[^,\"'()<>]{0,100})?;base64,([A-Za-z0-9+/=%\s]+)")
_DEFINED = re.compile(rb"(--sf-img-[\w-]+)\s*:\s*url\(\s*[\"']?\s*\Z")
"""SingleFile keeps a picture that is shown more than once in a CSS variable `--sf-img-NUMBER`."""
_LONGEST_NAME = 100

_VARIABLE = re.compile(r"var\(\s*(--sf-img-[\w-]+)")


def name_of(address: str, style: str) -> str:
    """The name of the picture that an element shows out of the page's own bytes; empty where it shows none.

    `address` is its `data:` address, `style` its style, which may refer to a variable of SingleFile's.
    """
    if "--sf-img-" in style and (variable := _VARIABLE.search(style)):
        return variable[1]
    found = _PICTURE.match(address.strip().encode()) if address.lstrip().startswith("data:image/") else None
    data = _decoded(found[1]) if found else b""
    return sha256(data) if len(data) >= _SMALLEST else ""


def embedded_pictures(capture: Capture) -> tuple[Attachment, ...]:
    """The pictures that stand in a capture's own bytes, each once, under the names that its Document gives them.

    Raises:
        CaptureError: the capture is compressed, and damaged.
    """
    data = assembled(expanded(capture))
    if is_word_document(data):
        return tuple(pictures_in(data))
    if is_message(data):
        return tuple(pictures_of_message(data))
    if b"data:image/" not in data:
        return ()
    pictures: dict[str, Attachment] = {}
    for found in _PICTURE.finditer(data):
        picture = _decoded(found[1])
        if len(picture) >= _SMALLEST:
            variable = _DEFINED.search(data, max(0, found.start() - _LONGEST_NAME), found.start())
            name = variable[1].decode("ascii", "replace") if variable else sha256(picture)
            pictures.setdefault(name, Attachment(name, f"image/{ending_of(picture)}", picture))
    return tuple(pictures.values())


def brought(capture: Capture) -> tuple[Attachment, ...]:
    """All files that came with a capture, beside it or within it.

    Raises:
        CaptureError: the capture is compressed, and damaged.
    """
    return (*capture.attachments, *embedded_pictures(capture))


def _decoded(text: bytes) -> bytes:
    """The bytes that base64 stands for, percent-encoded or broken into lines as it may be; none where it is damaged."""
    plain = text.replace(b"%2B", b"+").replace(b"%2F", b"/").replace(b"%3D", b"=") if b"%" in text else text
    plain = b"".join(plain.split()).rstrip(b"=")
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return b""
