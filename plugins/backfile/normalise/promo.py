"""In-house promotion below the story: newsletters, apps, channels, memberships."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Finding, whole
from backfile.normalise.story import free_blocks, is_pasted

_TAIL = 5
_LONGEST = 300


def promo(draft: Draft) -> Finding:
    """From the end upward, paragraphs that ask the reader to sign up, subscribe, follow or donate.

    Nothing above the first other paragraph is touched, so the story's own words about newsletters stay; what an
    outlet says of its own work (`The Courier sends out a selection …`) counts by the request it ends in.
    """
    if not is_pasted(draft):
        return NOTHING
    free = free_blocks(draft)
    found = []
    for index in reversed(free[2:][-_TAIL:]):
        text = draft.document.blocks[index].text
        if len(text) > _LONGEST or not _requests().search(text):
            break
        found.append(whole(draft, index, Outcome.SET_ASIDE, "promo"))
    return Finding(claims=tuple(reversed(found)))


@cache
def _requests() -> re.Pattern[str]:
    lines = files("backfile.normalise").joinpath("promo.tsv").read_text("utf-8").splitlines()[1:]
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
