"""What the rules about meaning read: the story's own text, whatever kind of document it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from backfile.decode.document import Role
from backfile.normalise.account import Outcome
from backfile.normalise.draft import ADDITIVE, Claim, Draft, Finding, whole


def is_pasted(draft: Draft) -> bool:
    """Whether the document is pasted text, whose layout is all there is to go by."""
    return draft.document.media_type == "text/plain"


def is_stated(draft: Draft) -> bool:
    """Whether the document is of a format that names the parts of a story: its blocks have roles."""
    return draft.document.media_type not in ("text/plain", "text/html")


def beside_given(draft: Draft, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims on text for fields, but for fields that a person has given: what the format states of those is aside."""
    return tuple(
        replace(claim, outcome=Outcome.SET_ASIDE, detail=f"{claim.detail} is given by a person")
        if claim.outcome is Outcome.FIELD and claim.detail in draft.fields and claim.detail not in ADDITIVE
        else claim
        for claim in claims
    )


def body_blocks(draft: Draft) -> tuple[int, ...]:
    """The blocks that a stated document calls its body, in reading order."""
    return tuple(index for index, block in enumerate(draft.document.blocks) if block.role is Role.BODY)


def body_alone(draft: Draft) -> Draft:
    """The draft of a stated document in which no text but the body's is free: for rules that judge by position."""
    claims = tuple(
        whole(draft, index, Outcome.SET_ASIDE)
        for index, block in enumerate(draft.document.blocks)
        if block.role not in (Role.BODY, Role.UNTOLD)
    )
    return draft.with_finding(Finding(claims=claims), "body_alone")


def free_blocks(draft: Draft) -> tuple[int, ...]:
    """Blocks of which no rule has claimed anything, in reading order."""
    claimed = {index for index, fates in draft.fates.items() if fates}
    return tuple(
        index
        for index, block in enumerate(draft.document.blocks)
        if index not in claimed and block.text and not block.text.isspace()
    )


def body_texts(draft: Draft) -> tuple[str, ...]:
    """The stretches of text whose fate is the body so far, in reading order."""
    return tuple(
        draft.document.blocks[index].text[fate.start : fate.end].strip()
        for index in sorted(draft.fates)
        for fate in draft.fates[index]
        if fate.outcome is Outcome.BODY
    )


def is_sentence(text: str) -> bool:
    """Whether a paragraph ends as sentences end, in any script; closing quotes and brackets are passed over."""
    return text.rstrip("\"'”’»“)]」』 ")[-1:] in tuple(".!?…。！？؟।։:;")
