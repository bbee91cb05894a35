"""Rule: what stands between an HTML page's headline and its first paragraph, and is no field, is page chrome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.decode.document import Document, Element, Kind
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding, whole
from backfile.normalise.page_layout import is_live_blog
from backfile.normalise.page_pictures import is_within
from backfile.normalise.page_prose import is_prose

_ENTRY = re.compile(
    r"(?:^|[-_ ])(?:live-?blog-?(?:post|entry|item|update)|live-?post|post|entry|liveBlogUpdate)(?:$|[-_ ])"
)
"""What pages name an entry of a live blog."""


def page_head(draft: Draft) -> Finding:
    """Claims on the free blocks before the first prose; a subhead directly before it stays."""
    if draft.document.media_type != "text/html":
        return NOTHING
    free = [index for index in range(len(draft.document.blocks)) if draft.is_free(index)]
    first = next((at for at, index in enumerate(free) if is_prose(draft.document.blocks[index])), None)
    if first is None:
        return NOTHING
    if first and draft.document.blocks[free[first - 1]].kind is Kind.HEADING and free[first - 1] == free[first] - 1:
        first -= 1
    if is_live_blog(draft.document):
        first = _start_of_entry(draft.document, free, first)
    claims: tuple[Claim, ...] = tuple(whole(draft, index, Outcome.SET_ASIDE, "page chrome") for index in free[:first])
    return Finding(claims=claims)


def _start_of_entry(document: Document, free: Sequence[int], first: int) -> int:
    """Where the entry of a live blog begins that holds the first prose: its time and subhead are the article's."""
    element = document.blocks[free[first]].element
    while element >= 0 and document.elements[element].tag not in ("main", "body"):
        if document.elements[element].tag in ("article", "li") or _is_entry(document.elements[element]):
            break
        element = document.elements[element].parent
    else:
        return first
    while first and is_within(document, document.blocks[free[first - 1]].element, element):
        first -= 1
    return first


def _is_entry(element: Element) -> bool:
    named = " ".join(value for name, value in element.attributes if name in ("class", "itemprop"))
    return bool(_ENTRY.search(named))
