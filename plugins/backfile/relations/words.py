"""Words: a text as the runs of words by which it is compared with another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

RUN = 5
"""Words of a run. Two stories that share a run of five have it from one another, or from a common form."""

RUN_UNSPACED = 8
"""Characters of a run in scripts without spaces: about as much as five words."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # kana, ideographs
)
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_OF_UNSPACED = re.compile(f"[{_UNSPACED}]")
_FIGURE = re.compile(r"\d(?:[\d.,:/-]*\d)?")


def tokens(text: str) -> list[str]:
    """The words of a text, case folded and without punctuation; in scripts without spaces its characters."""
    return _TOKEN.findall(text.casefold())


def run_length(words: Sequence[str]) -> int:
    """How many of these words make a run: more where most of them are single characters of such a script."""
    single = [word for word in words if len(word) == 1]
    if len(single) * 2 <= len(words):
        return RUN
    return RUN_UNSPACED if sum(map(bool, map(_OF_UNSPACED.match, single))) * 2 > len(words) else RUN


def runs(words: Sequence[str], length: int) -> frozenset[str]:
    """All runs of so many words; of fewer words the one that they are; none of none."""
    if not words:
        return frozenset()
    return frozenset(" ".join(words[at : at + length]) for at in range(max(1, len(words) - length + 1)))


@dataclass(frozen=True, slots=True)
class Wording:
    """A story's words, ready to be compared."""

    runs: frozenset[str]
    opening: frozenset[str]
    """The runs of the first third of its text."""
    figures: frozenset[str]
    """Its figures as printed: `1.5`, `6-3/16`, `12:30`."""


def wording(head: str, text: str) -> Wording:
    """The wording of a story with this headline and standfirst, and this text."""
    words = tokens(text)
    length = run_length(words)
    return Wording(
        runs=runs([*tokens(head), *words], length),
        opening=runs(words[: max(length, len(words) // 3)], length),
        figures=frozenset(_FIGURE.findall(f"{head}\n{text}")),
    )
