"""Copies: the pairs of articles that are one copy, and the families that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from backfile.relate.archive import Archive
from backfile.relate.candidates import candidates
from backfile.relate.families import Kin, family_of
from backfile.relate.groups import groups
from backfile.relate.notebook import Notebook, pair_of
from backfile.relate.overlap import overlap
from backfile.relate.story import article_at, paragraphs_of, wording_of
from backfile.relations import Family, Overlap
from backfile.relations.differences import prose
from backfile.relations.words import Wording

_KEPT_WORDINGS = 4_000
"""Stories whose words stay in memory while pairs are compared, which come in the order of time."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of articles that were compared word by word, by their paths, the shorter article first."""

    copies: Mapping[tuple[str, str], Overlap]
    """Those that are one copy."""
    others: tuple[tuple[str, str], ...]
    """Those that are not."""


def compared(archive: Archive, known: Notebook) -> Compared:
    """All pairs that may be one copy, compared; those in the notebook are not read again."""

    @lru_cache(maxsize=_KEPT_WORDINGS)
    def wording(path: str) -> Wording:
        return wording_of(article_at(archive.content, path))

    paths, stories = list(archive.stories), archive.stories
    copies: dict[tuple[str, str], Overlap] = {}
    others: list[tuple[str, str]] = []
    for one, other in candidates(list(stories.values())):
        short, long = sorted((paths[one], paths[other]), key=lambda path: (stories[path].length, path))
        digests = pair_of(archive.digests[short], archive.digests[long])
        if digests in known.overlaps:
            found = known.overlaps[digests]
        else:
            same_outlet = stories[short].outlet == stories[long].outlet
            found = overlap(wording(short), wording(long), same_outlet=same_outlet)
        if found:
            copies[short, long] = found
        else:
            others.append((short, long))
    return Compared(copies, tuple(others))


def families_of(archive: Archive, copies: Mapping[tuple[str, str], Overlap]) -> tuple[Family, ...]:
    """The families that pairs of articles make, oldest first."""
    found = groups(copies)
    number = {path: index for index, paths in enumerate(found) for path in paths}
    pairs: list[dict[tuple[str, str], Overlap]] = [{} for _ in found]
    for (short, long), each in copies.items():
        if short in number and number[short] == number.get(long):
            pairs[number[short]][short, long] = each
    families = [
        family_of(
            Kin(
                stories={path: archive.stories[path] for path in paths},
                texts={path: prose(paragraphs_of(article_at(archive.content, path))) for path in paths},
                pairs=pairs[index],
            )
        )
        for index, paths in enumerate(found)
    ]
    return tuple(sorted(families, key=lambda family: (archive.stories[family.members[0].path].order, family.source)))
