"""The lines that stand between articles in one text: numbered documents, ends of documents, drawn lines."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LONGEST = 200
_MAY_BE = re.compile(r"[\d=\-_~#—–═─▬*•·文문]|doc|dok|док|art|end|fin|fim|slu|koniec|конец|einde|news")
"""What the patterns of the table begin with, in small letters: hardly any line is one of them."""


@dataclass(frozen=True, slots=True)
class Separator:
    """A line that can stand between two articles."""

    kind: str
    """`begins` above each of a numbered row, `ends` below each, `drawn` between them."""
    sign: str = ""
    """What a drawn line consists of; the number that a numbered one bears."""


def separator_in(line: str) -> Separator | None:
    """What a line divides by its words alone, as databases print it (LexisNexis, Factiva, ProQuest, Europresse)."""
    if len(line) > 2 * _LONGEST:
        return None
    words = line.strip()
    if len(words) > _LONGEST or not _MAY_BE.match(words[:6].lower()):
        return None
    for kind, pattern in _patterns():
        if found := pattern.fullmatch(words):
            said = found.groupdict()
            return Separator(kind, said.get("number") or said.get("mark") or "")
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("backfile.capture.containers").joinpath("separators.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple((row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)
