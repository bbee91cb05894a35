"""Corrections: the articles that carry one, or were corrected, killed or withdrawn, with the text of the notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from backfile.browse.lists import Listing, list_set
from backfile.browse.remarks import remarked
from backfile.catalogue import Entry
from backfile.interface import gettext, mark
from backfile.links import CORRECTIONS
from backfile.planned import PageSet, digest_of
from backfile.site import Site
from backfile.views import Teaser

STATES: Mapping[str, str] = MappingProxyType(
    {"corrected": mark("Corrected"), "killed": mark("Killed"), "withdrawn": mark("Withdrawn")}
)
"""What becomes of a published article, in English."""


def correction_sets(entries: Iterable[Entry], site: Site) -> Iterator[PageSet]:
    """The list of those of these articles, oldest first, that were corrected, killed or withdrawn; none without any."""
    found = tuple(entry for entry in entries if entry.is_corrected)
    if not found:
        return
    lang = site.lang
    by_address = {entry.address: entry for entry in found}

    def remark(teaser: Teaser) -> Teaser:
        entry = by_address[teaser.address]
        state = gettext(lang, STATES.get(entry.status, STATES["corrected"]))
        return replace(teaser, state=state, notice=entry.correction)

    listing = Listing("corrections", gettext(lang, "Corrections"), CORRECTIONS, found)
    yield remarked(list_set(listing, site), remark, digest_of(b"".join(entry.listed for entry in found)))
