"""Names of organisations, bodies, parties and firms: one to write in each language, and the others (names.csv)."""

from __future__ import annotations

import re
from functools import cache

from backfile.vocab.regions import table

LONGEST = 8
"""Words of the longest name."""

_WORD = re.compile(r"[^\W_]+(?:[.'’&/-]+[^\W_]+)*")

Words = tuple[str, ...]


def words_of_name(name: str) -> Words:
    """The words by which a name is looked up: as written, case included, without full stops."""
    return tuple(word.replace(".", "").replace("’", "'") for word in _WORD.findall(name))


@cache
def known_names(lang: str) -> tuple[dict[Words, str], frozenset[str]]:
    """The names that texts of a language print, each with the one to write; and the words they begin with.

    An organisation that has no row for the language is known there by its English names. Case counts, because
    abbreviations are words too (`WHO`).
    """
    rows: dict[str, dict[str, tuple[str, list[str]]]] = {}
    for row in table("names.csv"):
        rows.setdefault(row["id"], {})[row["lang"]] = (row["name"], list(filter(None, row["also"].split("|"))))
    found: dict[Words, str] = {}
    for some in rows.values():
        own = some.get(lang) or some.get("") or some.get("en")
        for name, others in filter(None, (some.get("en"), some.get(""), own)):
            if own:
                found.update((words_of_name(one), own[0]) for one in (name, *others))
    for some in rows.values():
        if own := some.get(lang) or some.get(""):
            found.update((words_of_name(one), own[0]) for one in (own[0], *own[1]))
    return found, frozenset(words[0] for words in found)
