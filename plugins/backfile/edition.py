"""The Edition: what one build publishes, as every room that makes pages sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from backfile.catalogue import Catalogue, Entry
from backfile.relations import Relations, Thread
from backfile.site import Site
from backfile.views import Link, SiteView


@dataclass(frozen=True, slots=True)
class Step:
    """The place of an article in a thread."""

    thread: Thread
    before: Entry | None
    after: Entry | None

    @property
    def told(self) -> tuple[str | int | bytes, ...]:
        """All that the article's page says of it, as plain values."""
        beside = (entry.listed if entry else b"" for entry in (self.before, self.after))
        return (self.thread.id, self.thread.title, len(self.thread.articles), *beside)


@dataclass(frozen=True, slots=True)
class Edition:
    """One build's articles, settings and folders; Pelican's context holds it as `edition`."""

    site: Site
    view: SiteView
    catalogue: Catalogue
    media: Path
    """The folder of pictures."""
    output: Path
    regions: frozenset[str]
    """Codes of all regions that have a page: those of the articles, and those that these lie in."""
    redirects: tuple[tuple[str, Link], ...] = ()
    """(old address, article) pairs, from the aliases of the articles shown."""
    relations: Relations = field(default_factory=Relations)
    """The families and threads of the articles that everyone may read."""
    related: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    """The articles that these name, by path."""
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Of each article that stands in threads, by path, its place in each of them."""
    versions: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many versions each article has whose page shows several, by path."""
