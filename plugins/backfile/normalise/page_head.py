"""Rule: what stands between an HTML page's headline and its first paragraph, and is no field, is page chrome."""

from __future__ import annotations

from backfile.decode.document import Kind
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding, whole
from backfile.normalise.page_prose import is_prose


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
    claims: tuple[Claim, ...] = tuple(whole(draft, index, Outcome.SET_ASIDE, "page chrome") for index in free[:first])
    return Finding(claims=claims)
