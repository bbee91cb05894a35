"""What every page is told of the site."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backfile.catalogue import Catalogue
from backfile.interface import gettext
from backfile.links import DIRECTORIES, directory_link, threads_link
from backfile.printed import direction
from backfile.site import Site
from backfile.views import Link, SiteView

FEED = "/feeds/latest.atom"
"""Address of the site's Atom feed."""

_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "regions": "region",
        "agencies": "agencies",
        "outlets": "outlet",
        "tags": "tags",
        "authors": "authors",
        "staff": "staff",
    }
)
"""The field of an entry that gives rise to each directory."""


def site_view(
    site: Site, catalogue: Catalogue, assets: Mapping[str, str], *, threads: bool = False, samples: bool
) -> SiteView:
    """The site as templates see it; its menu leads to the directories that have names, and to the threads, if any."""
    menu = [
        directory_link(kind, site.lang)
        for kind in DIRECTORIES
        if any(getattr(entry, _FIELDS[kind]) for entry in catalogue.entries)
    ]
    if threads:
        menu.append(threads_link(site.lang))
    return SiteView(
        name=site.name,
        lang=site.lang,
        url=site.url,
        indexing=site.indexing,
        samples=samples,
        menu=(*menu, Link(gettext(site.lang, "Search"), "/search/")),
        feed=FEED if catalogue.entries else "",
        assets=assets,
        dir=direction(site.lang),
    )
