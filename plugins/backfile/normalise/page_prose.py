"""Prose and furniture: what one block of a page is by its own text, wherever it stands."""

from __future__ import annotations

import re

from backfile.decode.document import Kind, Look, TextBlock
from backfile.normalise.page_chrome import chrome_by_phrase

_SENTENCE_END = re.compile(r"[.!?…。！？؟।:;”\"»«“'’)\]]\s*$")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PROSE = 80
"""Characters from which a block without a sentence's end is prose all the same."""
_STUB = 20
"""A sentence of fewer characters weighs nothing."""
RELATED_LINKS = "related links"


def link_share(block: TextBlock) -> float:
    """The share of a block's characters that are links."""
    linked = sum(mark.end - mark.start for mark in block.marks if mark.look is Look.LINK)
    return min(1.0, linked / max(1, len(block.text)))


def width(text: str) -> int:
    """The length of a text in letters of an alphabet: a Chinese, Japanese or Korean character counts for 2.5."""
    return len(text) + (len(_WIDE.findall(text)) * 3) // 2


def prose_weight(block: TextBlock, share: float) -> float:
    """How many characters of prose a block has; 0 where it reads like furniture."""
    if block.kind in (Kind.CHROME, Kind.HEADING, Kind.CAPTION) or share > 0.5:
        return 0.0
    length = width(block.text)
    if length < _STUB or (length < _PROSE and not _SENTENCE_END.search(block.text)) or chrome_by_phrase(block.text):
        return 0.0
    value = length * (1 - 1.5 * share)
    return max(0.0, value / 2 if block.kind in (Kind.LIST_ITEM, Kind.TABLE_CELL) else value)


def is_prose(block: TextBlock) -> bool:
    """Whether a block reads like running text: long enough, or a whole sentence, and not mostly links."""
    return prose_weight(block, link_share(block)) > 0


def furniture_cost(block: TextBlock, share: float) -> float:
    """What a block that is no prose costs the element that holds it."""
    if block.kind is Kind.CHROME:
        return 0.0
    if block.kind in (Kind.HEADING, Kind.CAPTION):
        return 2.0 + 15.0 * share
    return (1.0 if block.kind is Kind.TABLE_CELL else 3.0) + 17.0 * share


def own_reason(block: TextBlock, share: float) -> str:
    """Why a block within the article is set aside for what it is itself."""
    if block.kind is Kind.CHROME:
        return "page chrome"
    if block.kind is Kind.CAPTION:
        return "figure"
    if reason := chrome_by_phrase(block.text):
        return reason
    if share > 0.8 and len(block.text) < 200 and not _SENTENCE_END.search(block.text):
        return RELATED_LINKS
    return ""
