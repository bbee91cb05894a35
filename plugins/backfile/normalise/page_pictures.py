"""Pictures of a page: which file that came with the capture each one is, and which of them belong to the story."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote, urljoin, urlsplit

import imagesize

from backfile.capture.capture import Attachment
from backfile.capture.pictures import picture_name
from backfile.decode.document import Document, Picture

_NARROWEST, _LOWEST = 160, 90
"""Pixels: what is smaller is an icon, a face beside a byline, or a counter."""


@dataclass(frozen=True, slots=True)
class BroughtPicture:
    """A picture whose bytes came with the capture."""

    file: str
    """Its name in media/."""
    is_large: bool
    """Whether a reader would take it for a picture of the story, and not for an icon."""


def brought_pictures(document: Document, attachments: tuple[Attachment, ...]) -> Mapping[Picture, BroughtPicture]:
    """The pictures of a page whose bytes the capture brought.

    Browsers that save a page "complete" write `Story_files/a.jpg` (Firefox, percent-encoded) or `./Story_files/a.jpg`
    (Chrome, Edge); archives of the web know pictures by their address.
    """
    if not attachments or not document.pictures:
        return {}
    by_path: dict[str, Attachment] = {}
    for attachment in attachments:
        by_path.setdefault(attachment.path, attachment)
        by_path.setdefault(posixpath.normpath(attachment.path), attachment)
    named: dict[str, BroughtPicture] = {}
    found: dict[Picture, BroughtPicture] = {}
    for picture in document.pictures:
        path = next((path for path in _paths(picture, document.uri) if path in by_path), "")
        if path and path not in named:
            named[path] = BroughtPicture(picture_name(by_path[path]), _is_large(by_path[path].data))
        if path and named[path].file:
            found[picture] = named[path]
    return found


def picture_file(picture: Picture, attachments: tuple[Attachment, ...]) -> str:
    """The name in media/ of one picture of a page, or empty where the capture did not bring it."""
    brought = brought_pictures(Document((), pictures=(picture,)), attachments)
    return brought[picture].file if picture in brought else ""


def _paths(picture: Picture, base: str) -> Iterator[str]:
    """The paths that a picture's file may lie under, likeliest first."""
    for address in filter(None, (picture.path, *picture.others)):
        yield address
        try:
            yield urljoin(base, address)
            yield posixpath.normpath(unquote(urlsplit(address).path))
        except ValueError:
            continue


def _is_large(data: bytes) -> bool:
    try:
        width, height = imagesize.get(BytesIO(data))
    except (OSError, ValueError, ArithmeticError, LookupError):  # a file by that name can hold anything
        return False
    return bool(width >= _NARROWEST and height >= _LOWEST)


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
    inside = [p for p in document.pictures if is_within(document, p.element, frame)]
    earlier = [p for p in inside if p.before <= block]
    return earlier[-1] if earlier else inside[0] if inside else None


def is_within(document: Document, element: int, holder: int) -> bool:
    """Whether an element is another, or lies within it."""
    while element > holder:
        element = document.elements[element].parent
    return element == holder
