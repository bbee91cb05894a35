"""Rule: a capture that holds no text of its story is never passed off as whole."""

from __future__ import annotations

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding


def without_text(draft: Draft) -> Finding:
    """`status: truncated`, and a note for review, where nothing fell to the body, nor any figure's caption."""
    fates = (fate for block in draft.fates.values() for fate in block)
    if any(fate.outcome is Outcome.BODY or fate.detail == "figure" for fate in fates):
        return NOTHING
    return Finding(Fields(status="truncated"), review=("body: no text found",))
