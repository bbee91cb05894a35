"""JSON Feed 1.0 and 1.1 (jsonfeed.org): an article in each item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.capture.capture import ENTRY, Capture
from backfile.capture.containers.entries import broken, bytes_between, entry
from backfile.capture.containers.feed import HEAD
from backfile.capture.containers.json_entries import json_entries
from backfile.capture.parcel import Parcel, whole

JSON_FEED = "application/feed+json"
_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')


def is_json_feed(parcel: Parcel) -> bool:
    """Whether a parcel is a JSON Feed: an object whose first or last characters state the version of JSON Feed."""
    head = parcel.head(HEAD)
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    parcel.file.seek(max(0, parcel.size - HEAD))
    return bool(_VERSION.search(head) or _VERSION.search(parcel.file.read(HEAD)))


def open_json_feed(parcel: Parcel) -> Iterator[Capture]:
    """The items of a feed, each with the feed around it; a feed without any is one capture.

    Raises:
        CaptureError: it breaks off, after the items that are whole.
    """
    entries, is_whole = json_entries(parcel.file, "items")
    if not entries:
        yield whole(parcel)
        return
    head = bytes_between(parcel, 0, entries[0][0])
    tail = bytes_between(parcel, entries[-1][1], parcel.size) if is_whole else b"]}"
    for number, (start, end) in enumerate(entries, 1):
        yield entry(parcel, number, bytes_between(parcel, start, end), JSON_FEED, frame=head + ENTRY + tail)
    if not is_whole:
        raise broken(parcel, f"it breaks off after byte {entries[-1][1]}", len(entries))
