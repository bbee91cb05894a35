"""Subheads of pasted text: short lines between paragraphs."""

from __future__ import annotations

import re

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Finding, whole
from backfile.normalise.story import free_blocks, is_pasted, is_sentence

_LONGEST = 80
_MOST_WORDS = 12
_SHORTEST_PARAGRAPH = 60
_LIST_MARK = re.compile(r"^(?:[-–—•*·>▪►+#(\[/@=]|\d{1,2}[.)]\s|[a-z][.)]\s)")
_ASKS = ("?", "!", "？", "！")


def pasted_subheads(draft: Draft) -> Finding:
    """A line of at most twelve words without a full stop, between two paragraphs of the body, is a subhead.

    Two short lines one after the other are a list or a table, not subheads; neither is a line that begins with a
    list's mark or, in scripts that have capitals, with a small letter.
    """
    if not is_pasted(draft) or "title" not in draft.fields:
        return NOTHING
    free = free_blocks(draft)
    texts = [draft.document.blocks[index].text for index in free]
    claims = tuple(
        whole(draft, free[place], Outcome.BODY, "subhead")
        for place in range(1, len(free) - 1)
        if _is_short(texts[place]) and _is_paragraph(texts[place - 1]) and _is_paragraph(texts[place + 1])
    )
    return Finding(claims=claims)


def _is_short(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return (
        1 < len(text) <= _LONGEST
        and text.count(" ") < _MOST_WORDS
        and bool(first)
        and not first.islower()
        and not _LIST_MARK.match(text)
        and (not is_sentence(text) or text.rstrip("\"'”’»“ ").endswith(_ASKS))
    )


def _is_paragraph(text: str) -> bool:
    shortest = _SHORTEST_PARAGRAPH if text.isascii() or " " in text else _SHORTEST_PARAGRAPH // 3
    return len(text) >= shortest and is_sentence(text)
