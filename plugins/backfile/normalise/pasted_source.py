"""The address and the capture time that people paste above or below an article."""

from __future__ import annotations

import re

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding, whole
from backfile.normalise.story import free_blocks, is_pasted

_ADDRESS = re.compile(
    r"(?:(?:source|url|link|quelle|fuente|fonte|from|retrieved from)\s*:\s*)?<?(https?://[^\s<>]+)>?", re.IGNORECASE
)
_CAPTURED = re.compile(
    r"(?:captured|saved|retrieved|accessed|archived|abgerufen|gespeichert|consulté|consultado)\b.{0,12}\d.{0,60}",
    re.IGNORECASE,
)
_EDGE = 3


def pasted_source(draft: Draft) -> Finding:
    """Take a line at a paste's edge that is an address as its source; set aside one that says when it was captured."""
    if not is_pasted(draft):
        return NOTHING
    fields, claims = Fields(), []
    free = free_blocks(draft)
    for index in dict.fromkeys((*free[:_EDGE], *free[-_EDGE:])):
        text = draft.document.blocks[index].text
        if (address := _ADDRESS.fullmatch(text)) and "source" not in fields:
            fields["source"] = address[1]
            claims.append(whole(draft, index, Outcome.FIELD, "source"))
        elif _CAPTURED.fullmatch(text):
            claims.append(whole(draft, index, Outcome.SET_ASIDE, "capture time"))
    return Finding(fields, tuple(claims))
