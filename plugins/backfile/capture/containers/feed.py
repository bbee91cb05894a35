"""Feeds: RSS 0.9x to 2.0, RSS 1.0 and Atom, an article in each entry."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.capture.capture import Capture
from backfile.capture.containers.entries import broken, bytes_between, entry
from backfile.capture.containers.xml_entries import frame_around, outline
from backfile.capture.parcel import Parcel, whole
from backfile.capture.xml import Root, root_of

RSS = "application/rss+xml"
ATOM = "application/atom+xml"
HEAD = 65_536
"""Bytes in which a file's root stands, comments before it included."""

_ENTRIES = frozenset([("rss", "channel", "item"), ("RDF", "item"), ("RDF", "channel", "item"), ("feed", "entry")])
_NAMESPACES = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_RSS_1 = ("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/")


def feed_type(root: Root | None) -> str:
    """The media type of a feed with this root element; empty where it is none."""
    if root is None:
        return ""
    if root.name == "rss":
        return "" if "http://wordpress.org/export/" in root.tag else RSS
    if root.name == "RDF":
        return RSS if any(name in root.tag for name in _RSS_1) else ""
    return ATOM if root.name in ("feed", "entry") and any(name in root.tag for name in _NAMESPACES) else ""


def is_feed(parcel: Parcel) -> bool:
    """Whether a parcel is a feed of many entries, by its root element."""
    root = root_of(parcel.head(HEAD))
    return bool(feed_type(root)) and root is not None and root.name != "entry"


def open_feed(parcel: Parcel) -> Iterator[Capture]:
    """The entries of a feed, each with the feed around it; a feed without any is one capture.

    Raises:
        CaptureError: it is broken, after the entries that are whole; or it declares entities that are refused.
    """
    media_type = feed_type(root_of(parcel.head(HEAD)))
    found = outline(parcel.file, parcel.name, lambda path: "entry" if path in _ENTRIES else "")
    if not found.entries:
        yield whole(parcel)
        return
    frame = frame_around(parcel.file, found, parcel.size, parcel.name)
    for number, place in enumerate(found.entries, 1):
        yield entry(parcel, number, bytes_between(parcel, place.start, place.end), media_type, frame=frame)
    if found.broken:
        raise broken(parcel, found.broken, len(found.entries))
