"""Rule: what no other rule has claimed of an HTML page's article is its body."""

from __future__ import annotations

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding


def page_text(draft: Draft) -> Finding:
    """Claims on all text that is still free; the last rule for a page."""
    if draft.document.media_type != "text/html":
        return NOTHING
    return Finding(
        claims=tuple(
            Claim(index, start, end, Outcome.BODY)
            for index in range(len(draft.document.blocks))
            for start, end in draft.free(index)
        )
    )
