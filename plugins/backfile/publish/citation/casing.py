"""Title case as CSL processors set it in English: every word but the small ones, the first and the last always.

The rule is that of citeproc-js (`CSL.Output.Formatters.title`), which Zotero cites with, its list of small words
included; a test asks it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_SMALL = frozenset(files(__package__).joinpath("small_words.txt").read_text("utf-8").split())
_ALMOST_VERSUS = re.compile("v.|vs.", re.DOTALL)
"""`v.` and `vs.` stand in that list of patterns, so what has any letter there counts as one of them: `vw`."""

_BREAKS = re.compile(r"([‘’“”\-–—/.,;?!:\[\]()])")
_SPACES = re.compile("([\u00a0\u0020\u2000-\u200b\u205f\u3000]+)")


def title_cased(text: str) -> str:
    """A title in title case; words that have a capital already stay as they are."""
    pieces = _BREAKS.split(text)
    first, after_colon = True, False
    last: tuple[int, int] | None = None
    for place in range(0, len(pieces), 2):
        if place:
            after_colon = after_colon or pieces[place - 1] in "!?:"
        piece = pieces[place]
        if not piece.strip():
            continue
        words = _SPACES.split(piece)
        hyphen_follows = not place and len(pieces) > 1 and pieces[1] == "-"
        for number in range(0, len(words), 2):
            word = words[number]
            if word:
                ends_in_hyphen = hyphen_follows and number == len(words) - 1
                words[number] = _cased(word, leads=first or after_colon or ends_in_hyphen)
                first = after_colon = False
                last = place, number
        pieces[place] = "".join(words)
    if last:
        words = _SPACES.split(pieces[last[0]])
        words[last[1]] = _last_word(words[last[1]])
        pieces[last[0]] = "".join(words)
    return "".join(pieces)


@cache
def _cased(word: str, *, leads: bool) -> str:
    lower = word.lower()
    if word == lower and (leads or (len(word) > 1 and not _is_small(lower))):
        return _capitalised(word)
    return word


def _last_word(word: str) -> str:
    return _capitalised(word) if len(word) > 1 and _is_small(word.lower()) else word


def _is_small(lower: str) -> bool:
    return lower in _SMALL or _ALMOST_VERSUS.fullmatch(lower) is not None


def _capitalised(word: str) -> str:
    """With a capital; a Greek letter that stands alone is a symbol."""
    if len(word) == 1 and "\u0370" <= word <= "\u03ff":
        return word
    return word[0].upper() + word[1:]
