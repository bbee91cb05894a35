"""The Document: all readable text of a capture as typed blocks, and what its metadata offers for each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a block is by its own mark-up or layout, before anything is judged."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE_CELL = "table cell"
    PREFORMATTED = "preformatted"
    CHROME = "chrome"
    """Not prose by its very element: the page's title, buttons, options, script-less fallbacks."""


class Role(StrEnum):
    """What a block is by the format's own word: wire XML, feeds and exports name the parts of a story."""

    UNTOLD = ""
    """The format does not say; rules judge."""
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    DATE = "date"
    BODY = "body"
    CAPTION = "caption"
    CREDIT_LINE = "credit line"
    CORRECTION = "correction"
    SECTION = "section"
    KEYWORD = "keyword"
    RIGHTS = "rights"
    BESIDE = "beside the story"
    """Words that are no part of the article: a feed's own title, a message's signature."""


class Look(StrEnum):
    """How a stretch of a block's text is marked."""

    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    LANGUAGE = "language"
    """Declared to be in the language that the mark's target names."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a block's text with a look: characters start up to end."""

    start: int
    end: int
    look: Look
    target: str = ""
    """Where a link leads, made absolute where the page's address is known; the tag of a language."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the page's tree that holds text, for judging where a block stands."""

    tag: str
    parent: int
    """Index in `Document.elements`; -1 for the root."""
    attributes: tuple[tuple[str, str], ...] = ()
    """id, class, role, itemprop, hidden and the like: only what rules read."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A run of text that a reader sees as one unit."""

    text: str
    """Its words; within it, white space is one space, and a line break that a reader sees is a newline."""
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    """Heading level 1 to 6; depth of a list item; 0 elsewhere."""
    element: int = -1
    """Index in `Document.elements` of the nearest element that holds all of it; -1 in pasted text."""
    marks: tuple[Mark, ...] = ()
    role: Role = Role.UNTOLD


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that the page's metadata offers for a field."""

    field: str
    """Name of an Article field, or `author` (one name), `picture` (an address), `keyword`, `site`, `body`."""
    value: str
    source: str
    """Where it stood: `json-ld`, `og:title`, `meta:author`, `time`, `title`, `canonical`, …"""


NOTED = "metadata.csv"
"""The source of a candidate that a person noted of the file: it counts before all others."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the page shows."""

    element: int
    """Index in `Document.elements` of the picture's own element."""
    before: int
    """Index of the first block that follows it."""
    path: str
    """Its address as the page gives it; a name for bytes that stand in the page itself (`capture/embedded.py`)."""
    description: str = ""
    """Its alternative text; metadata, not text of the page."""
    others: tuple[str, ...] = ()
    """Further addresses of the same picture: of other sizes, or for when the page is scrolled to it."""


@dataclass(frozen=True, slots=True)
class Embed:
    """Something of another site, or a sound or film, that the page shows in a frame."""

    element: int
    """Index in `Document.elements` of its own element."""
    before: int
    """Index of the first block that follows it."""
    address: str
    """Where it can be seen: http or https."""


@dataclass(frozen=True, slots=True)
class Document:
    """All readable text of a capture, in reading order, and its metadata."""

    blocks: tuple[TextBlock, ...]
    media_type: str = "text/plain"
    """What the content proved to be.

    `text/plain` is judged by the rules for pasted text, `text/html` by those for pages; every other type is that of a
    format whose blocks have roles and whose candidates are authoritative.
    """
    elements: tuple[Element, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    pictures: tuple[Picture, ...] = ()
    embeds: tuple[Embed, ...] = ()
    lang: str = ""
    """The language that the page declares."""
    uri: str = ""
    """The page's own address, from the capture or its canonical link."""
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What the format states that no field of an Article holds, by the format's own names; plain data for YAML."""
    doubts: tuple[str, ...] = ()
    """What the format's own schema finds wrong, `format: what`; it is read all the same."""
