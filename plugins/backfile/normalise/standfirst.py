"""Rule: the standfirst of an HTML page is the deck that it prints between headline and body."""

from __future__ import annotations

import re

from backfile.decode.document import Kind, TextBlock
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Finding, whole
from backfile.normalise.figures import is_caption
from backfile.normalise.page_prose import is_prose
from backfile.vocab.outlets import folded

_NAMES = re.compile(
    r"(?:^|[-_ ])(?:standfirst|stand-?first|dek|deck|subtitle|sub-?title|sub-?headline|subhead|sub-?head|sous-?titre"
    r"|chapo|chapeau|teaser-?text|article-?teaser|intro|introduction|introtext|article-?intro|lead|lede|leadtext"
    r"|lead-?text|article-?lead|article-?lede|vorspann|summary|article-?summary|abstract|excerpt|entradilla|bajada"
    r"|sumario|subtitulo|sottotitolo|occhiello|ingress|preamble|manchet|description|article-?description|kurztext|sapo)"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|__+|--+")
_SHORTEST, _LONGEST = 25, 700


def standfirst(draft: Draft) -> Finding:
    """The first free blocks before the body that the page names so, or whose text its metadata gives as description.

    A paragraph of the body whose words serve as the description is the lead, not a standfirst: the block must differ
    from the paragraphs after it by its element's name, its tag, or by standing outside of them.
    """
    if draft.document.media_type != "text/html":
        return NOTHING
    blocks = draft.document.blocks
    described = {folded(c.value) for c in draft.candidates("standfirst") if len(c.value) >= _SHORTEST}
    free = [index for index in range(len(blocks)) if draft.is_free(index)]
    chosen: list[int] = []
    for at, index in enumerate(free):
        block = blocks[index]
        if is_caption(draft.document, block):
            continue
        if not _SHORTEST <= len(block.text) <= _LONGEST or block.kind in (Kind.TABLE_CELL, Kind.CAPTION):
            if is_prose(block):
                break
            continue
        following = next(
            (i for i in free[at + 1 :] if is_prose(blocks[i]) and not is_caption(draft.document, blocks[i])), None
        )
        if _is_named(draft, block) or (
            folded(block.text) in described and (following is None or _stands_apart(draft, block, blocks[following]))
        ):
            chosen.append(index)
            continue
        if is_prose(block) or chosen:
            break
    if not chosen or len(free) == len(chosen):
        return NOTHING
    text = " ".join(blocks[index].text.replace("\n", " ") for index in chosen)
    return Finding({"standfirst": text}, tuple(whole(draft, index, Outcome.FIELD, "standfirst") for index in chosen))


def _is_named(draft: Draft, block: TextBlock) -> bool:
    """Whether an element that holds this block and little else is named like a standfirst."""
    elements = draft.document.elements
    index, steps = block.element, 0
    while index >= 0 and steps < 3:
        element = elements[index]
        words = " ".join(
            value
            for name, value in element.attributes
            if name in ("class", "id", "data-testid", "data-component", "itemprop")
        )
        if words and _NAMES.search(_CAMEL.sub("-", words)):
            return not _holds_prose_beside(draft, index, block)
        index, steps = element.parent, steps + 1
    return False


def _holds_prose_beside(draft: Draft, holder: int, block: TextBlock) -> bool:
    """Whether an element holds two other blocks of running text or more."""
    elements, count = draft.document.elements, 0
    for other in draft.document.blocks:
        if other is block or not is_prose(other):
            continue
        index = other.element
        while index > holder:
            index = elements[index].parent
        count += index == holder
        if count > 2:
            return True
    return False


def _stands_apart(draft: Draft, block: TextBlock, following: TextBlock) -> bool:
    """Whether a block's element differs in tag, class or holder from that of the paragraph after it."""
    one, other = draft.document.elements[block.element], draft.document.elements[following.element]
    names = dict(one.attributes).get("class"), dict(other.attributes).get("class")
    return (
        block.kind is not following.kind or one.tag != other.tag or names[0] != names[1] or one.parent != other.parent
    )
