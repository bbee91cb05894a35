"""The Edition: what one build publishes, as every room that makes pages sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from backfile.catalogue import Catalogue, Entry
from backfile.relations import Relations
from backfile.site import Site
from backfile.views import Link, SiteView


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
