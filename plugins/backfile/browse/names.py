"""Names: the list of every agency, tag, author, outlet, staff code, picture agency and photographer.

What a list says beside its articles is made here: which tags are related, and whose copy an outlet prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backfile.browse.groups import Groups, NamedGroup
from backfile.browse.lists import Listing
from backfile.browse.pictures import picture_listings
from backfile.browse.related_tags import related_tags
from backfile.browse.shares import agency_table, copy_of, outlet_table
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import directory_link
from backfile.views import Group, Link


def name_listings(
    entries: tuple[Entry, ...], groups: Groups, lang: str, outlet_names: Mapping[str, str]
) -> Iterator[Listing]:
    """Every list of a name that these articles bear, regions aside; `groups` are theirs.

    `outlet_names` are the full names of outlets by label, which head their lists.
    """
    yield from _tag_listings(groups, len(entries), lang)
    for each in groups.authors:
        yield _listing("authors", each, (directory_link("authors", lang),))
    yield from _source_listings(entries, groups, lang, outlet_names)
    for address, members in groups.staff.items():
        outlet = Link(groups.staff_outlets[address] or gettext(lang, "Outlet unknown"), address)
        for each in members:
            yield _listing("staff", each, (directory_link("staff", lang), outlet))
    yield from picture_listings(groups, lang)


def _tag_listings(groups: Groups, total: int, lang: str) -> Iterator[Listing]:
    related = related_tags(groups.tags, total)
    trail, title = (directory_link("tags", lang),), gettext(lang, "Related tags")
    for each in groups.tags:
        near = related.get(each.address)
        yield Listing("tags", each.text, each.address, each.entries, trail, names=(Group(title, near),) if near else ())


def _source_listings(
    entries: tuple[Entry, ...], groups: Groups, lang: str, outlet_names: Mapping[str, str]
) -> Iterator[Listing]:
    """The lists of agencies, and those of outlets with what they took from whom."""
    copy = copy_of(entries)
    outlets, agencies = _by_address(groups.outlets), _by_address(groups.agencies)
    trail = (directory_link("agencies", lang),)
    for each in groups.agencies:
        table = agency_table(agencies[each.address], copy, outlets, lang)
        yield Listing("agencies", each.text, each.address, each.entries, trail, shares=table)
    staff = {groups.staff_outlets[address]: Link(gettext(lang, "Staff"), address, len(members))
             for address, members in groups.staff.items()}  # fmt: skip
    trail = (directory_link("outlets", lang),)
    for each in groups.outlets:
        title, children = outlet_names.get(each.text, each.text), (staff[each.text],) if each.text in staff else ()
        table = outlet_table(outlets[each.address], copy, agencies, lang)
        yield Listing("outlets", title, each.address, each.entries, trail, children, shares=table)


def _by_address(groups: Iterable[NamedGroup]) -> Mapping[str, Link]:
    return {group.address: Link(group.text, group.address) for group in groups}


def _listing(kind: str, group: NamedGroup, trail: tuple[Link, ...]) -> Listing:
    return Listing(kind, group.text, group.address, group.entries, trail)
