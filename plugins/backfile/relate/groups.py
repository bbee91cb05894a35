"""Groups: which articles belong to one family, from the pairs that are one copy.

Likeness is handed on: an outlet's update of a copy is in the family even where little of the first text is left. But a
round-up that holds two briefs makes no family of them: an article that holds much shorter ones joins those that are
copies of one another, and of several such the ones that it shares most with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backfile.relations import Overlap

ALIKE = 0.5
"""Jaccard from which on two articles are copies of like length; below it the longer holds the shorter."""


def groups(pairs: Mapping[tuple[str, str], Overlap]) -> tuple[tuple[str, ...], ...]:
    """The families that pairs of paths make, the shorter article of each pair first; all in alphabetical order."""
    sets = _Sets(path for pair in pairs for path in pair)
    holding: list[tuple[int, str, str]] = []
    for (part, whole), overlap in pairs.items():
        if overlap.jaccard >= ALIKE:
            sets.join(part, whole)
        else:
            holding.append((-overlap.shared, part, whole))
    first_part: dict[str, str] = {}
    for _, part, whole in sorted(holding):
        if sets.of(first_part.setdefault(whole, part)) == sets.of(part):
            sets.join(part, whole)
    return sets.all()


class _Sets:
    """Disjoint sets of paths, each known by its alphabetically first member."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._parent = {path: path for path in paths}

    def of(self, path: str) -> str:
        while self._parent[path] != path:
            self._parent[path] = path = self._parent[self._parent[path]]
        return path

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first

    def all(self) -> tuple[tuple[str, ...], ...]:
        """All sets of two and more."""
        found: dict[str, list[str]] = {}
        for path in sorted(self._parent):
            found.setdefault(self.of(path), []).append(path)
        return tuple(tuple(members) for _, members in sorted(found.items()) if len(members) > 1)
