"""Rule: what an HTML page prints beside its article is set aside, each block with its reason.

What stays free is the article: its head (headline, standfirst, byline, date) and its body.
"""

from __future__ import annotations

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Finding, whole
from backfile.normalise.page_layout import layout_of


def page_body(draft: Draft) -> Finding:
    """Claims on all that is not part of the article; captions are left to the rule `figures`."""
    document = draft.document
    if document.media_type != "text/html" or not document.blocks:
        return NOTHING
    reasons = layout_of(document).reasons
    claims = tuple(
        whole(draft, index, Outcome.SET_ASIDE, reason)
        for index, reason in enumerate(reasons)
        if reason and reason != "figure" and document.blocks[index].text
    )
    return Finding(claims=claims)
