"""Pasted text: paragraphs as a reader sees them."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import east_asian_width

from backfile.capture.capture import Capture
from backfile.decode.document import Document, Element, TextBlock

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(r"[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")

_UNSPACED = (
    "\u3001-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
"""Characters of the scripts that put no spaces between words: Han, kana, and the punctuation printed with them."""

_BREAK_WITHIN_WORDS = re.compile(f"[{_UNSPACED}]\n[{_UNSPACED}]")
_FIRST = re.compile(f"[{_UNSPACED}][、。，．！？：；」』）】〉》…]*|\\S+")
"""What a line begins with and no break divides: a word, or one such character with the marks that begin no line."""

_WIDEST_WRAP = 120
"""Columns: editors and mail programs break lines at 65 to 100; longer lines are paragraphs."""
_NARROWEST_WRAP = 30
_FEWEST_BREAKS = 3
"""Full lines that it takes to tell wrapping from a list of lines."""
_FULL_SHARE = 0.8


def decode_text(text: str, capture: Capture) -> Document:
    """The Document of a pasted text: a block for each paragraph.

    Blank lines divide paragraphs; where lines follow one another without, each is a paragraph of its own, unless the
    text has evidently been broken at a fixed width. Lines that stand together have one element of their own in common.
    The words are the text's words in their order; only a fixed width's break between two characters of a script without
    spaces divides no words. NUL, byte order marks and other control characters are no part of words.
    """
    chunks = _chunks(_UNPRINTABLE.sub("", text))
    width = _wrap_width(chunks)
    blocks: list[TextBlock] = []
    elements: list[Element] = []
    for chunk in chunks:
        lines = _joined(chunk, width) if width else chunk
        element = len(elements) if len(lines) > 1 else -1
        elements += [Element("lines", -1)] if len(lines) > 1 else []
        blocks += [TextBlock(line, element=element) for line in lines]
    return Document(tuple(blocks), elements=tuple(elements), uri=capture.target_uri)


def _chunks(text: str) -> list[list[str]]:
    """Runs of lines between blank lines; white space within a line is one space."""
    chunks: list[list[str]] = [[]]
    for line in _LINE_END.split(text):
        words = " ".join(line.split())
        if words:
            chunks[-1].append(words)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _wrap_width(chunks: list[list[str]]) -> int:
    """The width at which lines were broken, or 0 where the breaks are the text's own.

    A line was broken by the width if the first word of the next would not have fitted on it.
    """
    lines = [line for chunk in chunks if len(chunk) > 1 for line in chunk]
    width = max(map(_columns, lines), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    breaks = [_is_full(line, following, width) for chunk in chunks for line, following in pairwise(chunk)]
    return width if sum(breaks) >= max(_FEWEST_BREAKS, _FULL_SHARE * len(breaks)) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    found = _FIRST.match(following)
    room = _columns(found[0]) if found else 0
    return _columns(line) + len(_space(line, following)) + (room if room <= width // 2 else 1) > width


def _space(line: str, following: str) -> str:
    """What stands between two lines once they are one: nothing between characters of scripts without spaces."""
    return "" if _BREAK_WITHIN_WORDS.fullmatch(f"{line[-1:]}\n{following[:1]}") else " "


def _columns(text: str) -> int:
    """How wide a text stands in a typewriter's face: East Asian characters take two columns (Unicode, UAX 11)."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _joined(chunk: list[str], width: int) -> list[str]:
    paragraphs = [chunk[0]]
    for line, following in pairwise(chunk):
        if _is_full(line, following, width):
            paragraphs[-1] += _space(line, following) + following
        else:
            paragraphs.append(following)
    return paragraphs
