"""The standfirst of pasted text: one paragraph between the headline and the picture, the byline or the date."""

from __future__ import annotations

from backfile.normalise.account import Outcome
from backfile.normalise.dateline import leading_dateline
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding, whole
from backfile.normalise.story import is_pasted

_LONGEST = 500
_FEWEST_WORDS = 5
_ABOVE_BODY = ("image", "byline", "date", "modified")


def pasted_standfirst(draft: Draft) -> Finding:
    """Take the one paragraph that stands between the headline and the picture's caption, the byline or the date line.

    Two paragraphs there are the story already, and so is one with nothing below it that ends the head, or one below the
    byline or with a dateline in front: in doubt a paragraph belongs to the body.
    """
    if not is_pasted(draft) or "standfirst" in draft.fields:
        return NOTHING
    first = _first_with(draft, ("title",))
    if first is None:
        return NOTHING
    head = [
        index
        for index, fates in draft.fates.items()
        if index > first and any(fate.detail in _ABOVE_BODY for fate in fates)
    ]
    between: list[int] = []
    for index in range(first + 1, len(draft.document.blocks)):
        if index in head and between:
            break
        if draft.is_free(index):
            between.append(index)
        if len(between) > 1:
            return NOTHING
    if any(
        fate.detail == "byline"
        for index in range(first, min(between, default=first))
        for fate in draft.fates.get(index, ())
    ):
        return NOTHING
    if len(between) != 1 or not any(index > between[0] for index in head):
        return NOTHING
    text = draft.document.blocks[between[0]].text
    follows = any(draft.is_free(index) for index in range(between[0] + 1, len(draft.document.blocks)))
    too_short = text.isascii() and len(text.split()) < _FEWEST_WORDS
    if len(text) > _LONGEST or too_short or not follows or leading_dateline(text, draft.fields.get("lang", "")):
        return NOTHING
    return Finding(Fields(standfirst=text), (whole(draft, between[0], Outcome.FIELD, "standfirst"),))


def _first_with(draft: Draft, fields: tuple[str, ...]) -> int | None:
    found = [index for index, fates in draft.fates.items() if any(fate.detail in fields for fate in fates)]
    return min(found) if found else None
