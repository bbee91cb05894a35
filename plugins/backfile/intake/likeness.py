"""How much of its words one text shares with another."""

from __future__ import annotations

import re

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Scripts that set no spaces give a word for each character."""
_RUN = 3


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(text.casefold())


def likeness(one: str, other: str) -> float:
    """The share, 0 to 1, of the shorter text's runs of three words that the other has too: containment (Broder 1997).

    So the beginning of a text is as like it as can be, and what was added later takes nothing away.
    """
    first, second = _runs(one), _runs(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def shared_words(one: str, other: str) -> float:
    """The share, 0 to 1, of all words of two headlines that both have."""
    first, second = set(words_of(one)), set(words_of(other))
    return len(first & second) / max(1, len(first | second))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()
