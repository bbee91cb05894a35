"""Titles of pages: the headline, and the furniture that pages put around it."""

from __future__ import annotations

import re
from collections.abc import Collection

from backfile.vocab.outlets import folded

_DIVIDER = re.compile(r"\s+[-–—|•·*/»›:~]+\s+|\s*[|｜：]\s*|\s+\|\|\s+|(?<=\S): |\s*--+\s*|_(?=[^_]{2,20}$)")
_SHORTEST = 12
"""Letters that a headline keeps at least when furniture is cut."""


def without_furniture(title: str, names: Collection[str], others: Collection[str]) -> str:
    """A page's title without the site's name, section or author that follow a divider.

    `names` are those of the site, `others` the page's other titles: where one of them is the beginning of this one, up
    to a divider, the rest is furniture.
    """
    text = " ".join(title.split())
    known = {folded(name) for name in names} - {""}
    heads = {folded(other) for other in others} - {""}
    for divider in _DIVIDER.finditer(text):
        head = text[: divider.start()].rstrip()
        if folded(head) in heads and len(folded(head)) >= _SHORTEST:
            return head
    for divider in reversed(list(_DIVIDER.finditer(text))):
        head, tail = text[: divider.start()].rstrip(), text[divider.end() :]
        if folded(tail) not in known or not folded(head):
            break
        text = head
    for divider in _DIVIDER.finditer(text):
        if (
            folded(text[: divider.start()]) in known
            and ":" not in divider[0]
            and len(folded(text[divider.end() :])) >= _SHORTEST
        ):
            return text[divider.end() :].lstrip()
        break
    return text


def common_tail(one: str, other: str) -> str:
    """What two titles have in common after a divider in each: the headline below two different overlines, or empty."""
    tails = {folded(tail): (head, tail) for head, tail in _parted(one) if len(folded(tail)) >= 2 * _SHORTEST}
    for head, tail in _parted(other):
        overline, common = tails.get(folded(tail), ("", ""))
        if common and not _words(head) & _words(overline):
            return common
    return ""


def _parted(title: str) -> list[tuple[str, str]]:
    return [(title[: divider.start()], title[divider.end() :]) for divider in _DIVIDER.finditer(title)]


def _words(text: str) -> set[str]:
    return {folded(word) for word in text.split() if len(folded(word)) > 3}
