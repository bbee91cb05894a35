"""The closed word lists by which names are told from what stands beside them: name_words.csv."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind. KeyError: no such kind."""
    text = files("backfile.normalise").joinpath("name_words.csv").read_text(encoding="utf-8")
    return {row["kind"]: frozenset(row["words"].split()) for row in csv.DictReader(text.splitlines())}[kind]
