"""Facets: what search can be narrowed by, told of each article as pairs of a facet and a value.

Values are codes and address parts, never names, so a search address (`/search/?region=SY-ID&tag=idlib`) uses the same
words as the addresses of the lists.
"""

from __future__ import annotations

from functools import lru_cache

from backfile.address import name_slug
from backfile.catalogue import Entry
from backfile.vocab.agencies import agency_of
from backfile.vocab.regions import country_of

FACETS = ("year", "region", "agency", "outlet", "tag", "language", "picture")
"""In the order in which the search page offers them."""


def facets(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The (facet, value) pairs of an article; a subdivision (`SY-ID`) tells its country (`SY`) too."""
    pairs = [("year", entry.date.period[:4])] if entry.date else []
    pairs += [("region", code) for code in region_codes(entry.region)]
    pairs += [("agency", agency_value(label)) for label in entry.agencies]
    if entry.outlet:
        pairs.append(("outlet", outlet_value(entry.outlet)))
    pairs += [("tag", tag_value(tag)) for tag in entry.tags]
    pairs.append(("language", language_value(entry.lang)))
    if entry.picture:
        pairs.append(("picture", "yes"))
    return tuple(dict.fromkeys(pairs))


def region_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes with the countries that the subdivisions among them lie in, each country before its own."""
    return tuple(dict.fromkeys(step for code in codes for step in (country_of(code), code)))


@lru_cache(maxsize=4_096)
def agency_value(label: str) -> str:
    """The frozen identifier of an agency by its label; its slug where the table does not hold it."""
    agency = agency_of(label)
    return agency.id if agency else name_slug(label)


@lru_cache(maxsize=65_536)
def tag_value(tag: str) -> str:
    """A tag's part of its address."""
    return name_slug(tag)


@lru_cache(maxsize=4_096)
def outlet_value(label: str) -> str:
    """An outlet's part of its address."""
    return name_slug(label)


def language_value(lang: str) -> str:
    """The language of a BCP 47 tag without region and script: `zh` of `zh-Hans`."""
    return lang.partition("-")[0].lower()
