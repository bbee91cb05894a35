"""Companions: which other names stand on the articles of a list, as its first page tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from backfile.catalogue import Entry
from backfile.interface import gettext, mark
from backfile.links import agency_link, outlet_link, photographer_link, picture_agency_link, staff_link
from backfile.views import Group, Link

MOST = 12
"""Names of each kind: those that stand on the most articles."""

_Kind = tuple[str, Callable[[Entry], Any], Callable[[Any], Iterable[Link]]]
"""A heading, what of an entry tells the names, and the names that this tells.

Articles share what tells their names, so that links are looked up once for many.
"""

_AGENCIES: _Kind = (mark("With agencies"), attrgetter("agencies"), lambda labels: map(agency_link, labels))
_OUTLETS: _Kind = (mark("Outlets"), attrgetter("outlet"), lambda label: [outlet_link(label)] if label else [])

_KINDS: Mapping[str, tuple[_Kind, ...]] = MappingProxyType(
    {
        "staff": (
            (
                mark("Signs with"),
                attrgetter("outlet", "staff"),
                lambda signed: [staff_link(signed[0], code) for code in signed[1]],
            ),
            _AGENCIES,
        ),
        "authors": (_OUTLETS, _AGENCIES),
        "picture-agencies": (
            (
                mark("Photographers"),
                attrgetter("photographer"),
                lambda name: [photographer_link(name)] if name else [],
            ),
        ),
        "photographers": (
            (
                mark("Picture agencies"),
                attrgetter("picture_agencies"),
                lambda labels: map(picture_agency_link, labels),
            ),
            _OUTLETS,
        ),
    }
)
"""What is told of each kind of list."""


def companions(kind: str, address: str, entries: Iterable[Entry], lang: str) -> tuple[Group, ...]:
    """The names that stand most often on the articles of the list at an address, itself aside, by kind of name."""
    groups = []
    for title, tells, names in _KINDS.get(kind, ()):
        if links := most_frequent(Counter(map(tells, entries)), names, besides=address):
            groups.append(Group(gettext(lang, title), links))
    return tuple(groups)


def most_frequent(told: Mapping[Any, int], names: Callable[[Any], Iterable[Link]], besides: str) -> tuple[Link, ...]:
    """The names that most articles bear, with how many; spellings of one name count as the one that came first.

    `told` is what of articles tells the names, and of how many; `besides` the address of the one that is left out.
    """
    texts: dict[str, str] = {}
    counts: dict[str, int] = {}
    for each, number in told.items():
        borne = {link.address: link.text for link in names(each)}
        for address, text in borne.items():
            counts[address] = counts.get(address, 0) + number
            texts.setdefault(address, text)
    counts.pop(besides, None)
    first = sorted(counts, key=lambda address: (-counts[address], texts[address].casefold(), address))[:MOST]
    return tuple(Link(texts[address], address, counts[address]) for address in first)
