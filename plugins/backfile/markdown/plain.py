"""Paragraphs of plain words, which are most of an archive: told from the others, so that they need no parser.

CommonMark 0.31: backslash escapes (2.4), entities (2.5), block starts (4, 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PUNCTUATION = r"!-/:-@\[-`{-~"
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}

_WORDS = r"[^\x00-\x1f\\`*_\[\]<&\ud800-\udfff]*+"
"""One line; nothing that escapes, marks, links or stands for something else, and nothing that no file can hold."""

_PARAGRAPH = re.compile(
    r"(?![0-9]+[.)](?!\S)|[\s#>+~=:|]|-(?!-++\s*+[^\s-]|[^\s-]))"  # no list, heading, quotation, fence, rule, code
    rf"{_WORDS}(?:(?:\\[{_PUNCTUATION}]|{'|'.join(_ENTITIES)}|&(?!\#?\w+;)){_WORDS})*+"
    r"(?<!\s)(?<!\A)"  # ends in no white space, and is not empty
)

_STANDS_FOR = re.compile(rf"\\([{_PUNCTUATION}])|{'|'.join(_ENTITIES)}")

_REACH_FURTHER = (("`", "```"), ("~", "~~~"), (":", ":::"), ("]", "]:"), ("\r", "\r"), ("\0", "\0"))
"""Each behind its rarest character, which is found ten times as fast.

Fences and containers hold what follows them, and definitions hold for the whole text.
"""


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order, divided at blank lines: each stretch, and whether it is one paragraph of plain words.

    Of such a paragraph the words are given: what was escaped in it stands for itself. A line after a blank line that
    is neither indented nor marked is in no list and no quotation, whatever stands before it (CommonMark 0.31, 5.1 and
    5.2), so each stretch means by itself what it means in the whole.
    """
    for character, mark in _REACH_FURTHER:
        if character in text and mark in text:
            yield text, False
            return
    others: list[str] = []
    for chunk in text.split("\n\n"):
        line = chunk.strip("\n")
        if not _PARAGRAPH.fullmatch(line):
            if line or others:
                others.append(chunk)
            continue
        if others:
            yield "\n\n".join(others), False
            others = []
        yield _words(line), True
    if others:
        yield "\n\n".join(others), False


def _words(line: str) -> str:
    return _STANDS_FOR.sub(_meant, line) if "&" in line or "\\" in line else line


def _meant(found: re.Match[str]) -> str:
    return found[1] or _ENTITIES[found[0]]
