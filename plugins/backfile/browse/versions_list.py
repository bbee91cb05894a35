"""Versions: the articles that were captured in several wordings, each leading to what changed, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from backfile.browse.lists import Listing, list_set
from backfile.browse.remarks import remarked
from backfile.catalogue import Entry
from backfile.interface import gettext, ngettext
from backfile.links import VERSIONS
from backfile.planned import PageSet, digest_of
from backfile.site import Site
from backfile.views import Teaser


def version_sets(entries: Iterable[Entry], versions: Mapping[str, int], site: Site) -> Iterator[PageSet]:
    """The list of those of these articles, oldest first, that have several versions; none without any.

    `versions` says how many, by path, of the articles whose pages show them.
    """
    found = tuple(entry for entry in entries if versions.get(entry.path, 1) > 1)
    if not found:
        return
    numbers = {entry.address: versions[entry.path] for entry in found}

    def remark(teaser: Teaser) -> Teaser:
        told = ngettext(site.lang, "%(num)s version", "%(num)s versions", numbers[teaser.address])
        return replace(teaser, address=f"{teaser.address}#versions", state=told)

    listing = Listing("versions", gettext(site.lang, "Versions"), VERSIONS, found)
    yield remarked(list_set(listing, site), remark, digest_of(repr(sorted(numbers.items()))))
