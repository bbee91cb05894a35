"""What the rules about meaning read: the story's own text, whatever kind of document it came from."""

from __future__ import annotations

from backfile.normalise.account import Outcome
from backfile.normalise.draft import Draft


def is_pasted(draft: Draft) -> bool:
    """Whether the document is pasted text, whose layout is all there is to go by."""
    return draft.document.media_type == "text/plain"


def free_blocks(draft: Draft) -> tuple[int, ...]:
    """Blocks of which no rule has claimed anything, in reading order."""
    return tuple(index for index in range(len(draft.document.blocks)) if draft.is_free(index))


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
