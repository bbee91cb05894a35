"""What lists hold ready for programs: feeds and data."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from backfile.views.parts import Link


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article as an Atom feed tells it; no text holds a character that XML cannot say."""

    title: str
    address: str
    lang: str
    id: str
    """`urn:uuid:…`, of the article alone."""
    published: str
    """An RFC 3339 instant."""
    updated: str
    author: str
    """Its authors, else its outlet, else the site: Atom wants one."""
    summary: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """An Atom feed: the newest articles of a list."""

    title: str
    id: str
    page: str
    """Address of the list that it is of."""
    updated: str
    """When the one changed last that did so last."""
    entries: tuple[FeedEntry, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class DataView:
    """Articles as JSON Lines."""

    lines: Markup
    """One JSON object for each, and a line feed after each."""


@dataclass(frozen=True, slots=True)
class OffersView:
    """What the whole archive offers to programs."""

    title: str
    total: int
    feed: str
    """Address of its Atom feed, or empty."""
    files: tuple[Link, ...]
    """Its articles as JSON Lines."""
