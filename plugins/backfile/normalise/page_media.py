"""What stands among the text of an HTML page's article without words of its own: pictures, and embeds as links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backfile.article import Block, Figure, embed
from backfile.decode.document import Document, Embed, Picture
from backfile.normalise.account import Outcome
from backfile.normalise.draft import Draft
from backfile.normalise.page_chrome import chrome_by_element
from backfile.normalise.page_pictures import brought_pictures, frame_of, is_within

_BESIDE = frozenset({
    "related links", "promo", "newsletter", "advertisement", "author box", "comments", "share bar", "aside", "hidden",
})  # fmt: skip
"""Why text is set aside whose picture belongs with it."""


def placed_media(draft: Draft) -> tuple[tuple[int, Block], ...]:
    """Figures and links, each with the index of the text block that it stands before, in reading order.

    A picture gets a figure where its bytes came with the capture, it is no icon, and no caption tells of it; it must
    stand between the first and the last words of the body. An embed may stand above them, below the headline.
    """
    document = draft.document
    if not (document.embeds or (document.pictures and draft.attachments)):
        return ()
    body = [i for i in sorted(draft.fates) if any(fate.outcome is Outcome.BODY for fate in draft.fates[i])]
    if not body:
        return ()
    placed: list[tuple[int, Block]] = list(_pictures(draft, body))
    placed += _embeds(draft, body)
    return tuple(sorted(placed, key=lambda item: item[0]))


def _pictures(draft: Draft, body: Sequence[int]) -> Iterator[tuple[int, Block]]:
    document = draft.document
    holder = _common(document, body)
    lead = draft.fields.get("image")
    shown = {lead.file if lead else ""}
    for picture, brought in brought_pictures(document, draft.attachments).items():
        if not brought.is_large or brought.file in shown or not body[0] < picture.before <= body[-1]:
            continue
        if _is_among(document, picture.element, holder) and not _is_captioned_or_beside(draft, picture, holder):
            shown.add(brought.file)
            yield picture.before, Figure(brought.file)


def _embeds(draft: Draft, body: Sequence[int]) -> Iterator[tuple[int, Block]]:
    document = draft.document
    titles = [i for i, fates in draft.fates.items() if any(fate.detail == "title" for fate in fates) and i < body[0]]
    first = titles[-1] if titles else body[0]
    holder = _common(document, [*titles[-1:], *body])
    shown = set[str]()
    for framed in document.embeds:
        is_in_place = first < framed.before <= body[-1] + 1
        if framed.address in shown or not is_in_place or _is_linked(draft, framed):
            continue
        if _is_among(document, framed.element, holder):
            shown.add(framed.address)
            yield framed.before, embed(framed.address)


def _is_linked(draft: Draft, shown: Embed) -> bool:
    """Whether the text around an embed links to the same: an embedded post mostly does."""
    around = range(max(0, shown.before - 3), min(len(draft.document.blocks), shown.before + 3))
    return any(
        mark.target.split("?")[0] == shown.address.split("?")[0]
        for index in around
        if any(fate.outcome is Outcome.BODY for fate in draft.fates.get(index, ()))
        for mark in draft.document.blocks[index].marks
    )


def _common(document: Document, blocks: Sequence[int]) -> int:
    """The innermost element that holds all of some blocks; -1 where none does."""
    holder = document.blocks[blocks[0]].element
    for index in blocks[1:]:
        while holder >= 0 and not is_within(document, document.blocks[index].element, holder):
            holder = document.elements[holder].parent
    return holder


def _is_among(document: Document, element: int, holder: int) -> bool:
    """Whether an element lies within the article's, and in nothing there that is page chrome."""
    while element > holder:
        if chrome_by_element(document.elements[element]) not in ("", "figure"):
            return False
        element = document.elements[element].parent
    return element == holder


def _is_captioned_or_beside(draft: Draft, picture: Picture, holder: int) -> bool:
    """Whether a picture stands in one frame with its caption, or with text that is not the article's."""
    document = draft.document
    frame = frame_of(document, picture.element)
    if not frame > holder:
        return False
    fates = [
        fate
        for index in range(max(0, picture.before - 4), min(len(document.blocks), picture.before + 4))
        if is_within(document, document.blocks[index].element, frame)
        for fate in draft.fates.get(index, ())
    ]
    return any(fate.detail in ("figure", "image") or fate.detail in _BESIDE for fate in fates)
