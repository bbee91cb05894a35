"""A printed credit as runs of text, those that are names with a list leading there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backfile.views import Link


def credit_runs(printed: str, names: Iterable[Link]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The runs of a credit in reading order, not a character of it changed, and the names that are not printed in it.

    A run that is no name leads nowhere. A name counts where it stands as a word of its own, and once; what lies within
    a longer name is part of that: `picture-alliance/AP Photo/G. Alsayed` leads from `AP` and from `G. Alsayed`.
    """
    found: dict[tuple[int, int], Link] = {}
    unprinted = []
    for name in sorted(names, key=lambda link: -len(link.text)):
        places = (match.span() for match in re.finditer(rf"(?<!\w){re.escape(name.text)}(?!\w)", printed))
        place = next((each for each in places if all(each[1] <= start or end <= each[0] for start, end in found)), None)
        if place:
            found[place] = name
        else:
            unprinted.append(name)
    return tuple(_runs(printed, found)), tuple(unprinted)


def _runs(printed: str, found: dict[tuple[int, int], Link]) -> Iterator[Link]:
    at = 0
    for start, end in sorted(found):
        if at < start:
            yield Link(printed[at:start], "")
        yield Link(printed[start:end], found[start, end].address)
        at = end
    if at < len(printed):
        yield Link(printed[at:], "")
