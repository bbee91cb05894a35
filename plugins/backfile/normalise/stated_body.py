"""Rule: the body that a format states is all of it that no other rule has taken for a field."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.decode.document import Kind, Role
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding
from backfile.normalise.story import is_stated


def stated_body(draft: Draft) -> Finding:
    """All free text whose role is the body or untold; buttons and fallbacks are set aside."""
    if not is_stated(draft):
        return NOTHING
    return Finding(claims=tuple(_claims(draft)))


def _claims(draft: Draft) -> Iterator[Claim]:
    for index, block in enumerate(draft.document.blocks):
        for start, end in draft.free(index):
            if block.kind is Kind.CHROME:
                yield Claim(index, start, end, Outcome.SET_ASIDE, "page chrome")
            elif block.role in (Role.BODY, Role.UNTOLD):
                yield Claim(index, start, end, Outcome.BODY)
            else:
                yield Claim(index, start, end, Outcome.SET_ASIDE, f"{block.role} beside the story's own")
