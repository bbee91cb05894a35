"""Chinese and Japanese, indexed letter by letter.

Where words end in a script without spaces, indexer and browser do not agree: each divides by a dictionary of its own,
and a quarter of the words of a Chinese article was not found (one reads `港务 局`, the other `港 务 局`). So each
letter is made a word of its own, and a word is searched as the phrase of its letters: it is found wherever it stands,
within a longer one too.
"""

from __future__ import annotations

import re

SEPARATOR = "\u200b"
"""Zero width space: what Pagefind itself puts between the words of these scripts; the page never shows it."""

_SPACELESS = re.compile(rb'<html[^>]*\slang="(?:zh|ja)[-"]', re.IGNORECASE)
_LETTERS = (
    r"[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Letters of Han, Hiragana and Katakana (Unicode 16, Scripts.txt)."""
_BETWEEN = re.compile(f"<[^>]*>|({_LETTERS})(?={_LETTERS})")
"""A tag, which stays as it is; or a letter before another."""


def by_letters(part: bytes) -> bytes:
    """An article's part of a page with its letters set apart, where its language is written without spaces."""
    if not _SPACELESS.match(part):
        return part
    apart = _BETWEEN.sub(lambda found: found[0] + SEPARATOR if found[1] else found[0], part.decode("utf-8", "replace"))
    return apart.encode()
