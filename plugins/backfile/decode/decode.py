"""decode: from a Capture to its Document, told by what it holds and not by its file name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from backfile.capture.capture import Capture, assembled
from backfile.capture.compression import expanded
from backfile.decode.characters import read_characters
from backfile.decode.document import Document
from backfile.decode.html import decode_html, looks_like_html
from backfile.decode.text import decode_text
from backfile.errors import CaptureError


@dataclass(frozen=True, slots=True)
class BinaryFormat:
    """A format that is read as bytes."""

    name: str
    """What a person calls it."""
    is_it: Callable[[bytes], bool]
    """Whether bytes are of this format, by content alone; never raises."""
    decode: Callable[[Capture], Document]
    """Raises CaptureError where they cannot be read."""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format that is read as text, in whatever encoding it came."""

    name: str
    is_it: Callable[[str], bool]
    decode: Callable[[str, Capture], Document]


BINARY_FORMATS: tuple[BinaryFormat, ...] = ()
"""The first that knows the bytes reads them."""

TEXT_FORMATS: tuple[TextFormat, ...] = (
    TextFormat("an HTML page", looks_like_html, decode_html),
    TextFormat("pasted text", lambda _: True, decode_text),
)
"""The first that knows the text reads it; pasted text comes last, and knows all."""


def decode(capture: Capture) -> Document:
    """The Document of a capture, by the first format that knows it; gzip is undone first.

    Raises:
        CaptureError: the capture is empty, in no format or encoding that can be told, damaged, or holds no words.
    """
    capture = expanded(capture)
    whole = replace(capture, data=assembled(capture), frame=b"")
    document = _document(whole)
    if not any(c.isalnum() for block in document.blocks for c in block.text):
        raise CaptureError(
            "there is no text in it",
            place=capture.name,
            remedy="Save the page once it shows its text, or paste the text",
        )
    return document


def _document(capture: Capture) -> Document:
    for binary in BINARY_FORMATS:
        if binary.is_it(capture.data):
            return binary.decode(capture)
    text = read_characters(capture.data, media_type=capture.media_type, name=capture.name)
    return next(form for form in TEXT_FORMATS if form.is_it(text)).decode(text, capture)
