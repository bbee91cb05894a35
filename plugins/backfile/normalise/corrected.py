"""Rule: a story that carries a correction, or whose headline is marked as one, has the status `corrected`."""

from __future__ import annotations

import re
from functools import cache

from backfile.normalise.correction import patterns
from backfile.normalise.draft import NOTHING, Draft, Finding


def corrected(draft: Draft) -> Finding:
    """The mark that agencies set before a corrected headline, `CORRECTED-` or `(CORRECTED) -`, stays in the headline.

    It is printed with the headline, so it is no furniture; a status that an earlier rule found says more, and stands.
    """
    if "status" in draft.fields:
        return NOTHING
    if draft.fields.get("correction") or _mark().match(draft.fields.get("title", "")):
        return Finding({"status": "corrected"})
    return NOTHING


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:REFILE|UPDATE \d+)\s*-\s*)*[(<\[]?(?:{patterns('headline')})[)>\]]?\s*[-–—:]")
