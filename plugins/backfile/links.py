"""From a name to its list: where every tag, author, agency, outlet, staff code and region has its page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from backfile.address import name_slug
from backfile.interface import gettext, mark
from backfile.views import Link
from backfile.vocab.agencies import agency_of
from backfile.vocab.regions import path_down, region_name

DIRECTORIES: Mapping[str, str] = MappingProxyType(
    {
        "regions": mark("Regions"),
        "outlets": mark("Outlets"),
        "agencies": mark("Agencies"),
        "authors": mark("Authors"),
        "tags": mark("Tags"),
        "staff": mark("Staff"),
    }
)
"""The kinds of names that have a directory, and what these are called in English."""

THREADS = "/threads/"
"""Address of the list of all threads; editors make those, so it is no kind of name that articles bear."""

PICTURES = "/pictures/"
"""Address of the directory of picture agencies and photographers."""

CORRECTIONS = "/corrections/"
"""Address of the list of articles that were corrected, killed or withdrawn."""

VERSIONS = "/versions/"
"""Address of the list of articles that were captured in several wordings."""

DATA = "/data/"
"""Address of the page that tells of the archive's data."""

ON_THIS_DAY = "/on-this-day/"
"""Address of the days of the year, and of the articles of each in all years."""

NO_OUTLET = "-"
"""The address part that stands for the outlet where an article has none; no slug is a lone hyphen."""

UNDATED = "/undated/"
"""Address of the list of articles without any date."""


MOST_NAMES = 65_536
"""Links that are held of each kind of names without a table."""


@cache
def directory_link(kind: str, lang: str) -> Link:
    """A kind's directory, named in a language: all regions, all agencies and so on."""
    return Link(gettext(lang, DIRECTORIES[kind]), f"/{kind}/")


def threads_link(lang: str) -> Link:
    """The list of all threads, named in a language."""
    return Link(gettext(lang, "Threads"), THREADS)


@lru_cache(maxsize=MOST_NAMES)
def tag_link(name: str) -> Link:
    """A tag and its list."""
    return Link(name, f"/tags/{name_slug(name)}/")


@lru_cache(maxsize=MOST_NAMES)
def author_link(name: str) -> Link:
    """An author and the list of what they wrote."""
    return Link(name, f"/authors/{name_slug(name)}/")


@cache
def outlet_link(label: str) -> Link:
    """An outlet and its list."""
    return Link(label, f"/outlets/{name_slug(label)}/")


@cache
def agency_link(label: str) -> Link:
    """A news agency and its list, which lies under its frozen identifier; a label of no known agency under its slug."""
    agency = agency_of(label)
    return Link(label, f"/agencies/{agency.id if agency else name_slug(label)}/")


@cache
def staff_outlet_address(outlet: str) -> str:
    """The address of an outlet's staff, by the outlet's label."""
    return f"/staff/{name_slug(outlet) if outlet else NO_OUTLET}/"


@lru_cache(maxsize=MOST_NAMES)
def staff_link(outlet: str, code: str) -> Link:
    """The initials of one desk of one outlet, and their list: the same initials mean others elsewhere."""
    return Link(code, f"{staff_outlet_address(outlet)}{name_slug(code)}/")


@cache
def picture_agency_link(label: str) -> Link:
    """A picture agency and the list of the articles with its pictures, under its frozen identifier as `agency_link`."""
    agency = agency_of(label)
    return Link(label, f"{PICTURES}agencies/{agency.id if agency else name_slug(label)}/")


@lru_cache(maxsize=MOST_NAMES)
def photographer_link(name: str) -> Link:
    """A photographer and the list of the articles with their pictures."""
    return Link(name, f"{PICTURES}photographers/{name_slug(name)}/")


def thread_link(name: str, title: str, count: int = 0) -> Link:
    """A thread, by its id, and the list of its articles."""
    return Link(title, f"{THREADS}{name}/", count)


@cache
def region_link(code: str, lang: str) -> Link:
    """A region, named in a language where CLDR names it, and its list. Raises KeyError where there is no such code."""
    parts = "/".join(step.slug for step in path_down(code))
    return Link(region_name(code, lang), f"/regions/{parts}/")


@cache
def filed_from_link(code: str, lang: str) -> Link:
    """The list of what was filed from a region, named in a language. Raises KeyError where there is no such code."""
    link = region_link(code, lang)
    return Link(
        gettext(lang, "%(place)s: filed from here").replace("%(place)s", link.text), f"{link.address}filed-from/"
    )


@cache
def region_trail(code: str, lang: str) -> tuple[Link, ...]:
    """The way down to a region, itself included: continent, subregion, country, subdivision."""
    return tuple(region_link(step.code, lang) for step in path_down(code))
