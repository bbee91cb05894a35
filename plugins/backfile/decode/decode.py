"""decode: from a Capture to its Document, told by what it holds and not by its file name."""

from __future__ import annotations

from backfile.capture.capture import Capture
from backfile.capture.compression import expanded
from backfile.decode.characters import read_characters
from backfile.decode.document import Document
from backfile.decode.html import decode_html, looks_like_html
from backfile.decode.text import decode_text
from backfile.errors import CaptureError


def decode(capture: Capture) -> Document:
    """The Document of a capture: an HTML page, or pasted text; gzip is undone first.

    Raises:
        CaptureError: the capture is empty, not text, in no encoding that can be told, or holds no words.
    """
    capture = expanded(capture)
    text = read_characters(capture.data, media_type=capture.media_type, name=capture.name)
    document = decode_html(text, capture) if looks_like_html(text) else decode_text(text, capture)
    if not any(c.isalnum() for block in document.blocks for c in block.text):
        raise CaptureError(
            "there is no text in it",
            place=capture.name,
            remedy="Save the page once it shows its text, or paste the text",
        )
    return document
