"""WordPress exports (WXR 1.0 to 1.2): an article in each post and page, with what the export says of it elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from urllib.parse import unquote, urlsplit

from backfile.capture.capture import ENTRY, Attachment, Capture
from backfile.capture.containers.entries import broken, bytes_between, entry
from backfile.capture.containers.feed import HEAD
from backfile.capture.containers.xml_entries import DIVIDER, Entry, Outline, closing_of, outline
from backfile.capture.parcel import Parcel, whole
from backfile.capture.xml import Root, root_of
from backfile.report import Remark

WORDPRESS = "application/vnd.wordpress.export+xml"

NO_ARTICLES = frozenset([
    "attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache", "user_request",
    "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family",
    "wp_font_face", "acf-field", "acf-field-group", "feedback", "wpcf7_contact_form",
])  # fmt: skip
"""Post types of WordPress and its common plugins that hold no story; every other type does."""

_CHILDREN = {"item": "item", "author": "author", "category": "term", "tag": "term", "term": "term"}
_WATCHED = ("post_type", "post_id", "post_parent", "author_login", "creator", "attachment_url")
_SHOWN = re.compile(
    rb'wp-image-(\d+)|"id"\s*:\s*(\d+)|attachment_(\d+)|\[gallery[^\]]*\bids=["\'&quot;]*([\d,\s]+)'
    rb"|_thumbnail_id(?:\]\]>)?</wp:meta_key>\s*<wp:meta_value>(?:<!\[CDATA\[)?(\d+)"
)
"""How a post names the pictures that it shows: classes, block attributes, captions, galleries, its featured image."""
_ADDRESS = re.compile(rb"""(?:src|href)\s*=\s*["']([^"'<>]+\.(?:jpe?g|png|gif|webp|avif|svg))""", re.IGNORECASE)
_SIZED = re.compile(r"-\d+x\d+(?=\.\w+$)")
_MOST_SHOWN = 300
_LARGEST_REST = 8 * 1024 * 1024
"""Bytes of what is no article that go into one capture."""


def is_wordpress(root: Root | None) -> bool:
    """Whether a document with this root element is a WordPress export."""
    return root is not None and root.name == "rss" and "http://wordpress.org/export/" in root.tag


def is_wordpress_export(parcel: Parcel) -> bool:
    """Whether a parcel is a WordPress export, by its root element."""
    return is_wordpress(root_of(parcel.head(HEAD)))


def open_wordpress_export(parcel: Parcel) -> Iterator[Capture | Remark]:
    """The posts and pages of an export, then all else that is in it, in pieces, with a word on what that is.

    Around each stand the export's own head, its author's line, and the attachments that it shows; files that came with
    the export are attached where their path ends as a picture's address does. Memory holds the places of all items,
    about 40 MB for 100,000, and one item.

    Raises:
        CaptureError: it is broken, after the items that are whole; or it declares entities that are refused.
    """
    found = outline(parcel.file, parcel.name, _kind, _WATCHED)
    if not found.entries:
        yield whole(parcel)
        return
    export = _Export(parcel, found)
    number = 0
    for item in found.entries:
        if item.kind == "item" and _type_of(item) not in NO_ARTICLES:
            number += 1
            yield export.article(item, number)
    for rest in export.rest():
        number += 1
        yield entry(parcel, number, rest, WORDPRESS, frame=export.around())
    if left := export.left():
        yield Remark(parcel.name, left)
    if found.broken:
        raise broken(parcel, found.broken, number)


def _kind(path: tuple[str, ...]) -> str:
    return _CHILDREN.get(path[2], "") if len(path) == 3 and path[:2] == ("rss", "channel") else ""


@dataclass(slots=True)
class _Export:
    """One export: where everything in it is."""

    parcel: Parcel
    found: Outline
    head: bytes = b""
    tail: bytes = b""
    authors: dict[str, Entry] = field(default_factory=dict)
    pictures: dict[str, Entry] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    """By post: the ids of the pictures that were uploaded for it."""
    used: set[int] = field(default_factory=set)
    """Where the entries that stand around some article begin."""

    files: dict[str, list[Attachment]] = field(default_factory=dict)
    """The files that came with it, by their names."""

    def __post_init__(self) -> None:
        for file in self.parcel.attachments:
            self.files.setdefault(_name(file.path), []).append(file)
        self.head = bytes_between(self.parcel, 0, self.found.entries[0].start)
        self.tail = closing_of(self.parcel.file, self.found)
        for one in self.found.entries:
            post_type, post_id, parent, login, _, _ = one.facts.split(DIVIDER)
            if one.kind == "author":
                self.authors.setdefault(login, one)
            elif post_type == "attachment":
                self.pictures[post_id] = one
                self.children.setdefault(parent, []).append(post_id)

    def around(self, *also: Entry) -> bytes:
        """The frame of an article: the export's head, these entries of it, and the mark between them."""
        self.used.update(one.start for one in also)
        return b"".join((self.head, *(self.bytes_of(one) for one in also), ENTRY, self.tail))

    def bytes_of(self, one: Entry) -> bytes:
        """An entry as received."""
        return bytes_between(self.parcel, one.start, one.end)

    def article(self, item: Entry, number: int) -> Capture:
        """The capture of a post or page."""
        data = self.bytes_of(item)
        _, post_id, _, _, creator, _ = item.facts.split(DIVIDER)
        ids = [next(filter(None, found.groups())).decode() for found in _SHOWN.finditer(data)]
        if b"[gallery" in data:
            ids += self.children.get(post_id, [])
        names = dict.fromkeys(name.strip() for one in ids for name in one.split(","))
        shown = [self.pictures[name] for name in names if name in self.pictures][:_MOST_SHOWN]
        author = [self.authors[creator]] if creator in self.authors else []
        addresses = [one.facts.rsplit(DIVIDER, 1)[1] for one in shown]
        if self.files:
            addresses += [address.decode("utf-8", "replace") for address in _ADDRESS.findall(data)]
        frame = self.around(*author, *shown)
        return entry(self.parcel, number, data, WORDPRESS, frame=frame, attachments=attached(addresses, self.files))

    def rest(self) -> Iterator[bytes]:
        """What is no article and stands around none, in pieces of at most 8 MB, each at least one entry."""
        piece: list[bytes] = []
        size = 0
        for one in self._unused():
            piece.append(self.bytes_of(one))
            size += len(piece[-1])
            if size > _LARGEST_REST:
                yield b"\n".join(piece)
                piece, size = [], 0
        if piece:
            yield b"\n".join(piece)

    def left(self) -> str:
        """How many entries of which types are no articles, for a person; empty where there are none."""
        types = Counter(_type_of(one) for one in self._unused() if one.kind == "item")
        if not types:
            return ""
        listed = ", ".join(f"{number:,} {name}" for name, number in sorted(types.items()))
        count = types.total()
        what = (
            "1 entry of it is no article and is" if count == 1 else f"{count:,} entries of it are no articles and are"
        )
        return f"{what} kept beside them ({listed})"

    def _unused(self) -> Iterator[Entry]:
        """The entries that are no articles and stand around none."""
        for one in self.found.entries:
            if one.start not in self.used and (one.kind != "item" or _type_of(one) in NO_ARTICLES):
                yield one


def attached(addresses: list[str], files: dict[str, list[Attachment]]) -> tuple[Attachment, ...]:
    """The files that came with an export for these addresses, each under the path of its address.

    A file is that of an address with which it has the most path parts in common from the end; a picture that
    WordPress has cut to a size is the same as its original.
    """
    found: dict[str, Attachment] = {}
    for address in addresses if files else ():
        path = unquote(urlsplit(address).path)
        near = files.get(_name(path), [])
        if near:
            best = max(near, key=lambda file: _in_common(path, file.path))
            found[path] = Attachment(path, best.media_type, best.data)
    return tuple(found.values())


def _type_of(item: Entry) -> str:
    return item.facts.partition(DIVIDER)[0]


def _name(path: str) -> str:
    return _SIZED.sub("", path.rsplit("/", 1)[-1]).lower()


def _in_common(path: str, other: str) -> int:
    """How many folders two paths have in common before their last part."""
    pairs = zip(path.split("/")[-2::-1], other.split("/")[-2::-1], strict=False)
    return len(tuple(takewhile(lambda pair: pair[0] == pair[1], pairs)))
