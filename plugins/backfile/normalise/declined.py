"""Declined names: the forms in which a dictionary has them, by a table of endings (vocab/declensions.csv)."""

from __future__ import annotations

from functools import cache, lru_cache

from backfile.vocab.regions import table

_SHORTEST_STEM = 3
_SHORTEST_OF_SYLLABLES = 2
"""The same in a script whose letters are syllables."""


@lru_cache(maxsize=8192)
def nominatives(word: str, lang: str) -> tuple[str, ...]:
    """What a word's nominative can be: `Москве` Москва, `Krakowie` Kraków, `Helsingissä` Helsinki.

    Longer endings first. They are candidates only: a list of names decides. None in languages that do not decline.
    """
    shortest = _SHORTEST_OF_SYLLABLES if lang == "ko" else _SHORTEST_STEM
    found = [
        word[: len(word) - len(form)] + ending
        for form, ending in _endings(lang)
        if word == form or (word.endswith(form) and len(word) - len(form) >= shortest - bool(ending))
    ]
    return tuple(dict.fromkeys(found))


@cache
def declines(lang: str) -> bool:
    """Whether a language's names stand declined in its texts, as far as the table goes."""
    return bool(_endings(lang))


@cache
def _endings(lang: str) -> tuple[tuple[str, str], ...]:
    rows = (row for row in table("declensions.csv") if row["lang"] == lang)
    pairs = [(form, row["ending"]) for row in rows for form in row["forms"].split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
