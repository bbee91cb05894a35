"""Pictures of a page: which file that came with the capture each one is."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

from backfile.capture.capture import Attachment
from backfile.capture.pictures import picture_name
from backfile.decode.document import Document, Picture


def picture_file(picture: Picture, attachments: tuple[Attachment, ...]) -> str:
    """The name in media/ of a page's picture, or empty where the capture did not bring it."""
    if not attachments or not picture.path:
        return ""
    try:
        path = posixpath.normpath(unquote(urlsplit(picture.path).path))
    except ValueError:
        return ""
    for attachment in attachments:
        if posixpath.normpath(attachment.path) == path:
            return picture_name(attachment)
    return ""


def frame_of(document: Document, element: int) -> int:
    """The element that frames a picture or caption: its `figure`, else the element two steps up; itself at the root."""
    index = element
    while index >= 0:
        if document.elements[index].tag == "figure":
            return index
        index = document.elements[index].parent
    parent = document.elements[element].parent if element >= 0 else -1
    above = document.elements[parent].parent if parent >= 0 else -1
    return above if above >= 0 else max(parent, element)


def picture_at(document: Document, block: int) -> Picture | None:
    """The picture that a caption block belongs to: the nearest before it, or after it, within the same frame."""
    frame = frame_of(document, document.blocks[block].element)
    inside = [p for p in document.pictures if _within(document, p.element, frame)]
    earlier = [p for p in inside if p.before <= block]
    return earlier[-1] if earlier else inside[0] if inside else None


def _within(document: Document, element: int, holder: int) -> bool:
    while element > holder:
        element = document.elements[element].parent
    return element == holder
