"""Pasted text: paragraphs as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from unicodedata import east_asian_width

from backfile.capture.capture import Capture
from backfile.decode.document import Document, Element, Kind, TextBlock
from backfile.errors import CaptureError

LONGEST_TEXT = 10_000_000
"""Characters of one capture; the longest novels have 3 to 8 million."""
MOST_LINES = 200_000
"""Lines with words of one capture."""

UNPRINTABLE = re.compile(r"[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")

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


_BULLET = re.compile(r"(?P<mark>[-*+·](?= )|[•‣▪●◦・])\s*(?=\S)")
_QUOTE_MARK = re.compile(r"(?:>\s?)+")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»“)\]」』]*$")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines that stand together between blank lines."""

    lines: list[str]
    is_quote: bool = False


def decode_text(text: str, capture: Capture) -> Document:
    """The Document of a pasted text: a block for each paragraph, list item or quoted paragraph.

    Blank lines divide paragraphs; where lines follow one another without, each is a paragraph of its own, unless the
    text has evidently been broken at a fixed width. Lines that stand together have one element of their own in common.
    Lines that begin with one and the same bullet are a list, lines that begin with `>` a quotation as mail programs
    mark it. The words are the text's words in their order; only a fixed width's break between two characters of a
    script without spaces divides no words. Bullets, NUL, byte order marks and other control characters are no part of
    words.

    Raises:
        CaptureError: it is too long to be an article.
    """
    if len(text) > LONGEST_TEXT:
        raise _too_long(f"{len(text) / 1_000_000:.0f} million characters", capture)
    chunks = _chunks(UNPRINTABLE.sub("", text))
    if (lines := sum(len(chunk.lines) for chunk in chunks)) > MOST_LINES:
        raise _too_long(f"{lines:,} lines", capture)
    width = _wrap_width([chunk.lines for chunk in chunks])
    blocks: list[TextBlock] = []
    elements: list[Element] = []
    for chunk in chunks:
        joined = _joined(chunk.lines, width) if width else chunk.lines
        kind = Kind.QUOTE if chunk.is_quote else Kind.PARAGRAPH
        element = len(elements) if len(joined) > 1 or chunk.is_quote else -1
        elements += [Element("blockquote" if chunk.is_quote else "lines", -1)] if element >= 0 else []
        blocks += [TextBlock(line, kind, element=element) for line in joined]
    return Document(tuple(_with_lists(blocks, elements)), elements=tuple(elements), uri=capture.target_uri)


def _too_long(size: str, capture: Capture) -> CaptureError:
    return CaptureError(
        f"it is a text of {size}, and no article is that long",
        place=capture.name,
        remedy="Divide it into files of one article each",
    )


def _chunks(text: str) -> list[_Chunk]:
    """Runs of lines between blank lines; white space within a line is one space."""
    runs: list[list[str]] = [[]]
    for line in text.splitlines():
        words = " ".join(line.split())
        if words:
            runs[-1].append(words)
        elif runs[-1]:
            runs.append([])
    marked = any(line.startswith(">") for run in runs for line in run) if ">" in text else False
    return [chunk for run in runs if run for chunk in (_with_quotes(run) if marked else (_Chunk(run),))]


def _with_quotes(run: list[str]) -> Iterator[_Chunk]:
    """The run, its quotations apart: lines that begin with `>` and together end as a sentence does."""
    for is_marked, group in groupby(run, key=lambda line: line.startswith(">")):
        lines = list(group)
        bare = [_QUOTE_MARK.sub("", line, count=1) for line in lines]
        is_quote = is_marked and bool(_SENTENCE_END.search(bare[-1]))
        yield _Chunk([line for line in bare if line], is_quote=True) if is_quote else _Chunk(lines)


def _with_lists(blocks: list[TextBlock], elements: list[Element]) -> Iterator[TextBlock]:
    """The blocks, where two and more in a row that begin with one bullet are the items of a list."""
    if not any(map(_bullet, blocks)):
        yield from blocks
        return
    for mark, group in groupby(blocks, key=_bullet):
        items = list(group)
        if not mark or len(items) < 2:
            yield from items
            continue
        elements.append(Element("ul", -1))
        for item in items:
            yield TextBlock(_BULLET.sub("", item.text, count=1), Kind.LIST_ITEM, element=len(elements) - 1)


def _bullet(block: TextBlock) -> str:
    if block.text[:1].isalnum() or block.kind is not Kind.PARAGRAPH:  # most are, and begin no item
        return ""
    found = _BULLET.match(block.text)
    return found["mark"] if found else ""


def _wrap_width(chunks: list[list[str]]) -> int:
    """The width at which lines were broken, or 0 where the breaks are the text's own.

    A line was broken by the width if the first word of the next would not have fitted on it.
    """
    lines = [line for chunk in chunks if len(chunk) > 1 for line in chunk]
    width = max(map(_columns, lines), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    breaks = [
        _is_full(line, following, width)
        for chunk in chunks
        for line, following in pairwise(chunk)
        if not _BULLET.match(following)
    ]
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
        if _is_full(line, following, width) and not _BULLET.match(following):
            paragraphs[-1] += _space(line, following) + following
        else:
            paragraphs.append(following)
    return paragraphs
