"""Lines of a PDF's page, in the order in which a reader reads them: columns one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pdfminer.layout import LTChar, LTItem, LTPage, LTTextContainer, LTTextLine

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""Letters that type joins (Unicode, FB00 to FB06): the words are the same."""

_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_WIDEST_SPACE = 4.0
"""Times the size of its type that a space within a justified line is wide at most."""
_FEWEST_IN_COLUMN = 3
_MOST_EDGES = 40
"""Left edges of columns that are tried, the most frequent first; hostile pages have thousands."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    """Points: the height of most of its type."""
    bold: bool
    page: int
    """1-based."""
    column: int = 0
    """Number of its column, counted over the whole file in reading order."""


def lines_of(page: LTPage, number: int) -> list[Line]:
    """The lines of a page, pieces that justified spaces tore apart joined again; in no order."""
    pieces = [line for item in _lines_below(page) if (line := _line(item, number)) is not None]
    pieces.sort(key=lambda line: (-round(line.bottom), line.left))
    joined: list[Line] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and _on_one_line(before, piece) and not _is_gutter(before.right, piece.left, piece, pieces):
            space = "" if before.text.endswith(" ") or piece.left - before.right < piece.size / 10 else " "
            joined[-1] = replace(before, text=before.text + space + piece.text, right=max(before.right, piece.right))
        else:
            joined.append(piece)
    return joined


def in_reading_order(lines: Sequence[Line], columns: Iterator[int]) -> list[Line]:
    """Lines from top to bottom, and where columns stand side by side, one column after the other.

    A line across a gutter, such as a headline, divides what is above it from what is below. `columns` numbers them.
    """
    gutter = _gutter(lines)
    if gutter is None:
        column = next(columns)
        return [replace(line, column=column) for line in sorted(lines, key=lambda line: (-line.top, line.left))]
    ordered: list[Line] = []
    waiting = list(lines)
    for across in sorted((line for line in lines if line.left < gutter < line.right), key=lambda line: -line.top):
        waiting.remove(across)
        above = [line for line in waiting if line.bottom >= across.top - across.size / 4]
        ordered += _side_by_side(above, gutter, columns)
        ordered.append(replace(across, column=next(columns)))
        waiting = [line for line in waiting if line.bottom < across.top - across.size / 4]
    return ordered + _side_by_side(waiting, gutter, columns)


def _side_by_side(lines: Sequence[Line], gutter: float, columns: Iterator[int]) -> list[Line]:
    sides = ([line for line in lines if line.right <= gutter], [line for line in lines if line.right > gutter])
    return [line for side in sides if side for line in in_reading_order(side, columns)]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the page divides into columns: left of it and right of it several lines stand side by side."""
    best, most = None, 0
    for edge, _ in Counter(round(line.left) for line in lines).most_common(_MOST_EDGES):
        gutter = edge - 2.0
        left = [line for line in lines if line.right <= gutter]
        right = [line for line in lines if line.left >= gutter]
        if min(len(left), len(right)) < _FEWEST_IN_COLUMN:
            continue
        across = len(lines) - len(left) - len(right)
        beside = sum(any(abs(one.bottom - other.bottom) < one.size * 0.7 for other in right) for one in left)
        score = min(beside, len(right)) - 2 * across
        if min(beside, len(right)) >= _FEWEST_IN_COLUMN and score > most:
            best, most = gutter, score
    return best


def _lines_below(item: Iterable[LTItem]) -> Iterator[LTTextLine]:
    waiting = list(item)
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, LTTextLine):
            yield inner
        elif isinstance(inner, LTTextContainer):
            waiting.extend(inner)


def _line(item: LTTextLine, page: int) -> Line | None:
    letters = [part for part in item if isinstance(part, LTChar) and part.get_text().strip()]
    if not letters:
        return None
    bold = sum(any(mark in letter.fontname.lower() for mark in _BOLD) for letter in letters)
    return Line(
        text=" ".join(item.get_text().translate(_LIGATURES).split()),
        left=letters[0].x0, right=letters[-1].x1, bottom=item.y0, top=item.y1,
        size=median(letter.size for letter in letters), bold=bold * 10 > len(letters) * 9, page=page,
    )  # fmt: skip


def _on_one_line(before: Line, piece: Line) -> bool:
    """Whether two pieces stand at one height, in type of one size, near enough for a space between words."""
    return (
        abs(before.bottom - piece.bottom) < piece.size / 5
        and abs(before.size - piece.size) < piece.size / 10
        and 0 <= piece.left - before.right + piece.size < _WIDEST_SPACE * piece.size
    )


def _is_gutter(start: float, end: float, piece: Line, lines: Sequence[Line]) -> bool:
    """Whether no line near a gap goes across it."""
    if end - start < piece.size * 0.6:
        return False
    return not any(
        line.left < start - 1 and line.right > end + 1 and 0 < abs(line.bottom - piece.bottom) < piece.size * 4
        for line in lines
        if abs(line.size - piece.size) < piece.size / 10
    )
