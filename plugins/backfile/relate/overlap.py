"""Overlap: whether two stories are one copy, by exact comparison of their runs of words.

Measured on Reuters-21578 (18,876 stories, many of them in set forms): of the pairs within a day that share six tenths
of the shorter story's runs, those whose figures differ are one form filled in anew (a day's money market, another
company's dividend, another bank's prime rate), not one story.
"""

from __future__ import annotations

from backfile.relations import Overlap
from backfile.relations.words import Wording

LEAST_SHARED = 20
"""Runs: about two sentences. Shorter agreements are set phrases."""

LEAST_CONTAINMENT = 0.6
"""Share of the shorter story's runs that the longer one has."""

LEAST_JACCARD = 0.15
"""Below it the longer story is six times as long and more: a round-up that holds the shorter, not a copy of it."""

LEAST_OPENING = 0.4
"""Share of the runs of the first third of the shorter story's text, for two stories of one outlet: what agrees only
further down is the outlet's standing text. Another outlet may have put a beginning of its own before the copy."""

LEAST_FIGURES = 0.75
"""Share of the shorter story's figures that the longer one has."""

FEW_FIGURES = 2
"""Below so many figures in the shorter story they say nothing."""


def overlap(one: Wording, other: Wording, *, same_outlet: bool) -> Overlap | None:
    """How far two stories agree where they are one copy; None where they are not. The order does not matter."""
    short, long = _shorter_first(one, other)
    shared = len(short.runs & long.runs)
    if shared < LEAST_SHARED or shared < LEAST_CONTAINMENT * len(short.runs):
        return None
    jaccard = shared / (len(short.runs) + len(long.runs) - shared)
    if jaccard < LEAST_JACCARD:
        return None
    if same_outlet and len(short.opening & long.runs) < LEAST_OPENING * len(short.opening):
        return None
    figures = len(short.figures)
    if figures >= FEW_FIGURES and len(short.figures & long.figures) < LEAST_FIGURES * figures:
        return None
    return Overlap(shared, round(jaccard, 3), round(shared / len(short.runs), 3))


def _shorter_first(one: Wording, other: Wording) -> tuple[Wording, Wording]:
    """The two by length; of equals the one with the alphabetically first run that the other lacks."""
    if len(one.runs) == len(other.runs) and one.runs != other.runs:
        return (one, other) if min(one.runs ^ other.runs) in one.runs else (other, one)
    return (one, other) if len(one.runs) <= len(other.runs) else (other, one)
