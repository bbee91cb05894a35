"""Tags that an editor merged or renamed: where their old addresses lead, by the lines of `vocabulary.csv`."""

from __future__ import annotations

from collections.abc import Iterable

from backfile.links import tag_link
from backfile.views import Link
from backfile.vocab.answers import Answer, AnswerKind


def tag_redirects(lines: Iterable[Answer], tags: Iterable[str]) -> tuple[tuple[str, Link], ...]:
    """The old address of each tag that reads otherwise now, and the tag whose list it leads to.

    `tags` are those in use: one that some article still bears keeps its address, and no address leads to a tag without
    articles. A tag renamed twice leads to its last name. An answer for one outlet moves no address, and one that drops
    a tag leads nowhere.
    """
    used = {link.address: link for link in map(tag_link, tags)}
    means = {
        tag_link(line.text).address: tag_link(line.means).address
        for line in lines
        if line.kind is AnswerKind.TAG and line.means and not line.outlet
    }
    return tuple((old, used[new]) for old in means if old not in used and (new := _last(old, means)) in used)


def _last(address: str, means: dict[str, str]) -> str:
    """Where a chain of renamings ends; one that runs in a circle ends where it closes."""
    seen = {address}
    while (following := means.get(address)) and following not in seen:
        address = following
        seen.add(address)
    return address
