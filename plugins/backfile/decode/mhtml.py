"""MHTML (RFC 2557): a page that a browser saved as one file, read as the HTML page that it holds."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from backfile.capture.capture import Capture
from backfile.capture.mail import address_of, content_of, is_message, is_saved_page, message_in, parts_of
from backfile.decode.characters import read_characters
from backfile.decode.document import Document, Picture
from backfile.decode.html import decode_html
from backfile.errors import CaptureError


def is_mhtml(data: bytes) -> bool:
    """Whether it is a message that a browser made of a page."""
    return is_message(data) and is_saved_page(data)


def decode_mhtml(capture: Capture) -> Document:
    """The Document of the page, which is the first HTML part; its pictures are named as the file names them.

    Raises:
        CaptureError: its parts cannot be told apart, or none is a page.
    """
    message = message_in(capture.data, name=capture.name)
    page = next((part for part in parts_of(message) if part.get_content_type() in _PAGES), None)
    content = content_of(page) if page else b""
    if page is None or not content.strip():
        raise CaptureError("there is no page in it", place=capture.name, remedy="Save the page again")
    address = capture.target_uri or address_of(message)
    text = read_characters(content, media_type=str(page.get("Content-Type", "")), name=capture.name)
    document = decode_html(text, replace(capture, data=content, target_uri=address))
    return replace(document, pictures=tuple(_addressed(picture, address) for picture in document.pictures))


_PAGES = ("text/html", "application/xhtml+xml")


def _addressed(picture: Picture, base: str) -> Picture:
    """A picture under its whole address, by which the file knows it."""
    try:
        return replace(picture, path=urljoin(base, picture.path)) if picture.path else picture
    except ValueError:
        return picture
