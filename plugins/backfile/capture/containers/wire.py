"""Messages of news agencies: NewsML-G2 and NewsML 1.2, a story in each text item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.capture.capture import Capture
from backfile.capture.containers.entries import broken, bytes_between, entry
from backfile.capture.containers.feed import HEAD
from backfile.capture.containers.xml_entries import Entry, Outline, frame_around, outline
from backfile.capture.parcel import Parcel, whole
from backfile.capture.xml import encoding_of, root_of

NEWSML_G2 = "application/vnd.iptc.g2.newsitem+xml"
NEWSML_1 = "application/vnd.iptc.newsml+xml"

_ITEMS = frozenset([("newsMessage", "itemSet", "newsItem"), ("NewsML", "NewsItem")])
_CLASS = re.compile(r"""<(?:\w+:)?itemClass\b[^<>]*?qcode\s*=\s*["'][^"':]*:(\w+)["']""")
_CLASS_WITHIN = 65_536


def is_wire_message(parcel: Parcel) -> bool:
    """Whether a parcel is a message that can hold several items, by its root element."""
    root = root_of(parcel.head(HEAD))
    return root is not None and root.name in ("newsMessage", "NewsML")


def open_wire_message(parcel: Parcel) -> Iterator[Capture]:
    """The text items of a message, each with the message and its pictures around it; one without any is one capture.

    Raises:
        CaptureError: it is broken, after the items that are whole; or it declares entities that are refused.
    """
    found = outline(parcel.file, parcel.name, lambda path: "item" if path in _ITEMS else "")
    stories = Outline([item for item in found.entries if _is_text(parcel, item)], found.closing, found.broken)
    if not stories.entries:
        yield whole(parcel)
        return
    root = root_of(parcel.head(HEAD))
    media_type = NEWSML_1 if root and root.name == "NewsML" else NEWSML_G2
    frame = frame_around(parcel.file, stories, parcel.size, parcel.name, marked=True)
    for number, item in enumerate(stories.entries, 1):
        yield entry(parcel, number, bytes_between(parcel, item.start, item.end), media_type, frame=frame)
    if found.broken:
        raise broken(parcel, found.broken, len(stories.entries))


def _is_text(parcel: Parcel, item: Entry) -> bool:
    """Whether an item is a text by its own class; one without a class is."""
    start = bytes_between(parcel, item.start, min(item.end, item.start + _CLASS_WITHIN))
    stated = _CLASS.search(start.decode(encoding_of(parcel.head(4)), "replace"))
    return stated is None or stated[1] == "text"
