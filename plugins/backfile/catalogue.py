"""The catalogue: one small record of every article, which is all that lists, search and feeds need to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backfile.address import article_address
from backfile.article import Access, EventDate


@dataclass(frozen=True, slots=True)
class Entry:
    """What lists know of an article."""

    path: str
    """Its path below content/ without its ending: `2020/02/20/slug`."""
    title: str
    date: EventDate | None
    modified: EventDate | None
    lang: str
    """Never empty: the site's language where the article has none."""
    outlet: str
    summary: str
    """The standfirst, else the beginning of the text in at most 300 characters; empty where it may not be shown."""
    region: tuple[str, ...]
    agencies: tuple[str, ...]
    """Labels."""
    staff: tuple[str, ...]
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    picture: bool
    access: Access
    embargo: EventDate | None = None
    """Before this moment the article is not shown."""
    mentioned: tuple[str, ...] = ()
    """Codes of the countries that its page names and, where they have a list, leads to."""
    aliases: tuple[str, ...] = ()
    """Old addresses that lead to it."""
    media: tuple[str, ...] = ()
    """The files in media/ that its page names."""
    filed: tuple[str, ...] = ()
    """Codes of the places that its dateline names: where it was filed, not where it happened."""
    picture_agencies: tuple[str, ...] = ()
    """Labels of the agencies that made its picture."""
    photographer: str = ""
    status: str = ""
    """truncated, corrected, killed, withdrawn, or empty."""
    correction: str = ""
    """The notice of its correction, in at most 300 characters."""
    capture: int = 0
    """The number by which its capture's provenance is kept; 0 where it names none."""
    digest: bytes = b""
    """Of all that the article's own page prints of it."""
    listed: bytes = b""
    """Of all that lists, feeds and search print of it."""

    @property
    def address(self) -> str:
        """Its address: `/2020/02/20/slug/`."""
        return article_address(self.path)

    @property
    def is_corrected(self) -> bool:
        """Whether it carries a correction, or was corrected, killed or withdrawn."""
        return bool(self.correction) or self.status in ("corrected", "killed", "withdrawn")

    @property
    def order(self) -> tuple[str, str]:
        """What sorts entries from oldest to newest; undated ones come first, and the path decides between equals."""
        return (self.date.text if self.date else "", self.path)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries that may be listed, oldest first, and the full names of their outlets."""

    entries: tuple[Entry, ...]
    outlets: Mapping[str, str]
    """Full name of each outlet label, where one is known."""
