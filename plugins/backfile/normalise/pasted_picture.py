"""The picture of pasted text: a credit line (`Image: …`) with the caption above it or before it on the same line."""

from __future__ import annotations

import re
from dataclasses import replace

from backfile.article import Image
from backfile.normalise.account import Outcome
from backfile.normalise.credits.credit import CreditKind
from backfile.normalise.credits.kind import kind_of
from backfile.normalise.credits.photo import parse_photo
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.picture_credit import ends_in_credit, image_of
from backfile.normalise.story import is_pasted, is_sentence
from backfile.vocab.agencies import mentions

_LABEL = re.compile(
    r"(?:images?|photos?|photographs?|pictures?|picture credit|photo credit|image credit|fotos?|fotografía|bild|bilder"
    r"|bildquelle|bildrechte|bildnachweis|crédits?(?: photo)?|crédito|foto di|zdjęcie|фото|图片|图|写真|الصورة|صورة)"
    r"\s*(?:credit|by|by:|:|：)\s*\S"
    r"|©\s*\S",
    re.IGNORECASE,
)
_MARKS = (":", "：", "©", " by ", " credit ")
_WORDS = ("image", "photo", "picture", "foto", "bild")
"""One of the marks stands in every label, and one of the words in every label of ASCII: asking for them is cheap."""

_LONGEST_CREDIT = 160
_LONGEST_CAPTION = 400
_LONE_CAPTION = 160


def pasted_picture(draft: Draft) -> Finding:
    """Take the first picture credit with its caption as the story's picture; later ones are figures in their place.

    The caption is the line right above the credit where the two stand together; apart from it by a blank line only
    what is short and no sentence counts, so a paragraph is never taken for a caption. A credit without a label counts
    only right under its caption, and only when it names an agency or a collection beside a person.
    """
    if not is_pasted(draft):
        return NOTHING
    first, claims, taken = Fields(), list[Claim](), set[int]()
    for index in range(len(draft.document.blocks)):
        found = _picture_at(draft, index) if draft.is_free(index) else None
        if found is None or taken & {claim.block for claim in found.claims}:
            continue
        if taken and not _has_words(found.fields["image"]):
            continue
        claims += found.claims if not taken else [replace(claim, detail="figure") for claim in found.claims]
        first = first or found.fields
        taken |= {claim.block for claim in found.claims}
    return Finding(first, tuple(claims)) if claims else NOTHING


def _has_words(image: Image) -> bool:
    """Whether a later picture has a caption: a credit alone may be anybody's, and stays in the text."""
    return bool(image.caption and image.credit)


def _picture_at(draft: Draft, index: int) -> Finding | None:
    """The picture whose credit a block holds, or None."""
    text, lang = draft.document.blocks[index].text, draft.fields.get("lang", "")
    if len(text) > _LONGEST_CAPTION:
        return None
    small = text.lower()
    may_be = any(mark in small for mark in _MARKS) and (not text.isascii() or any(word in small for word in _WORDS))
    label = _LABEL.search(text) if may_be else None
    if not label:
        return _picture(draft, index - 1, index) if _is_bare_credit(draft, index, lang) else None
    if not ends_in_credit(text, lang=lang):
        return None
    if label.start() > 0:
        image = image_of(text, lang=lang)
        complete = image.caption and image.credit
        return Finding(Fields(image=image), (whole(draft, index, Outcome.FIELD, "image"),)) if complete else None
    if len(text) > _LONGEST_CREDIT:
        return None
    return _picture(draft, index - 1 if _is_caption(draft, index) else index, index)


def _picture(draft: Draft, first: int, credit: int) -> Finding:
    """The picture of a credit line and, where another block stands before it, its caption."""
    blocks = draft.document.blocks
    caption = blocks[first].text if first < credit else ""
    image = image_of(caption, blocks[credit].text, lang=draft.fields.get("lang", ""))
    claims = tuple(whole(draft, index, Outcome.FIELD, "image") for index in range(first, credit + 1))
    return Finding(Fields(image=image), claims)


def _is_bare_credit(draft: Draft, index: int, lang: str) -> bool:
    """Whether a block right under its caption is a credit by its words alone: `A. Name/AFP via Getty Images`."""
    text, element = draft.document.blocks[index].text, draft.document.blocks[index].element
    if not index or element < 0 or len(text) > _LONE_CAPTION or is_sentence(text):
        return False
    above = draft.document.blocks[index - 1]
    if above.element != element or not _is_caption(draft, index) or not any(True for _ in mentions(text)):
        return False
    if len(draft.document.elements) == 1 and is_sentence(above.text):
        return False
    photo = parse_photo(text, lang=lang).photo
    named = bool(photo and (photo.agencies or photo.collection) and (photo.photographer or photo.via))
    return named and kind_of(text, lang) is CreditKind.PHOTO


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
