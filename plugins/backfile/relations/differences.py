"""Differences: which sentences and paragraphs one text has that others lack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backfile.relations.families import Difference
from backfile.relations.words import run_length, runs, tokens

_SENTENCE_END = re.compile(r"""(?<=[.!?…])(?<![.!?…]["'”’»)])\s+(?=[^\sa-z])|(?<=[。！？])(?![」』”])|\n""")

_NEW = 0.5
"""A sentence is new where less than this share of its runs stands in the other text: a changed word or two, or another
"said", makes no new sentence."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text, ready to be compared sentence by sentence."""

    paragraphs: tuple[tuple[tuple[str, ...], ...], ...]
    """Its paragraphs as sentences of words."""
    length: int
    """Words of a run."""
    runs: frozenset[str]
    line: str
    """All its words, a space around each."""


def prose(paragraphs: Iterable[str]) -> Prose:
    """The text that these paragraphs make."""
    cut = [[tuple(tokens(part)) for part in sentences_of(paragraph)] for paragraph in paragraphs]
    sentences = tuple(tuple(sentence for sentence in paragraph if sentence) for paragraph in cut)
    words = [word for paragraph in sentences for sentence in paragraph for word in sentence]
    length = run_length(words)
    return Prose(sentences, length, runs(words, length), f" {' '.join(words)} ")


def sentences_of(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph, each with the space after it: together they are the paragraph."""
    ends = [found.end() for found in _SENTENCE_END.finditer(paragraph)]
    return tuple(paragraph[start:end] for start, end in pairwise([0, *ends, len(paragraph)]))


def difference(text: Prose, others: Sequence[Prose]) -> Difference:
    """What a text has that none of the others has."""
    paragraphs: list[int] = []
    sentences = words = 0
    for number, paragraph in enumerate(text.paragraphs, 1):
        new = [sentence for sentence in paragraph if not any(has(other, sentence) for other in others)]
        words += sum(map(len, new))
        if new and len(new) == len(paragraph):
            paragraphs.append(number)
        else:
            sentences += len(new)
    return Difference(tuple(paragraphs), sentences, words)


def has(text: Prose, sentence: tuple[str, ...]) -> bool:
    """Whether a text has a sentence, as it stands or nearly so; a short one only as it stands."""
    if len(sentence) < text.length:
        return f" {' '.join(sentence)} " in text.line
    own = runs(sentence, text.length)
    return len(own & text.runs) >= _NEW * len(own)
