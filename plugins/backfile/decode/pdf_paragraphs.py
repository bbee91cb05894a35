"""From the printed lines of a PDF to paragraphs: what belongs together, and what is furniture of the page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from backfile.decode.document import Kind, Role, TextBlock
from backfile.decode.pdf_lines import Line

_EDGE = 0.1
"""Share of a page's height, above and below, in which its furniture stands."""
_NUMBER = re.compile(r"\d+")
_ALONE = re.compile(
    r"[-–—\s]*(?:page|seite|p\.|s\.|página|pagina)?\s*\d{1,4}(?:\s*(?:/|of|von|de|di|sur)\s*\d{1,4})?[-–—\s]*",
    re.IGNORECASE,
)
_LARGER = 1.2
"""Times the size of the body from which on type is a headline's."""
_SUBHEAD = 1.08
_LONGEST_HEADLINE = 300
_LONGEST_SUBHEAD = 120
_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»“)\]]*$")
_LIST_MARK = re.compile(r"[•▪■◦‣●*]\s|[-–]\s")
_BROKEN_WORD = re.compile(r"(\w+)[-\u00ad]$")
_HALF = re.compile(r"\w+")


def blocks_of(lines: Sequence[Line], heights: Mapping[int, float]) -> tuple[TextBlock, ...]:
    """The blocks of a file's lines in reading order; `heights` are those of its pages, in points.

    The largest type of the first page is the headline. What stands at the same edge of several pages, and page
    numbers, are beside the story.
    """
    furniture = _furniture(lines, heights)
    story = [line for line in lines if line not in furniture]
    if not story:
        return tuple(TextBlock(line.text, role=Role.BESIDE) for line in lines)
    body = _body_size(story)
    headline = _headline(story, body)
    words = Counter(word.lower() for line in story for word in re.findall(r"[\w-]+", line.text))
    blocks = []
    for paragraph in _paragraphs(story):
        text = _joined([line.text for line in paragraph], words)
        if paragraph[0] in headline:
            blocks.append(TextBlock(text, Kind.HEADING, 1, role=Role.HEADLINE))
        elif _is_subhead(paragraph, text, body):
            blocks.append(TextBlock(text, Kind.HEADING, 2))
        else:
            blocks.append(TextBlock(text))
    beside = dict.fromkeys(line.text for line in lines if line in furniture)
    return (*blocks, *(TextBlock(text, role=Role.BESIDE) for text in beside))


def _furniture(lines: Sequence[Line], heights: Mapping[int, float]) -> set[Line]:
    """Page headers, footers and page numbers."""
    edges = [
        line
        for line in lines
        if line.bottom > heights[line.page] * (1 - _EDGE) or line.top < heights[line.page] * _EDGE
    ]
    pages = defaultdict(set)
    for line in edges:
        pages[_place(line)].add(line.page)
    return {line for line in edges if len(pages[_place(line)]) > 1 or _ALONE.fullmatch(line.text)}


def _place(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("0", line.text.casefold()), round(line.bottom / 10)


def _body_size(lines: Sequence[Line]) -> float:
    """The size of type in which most letters are set."""
    letters = Counter[float]()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0]


def _headline(lines: Sequence[Line], body: float) -> set[Line]:
    """The first lines in the largest type of the first page; none where no type is larger than the body's."""
    first = [line for line in lines if line.page == lines[0].page and sum(c.isalpha() for c in line.text) > 1]
    largest = max((line.size for line in first), default=0)
    if largest < body * _LARGER:
        return set()
    start = next(number for number, line in enumerate(first) if line.size == largest)
    found = []
    for line in first[start:]:
        if abs(line.size - largest) > largest / 30:
            break
        found.append(line)
    return set(found) if len(" ".join(line.text for line in found)) <= _LONGEST_HEADLINE else set()


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    columns = defaultdict(list)
    for line in lines:
        columns[line.column].append(line)
    shapes = {number: _Shape.of(column) for number, column in columns.items()}
    paragraphs = [[lines[0]]]
    for above, line in pairwise(lines):
        if _begins(above, line, shapes):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the lines of a column stand."""

    left: float
    right: float
    pitch: float
    """Points from one line to the next, for most of them."""
    size: float
    """Of most of its type."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Shape:
        pitches = [above.bottom - line.bottom for above, line in pairwise(lines) if above.bottom > line.bottom]
        lefts = Counter(round(line.left) for line in lines)
        return cls(
            min(lefts, key=lambda left: (-min(lefts[left], 2), left)),
            max(line.right for line in lines),
            median(pitches) if pitches else lines[0].size * 1.2,
            median(line.size for line in lines),
        )


def _begins(above: Line, line: Line, shapes: Mapping[int, _Shape]) -> bool:
    """Whether a line begins a paragraph: by its type, its indent, the space above it, or how the line above ends.

    A line that had room for the first word of the next was broken off on purpose.
    """
    if abs(above.size - line.size) > line.size / 20 or above.bold != line.bold:
        return True
    shape, before = shapes[line.column], shapes[above.column]
    same = above.column == line.column and above.page == line.page
    edge = max(shape.left, above.left) if same else shape.left
    indented = edge + line.size * 0.5 < line.left < edge + line.size * 6
    ended = bool(_SENTENCE_END.search(above.text))
    short = above.right < before.right - (before.right - before.left) * 0.15
    if not same:
        return ended and (indented or short or line.text[:1].isupper())
    spaced = above.bottom - line.bottom > shape.pitch * 1.3
    broken_off = above.size <= shape.size * 1.05 and above.right + _first_word(line) < before.right
    return indented or spaced or broken_off or (short and ended) or bool(_LIST_MARK.match(line.text))


def _first_word(line: Line) -> float:
    """The room that a line's first word and the space before it would take on the line above, and a little more."""
    letters = len(line.text.partition(" ")[0]) + 2
    return (line.right - line.left) / max(1, len(line.text)) * letters * 1.2


def _is_subhead(paragraph: Sequence[Line], text: str, body: float) -> bool:
    larger = all(line.size >= body * _SUBHEAD or line.bold for line in paragraph)
    return larger and len(text) <= _LONGEST_SUBHEAD and not text.endswith((".", ","))


def _joined(texts: Sequence[str], words: Mapping[str, int]) -> str:
    """The lines of a paragraph as one text.

    A word that a line's end divides loses its hyphen only where that is certain: it is a soft hyphen, or the word
    stands whole elsewhere in the text and never with a hyphen. Else the hyphen stays, for it may be the word's own.
    """
    text = texts[0]
    for line in texts[1:]:
        broken = _BROKEN_WORD.search(text)
        half = _HALF.match(line)
        if not broken or not half:
            text += f" {line}"
        elif text[-1] == "\u00ad" or (
            words.get((broken[1] + half[0]).lower(), 0) and not words.get(f"{broken[1]}-{half[0]}".lower(), 0)
        ):
            text = text[:-1] + line
        else:
            text += line
    return text
