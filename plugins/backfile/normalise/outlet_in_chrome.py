"""The outlet of a paste: by its address, or as its page chrome names it."""

from __future__ import annotations

import re

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.story import free_blocks, is_pasted
from backfile.vocab.agencies import named
from backfile.vocab.answers import AnswerKind
from backfile.vocab.outlets import Outlet

_CAPITALISED = re.compile(
    r"(?:\b[A-ZÄÖÜÉ0-9][\w.&'’-]*(?:\s+(?:of|the|and|de|du|der|die|das|la|le|del)(?=\s))?\s*){1,5}"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?\s*(?:by )?(?P<name>[^.,|/\d][^.,|/]{1,40})", re.IGNORECASE
)
_NOTE = "outlet: inferred from page chrome"
_HEAD = 3


def outlet_in_chrome(draft: Draft) -> Finding:
    """Name the outlet that the source address belongs to; else the one that chrome, a site line or a © line names.

    An agency is nobody's outlet here: a © line of AP says whose copy it is. What is read off chrome asks for review.
    """
    if not is_pasted(draft) or "outlet" in draft.fields:
        return NOTHING
    known = draft.vocabulary.outlets
    for address in (draft.fields.get("source", ""), draft.document.uri):
        if address and (outlet := known.at(address)):
            return Finding(Fields(outlet=outlet.label), source="address")
    return _named(draft)


def _named(draft: Draft) -> Finding:
    known = draft.vocabulary.outlets
    free = free_blocks(draft)
    for index in free[:_HEAD]:
        text = draft.document.blocks[index].text
        if len(text) <= 40 and len(free) > 2 and (outlet := known.named(text)) and not named(text):
            return _finding(draft, outlet, (whole(draft, index, Outcome.SET_ASIDE, "page chrome"),))
    for index, fates in draft.fates.items():
        if all(fate.outcome is Outcome.SET_ASIDE for fate in fates) and (outlet := _in_line(draft, index)):
            return _finding(draft, outlet)
    return NOTHING


def _finding(draft: Draft, outlet: Outlet, claims: tuple[Claim, ...] = ()) -> Finding:
    """The outlet, with a note for review unless an editor has said that it is this one."""
    sure = draft.vocabulary.answers.means(AnswerKind.OUTLET, outlet.label) is not None
    return Finding(Fields(outlet=outlet.label), claims, () if sure else (_NOTE,), source="page chrome")


def _in_line(draft: Draft, index: int) -> Outlet | None:
    """The known outlet that a line of chrome names, or the owner of a © line, who need not be known."""
    text = draft.document.blocks[index].text
    known = draft.vocabulary.outlets
    if rights := _RIGHTS.search(text):
        name = rights["name"].strip()
        if named(name):
            return None
        owner = re.sub(r"\s+(?:all rights reserved|alle rechte vorbehalten).*", "", name, flags=re.IGNORECASE)
        return known.named(owner) or (Outlet(owner, owner) if _CAPITALISED.fullmatch(owner) else None)
    for found in _CAPITALISED.finditer(text):
        words = found[0].split()
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start : start + size])
                if len(name) > 1 and not named(name) and (outlet := known.named(name)):
                    return outlet
    return None
