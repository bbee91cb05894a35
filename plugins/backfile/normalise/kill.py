"""Rule: a story that its agency or outlet asks not to be used is `killed` or `withdrawn`."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from backfile.normalise.draft import NOTHING, Draft, Finding
from backfile.normalise.story import free_blocks

_HEAD = 2
"""Blocks below the headline in which a notice of withdrawal stands: it opens the story, or is all of it."""
_LONGEST = 600


def kill(draft: Draft) -> Finding:
    """`status` by the marks before a headline and the first words of a notice; both stay where they are.

    Marks count in the capitals that agencies set them in: a headline on people killed, in capitals too, is none.
    """
    if "status" in draft.fields:
        return NOTHING
    blocks = draft.document.blocks
    texts = [blocks[index].text for index in free_blocks(draft)[:_HEAD]]
    if not _any_form("headline").match(draft.fields.get("title", "")) and not any(map(_any_form("text").match, texts)):
        return NOTHING
    for status, where, pattern in _forms():
        places = [draft.fields.get("title", "")] if where == "headline" else texts
        if any(len(text) <= _LONGEST and pattern.match(text) for text in places):
            return Finding({"status": status})
    return NOTHING


@cache
def _forms() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    table = files("backfile.normalise").joinpath("kill.tsv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        (row["status"], row["where"], re.compile(row["pattern"], re.IGNORECASE if row["where"] == "text" else 0))
        for row in rows
    )


@cache
def _any_form(where: str) -> re.Pattern[str]:
    """All forms of one place in one: hardly any story has one of them."""
    forms = [(pattern.pattern, pattern.flags) for _, place, pattern in _forms() if place == where]
    return re.compile("|".join(f"(?:{pattern})" for pattern, _ in forms), forms[0][1])
