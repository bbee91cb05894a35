"""What an outlet's desk is known to mean by tokens of its credit lines, as editors of the site have answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from backfile.vocab.agencies import agencies
from backfile.vocab.answers import AnswerKind, Answers


@dataclass(frozen=True, slots=True)
class Told:
    """Tokens whose meaning needs no test; case counts, for `pa` may write what `PA` delivers."""

    staff: frozenset[str] = frozenset()
    agencies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Ids of agencies by token."""


NOTHING_TOLD = Told()


def told_by(answers: Answers, outlet: str) -> Told:
    """What the answers for an outlet, and those for all, say of tokens; an outlet's own answer goes before."""
    if not answers.lines:
        return NOTHING_TOLD
    means: dict[str, str] = {}
    for line in sorted(answers.lines, key=lambda line: line.outlet):
        if line.outlet in ("", outlet) and line.kind in (AnswerKind.STAFF, AnswerKind.AGENCY):
            means[line.text] = line.means if line.kind is AnswerKind.AGENCY and line.means in agencies() else ""
    return Told(
        frozenset(token for token, agency in means.items() if not agency),
        MappingProxyType({token: agency for token, agency in means.items() if agency}),
    )
