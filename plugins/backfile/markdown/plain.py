"""Paragraphs of plain words, which are most of an archive: told from the others, so that they need no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(
    r"(?![0-9]+[.)])[\"'(“„«‘¿¡]?[^\W_]"  # begins no list, heading, quotation, table or rule
    r"[^\x00-\x1f\\`*_\[\]<&]*"  # one line; nothing that escapes, marks, links or stands for something else
    r"(?<!\s)"
)

_REACHES_FURTHER = re.compile(r"```|~~~|:::|\]:|\r|\0")
"""Fences and containers hold what follows them, and definitions hold for the whole text."""


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order, divided at blank lines: each stretch, and whether it is one paragraph of plain words.

    A line that begins with a letter after a blank line is in no list and no quotation, whatever stands before it
    (CommonMark 0.31, 5.1 and 5.2), so each stretch means by itself what it means in the whole.
    """
    if _REACHES_FURTHER.search(text):
        yield text, False
        return
    others: list[str] = []
    for chunk in text.split("\n\n"):
        line = chunk.strip("\n")
        if not _PARAGRAPH.fullmatch(line):
            others.append(chunk)
            continue
        if others:
            yield "\n\n".join(others), False
            others = []
        yield line, True
    if others:
        yield "\n\n".join(others), False
