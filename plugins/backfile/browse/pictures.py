"""Pictures: the lists of the articles with the pictures of each agency and of each photographer."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.browse.groups import Groups
from backfile.browse.lists import Listing
from backfile.interface import gettext
from backfile.links import PICTURES
from backfile.views import Link


def pictures_link(lang: str) -> Link:
    """The directory of picture agencies and photographers, named in a language."""
    return Link(gettext(lang, "Pictures"), PICTURES)


def picture_listings(groups: Groups, lang: str) -> Iterator[Listing]:
    """The list of every picture agency and of every photographer."""
    trail = (pictures_link(lang),)
    for kind, members in (("picture-agencies", groups.picture_agencies), ("photographers", groups.photographers)):
        for each in members:
            yield Listing(kind, each.text, each.address, each.entries, trail)
