"""Related tags: which tags stand together on more articles than chance would have it.

Measured by the log-likelihood ratio (Dunning 1993, "Accurate methods for the statistics of surprise and coincidence"),
which neither takes a tag that stands on everything for related to all, nor two rare ones because they met once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from math import log

from backfile.browse.groups import NamedGroup
from backfile.views import Link

MOST = 12
"""Tags that are told of one."""

SUPPORT = 3
"""Articles that must bear both."""

MOST_ON_ONE = 40
"""Tags of an article that tells how they relate: one with more lists everything, and pairs cost their square."""


def related_tags(tags: Sequence[NamedGroup], total: int) -> Mapping[str, tuple[Link, ...]]:
    """By the address of each tag those related to it, closest first, with how many articles bear both.

    `total` is the number of all articles. The work is linear in how often tags stand on articles.
    """
    common = [group for group in tags if len(group.entries) >= SUPPORT]
    worn: dict[int, list[int]] = {}
    for number, group in enumerate(common):
        for entry in group.entries:
            worn.setdefault(id(entry), []).append(number)
    told = {entry: numbers for entry, numbers in worn.items() if 1 < len(numbers) <= MOST_ON_ONE}
    sizes = [len(group.entries) for group in common]
    found: dict[str, tuple[Link, ...]] = {}
    for number, group in enumerate(common):
        lists = [told[id(entry)] for entry in group.entries if id(entry) in told]
        together = Counter(chain.from_iterable(lists))
        del together[number]
        scored = [
            (-likelihood(both, sizes[number], sizes[other], total), common[other].address, other, both)
            for other, both in together.items()
            if both >= SUPPORT and both * total > sizes[number] * sizes[other]
        ]
        if scored:
            nearest = nsmallest(MOST, scored)
            found[group.address] = tuple(Link(common[o].text, address, both) for _, address, o, both in nearest)
    return found


def likelihood(both: int, one: int, other: int, total: int) -> float:
    """The log-likelihood ratio of two tags on `one` and `other` of `total` articles, `both` of which bear the two."""
    cells = _weight(both) + _weight(one - both) + _weight(other - both) + _weight(total - one - other + both)
    return 2 * (
        cells - (_weight(one) + _weight(total - one)) - (_weight(other) + _weight(total - other)) + _weight(total)
    )


@lru_cache(maxsize=65_536)
def _weight(count: int) -> float:
    """A count times its logarithm."""
    return count * log(count) if count else 0.0
