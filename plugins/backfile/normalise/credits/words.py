"""The closed word lists that the grammar of credit lines rests on: words.csv."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of one kind, longest first, so that an alternation of them matches greedily. KeyError: no such kind."""
    return _table()[kind]


@cache
def word_set(kind: str) -> frozenset[str]:
    """The words of one kind, for asking whether a text is one of them."""
    return frozenset(words(kind))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = files("backfile.normalise.credits").joinpath("words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["kind"]: tuple(sorted(set(row["words"].split(";")), key=lambda w: (-len(w), w))) for row in rows}
