"""Grouping: which articles belong to which list, found in one pass over the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from backfile.browse.places import Places, places_of
from backfile.catalogue import Entry
from backfile.links import (
    agency_link,
    author_link,
    outlet_link,
    photographer_link,
    picture_agency_link,
    staff_link,
    staff_outlet_address,
    tag_link,
)
from backfile.views import Link


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """The articles that share a name."""

    text: str
    """The name, in the spelling that most of them use."""
    address: str
    entries: tuple[Entry, ...]
    """Oldest first."""

    @property
    def link(self) -> Link:
        """The group's name and address, with how many articles it holds."""
        return Link(self.text, self.address, len(self.entries))


@dataclass(frozen=True, slots=True)
class Groups:
    """The whole catalogue by every kind of name; groups stand in the order of their addresses."""

    tags: tuple[NamedGroup, ...]
    authors: tuple[NamedGroup, ...]
    outlets: tuple[NamedGroup, ...]
    agencies: tuple[NamedGroup, ...]
    picture_agencies: tuple[NamedGroup, ...]
    photographers: tuple[NamedGroup, ...]
    staff: Mapping[str, tuple[NamedGroup, ...]]
    """By the address of the outlet's staff page."""
    staff_outlets: Mapping[str, str]
    """The outlet's label by that address; empty for articles of no known outlet."""
    places: Places


def groups_of(entries: Iterable[Entry]) -> Groups:
    """Every list of names that these articles, oldest first, give rise to."""
    entries = tuple(entries)
    staff = named_groups(entries, lambda entry: [staff_link(entry.outlet, code) for code in entry.staff])
    outlets = {staff_outlet_address(entry.outlet): entry.outlet for entry in entries if entry.staff}
    return Groups(
        tags=named_groups(entries, lambda entry: map(tag_link, entry.tags)),
        authors=named_groups(entries, lambda entry: map(author_link, entry.authors)),
        outlets=named_groups(entries, lambda entry: [outlet_link(entry.outlet)] if entry.outlet else []),
        agencies=named_groups(entries, lambda entry: map(agency_link, entry.agencies)),
        picture_agencies=named_groups(entries, lambda entry: map(picture_agency_link, entry.picture_agencies)),
        photographers=named_groups(
            entries, lambda entry: [photographer_link(entry.photographer)] if entry.photographer else []
        ),
        staff=_by_parent(staff),
        staff_outlets=outlets,
        places=places_of(entries),
    )


def named_groups(entries: Iterable[Entry], names: Callable[[Entry], Iterable[Link]]) -> tuple[NamedGroup, ...]:
    """The groups by the names that each entry bears; spellings that lead to one address are one group."""
    members: dict[str, list[Entry]] = {}
    spellings: dict[str, dict[str, int]] = {}
    for entry in entries:
        for link in names(entry):
            group = members.get(link.address)
            if group is None:
                members[link.address], spellings[link.address] = [entry], {link.text: 1}
                continue
            if group[-1] is not entry:
                group.append(entry)
            counts = spellings[link.address]
            counts[link.text] = counts.get(link.text, 0) + 1
    return tuple(
        NamedGroup(_commonest(spellings[address]), address, tuple(members[address])) for address in sorted(members)
    )


def _commonest(spellings: Mapping[str, int]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _by_parent(groups: Iterable[NamedGroup]) -> Mapping[str, tuple[NamedGroup, ...]]:
    parents: dict[str, list[NamedGroup]] = {}
    for member in groups:
        parents.setdefault(member.address.rsplit("/", 2)[0] + "/", []).append(member)
    return {parent: tuple(members) for parent, members in parents.items()}
