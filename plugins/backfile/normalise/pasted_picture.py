"""The picture of pasted text: a credit line (`Image: …`) with the caption above it or before it on the same line."""

from __future__ import annotations

import re

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.picture_credit import ends_in_credit, image_of
from backfile.normalise.story import is_pasted, is_sentence

_LABEL = re.compile(
    r"(?:images?|photos?|photographs?|pictures?|picture credit|photo credit|image credit|fotos?|fotografía|bild|bilder"
    r"|bildquelle|bildrechte|bildnachweis|crédits?(?: photo)?|crédito|foto di|zdjęcie|фото|图片|图|写真|الصورة|صورة)"
    r"\s*(?:credit|by|by:|:|：)\s*\S"
    r"|©\s*\S",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 160
_LONGEST_CAPTION = 400
_LONE_CAPTION = 160


def pasted_picture(draft: Draft) -> Finding:
    """Take the first picture credit with its caption as the story's picture.

    The caption is the line right above the credit where the two stand together; apart from it by a blank line only
    what is short and no sentence counts, so a paragraph is never taken for a caption.
    """
    if not is_pasted(draft):
        return NOTHING
    blocks, lang = draft.document.blocks, draft.fields.get("lang", "")
    for index, block in enumerate(blocks):
        text = block.text
        if len(text) > _LONGEST_CAPTION or not draft.is_free(index) or not (label := _LABEL.search(text)):
            continue
        if not ends_in_credit(text, lang=lang):
            continue
        if label.start() > 0:
            image = image_of(text, lang=lang)
            if image.caption and image.credit:
                return Finding(Fields(image=image), (whole(draft, index, Outcome.FIELD, "image"),))
            continue
        if len(text) > _LONGEST_CREDIT:
            continue
        claims: tuple[Claim, ...] = (whole(draft, index, Outcome.FIELD, "image"),)
        if not _is_caption(draft, index):
            return Finding(Fields(image=image_of("", text, lang=lang)), claims)
        caption = blocks[index - 1].text
        claims = (whole(draft, index - 1, Outcome.FIELD, "image"), *claims)
        return Finding(Fields(image=image_of(caption, text, lang=lang)), claims)
    return NOTHING


def _is_caption(draft: Draft, credit: int) -> bool:
    """Whether the block above a credit line is its caption."""
    above = credit - 1
    if above < 0 or not draft.is_free(above):
        return False
    block, line = draft.document.blocks[above], draft.document.blocks[credit]
    single_newlines = len(draft.document.elements) == 1
    if block.element >= 0 and block.element == line.element and not single_newlines:
        return len(block.text) <= _LONGEST_CAPTION
    return len(block.text) <= _LONE_CAPTION and (single_newlines or not is_sentence(block.text))
