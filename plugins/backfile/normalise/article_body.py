"""The body of pasted text: everything from the headline on that nothing else has claimed."""

from __future__ import annotations

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding
from backfile.normalise.story import is_pasted


def article_body(draft: Draft) -> Finding:
    """All free text below the headline; where the paste has none of its own, all free text."""
    if not is_pasted(draft):
        return NOTHING
    titles = [i for i, fates in draft.fates.items() if any(fate.detail == "title" for fate in fates)]
    first = max(titles, default=-1) + 1
    claims = tuple(
        Claim(index, start, end, Outcome.BODY)
        for index in range(first, len(draft.document.blocks))
        for start, end in draft.free(index)
    )
    return Finding(claims=claims) if claims else NOTHING
