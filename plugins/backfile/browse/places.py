"""Places: which articles happened in a region, and which were filed from it, found in one pass over the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from backfile.catalogue import Entry
from backfile.vocab.regions import path_down


@dataclass(frozen=True, slots=True)
class Places:
    """The articles of every region, oldest first, by its code.

    A country's include those of its subdivisions, and so on up to the continent. Where a thing happened and where it
    was filed from are told apart: no dateline says where something happened.
    """

    happened: Mapping[str, tuple[Entry, ...]]
    filed: Mapping[str, tuple[Entry, ...]]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all regions with articles of either kind, in order."""
        return tuple(sorted(self.happened.keys() | self.filed.keys()))


def places_of(entries: Iterable[Entry]) -> Places:
    """The places of these articles, oldest first."""
    happened: dict[str, list[Entry]] = {}
    filed: dict[str, list[Entry]] = {}
    for entry in entries:
        for code in region_codes(entry.region):
            happened.setdefault(code, []).append(entry)
        for code in region_codes(entry.filed):
            filed.setdefault(code, []).append(entry)
    return Places(_frozen(happened), _frozen(filed))


def counts_of(members: Mapping[str, tuple[Entry, ...]]) -> Mapping[str, int]:
    """How many articles there are of each region."""
    return {code: len(entries) for code, entries in members.items()}


@lru_cache(maxsize=65_536)
def region_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of these regions and of all that they lie in, each once."""
    return tuple(dict.fromkeys(step.code for code in codes for step in path_down(code)))


def _frozen(members: Mapping[str, list[Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    return {code: tuple(members[code]) for code in sorted(members)}
