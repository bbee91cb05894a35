"""In-house promotion below the story: newsletters, apps, channels, memberships."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from backfile.normalise.account import Outcome
from backfile.normalise.draft import Claim, Draft, Finding, whole
from backfile.normalise.story import free_blocks, is_pasted
from backfile.vocab.answers import AnswerKind

_TAIL = 5
_LONGEST = 300


def promo(draft: Draft) -> Finding:
    """From the end upward, paragraphs that ask the reader to sign up, subscribe, follow or donate.

    Nothing above the first other paragraph is touched, so the story's own words about newsletters stay; what an
    outlet says of its own work (`The Courier sends out a selection …`) counts by the request it ends in. A paragraph
    that the site's editors know for a promo is one wherever it stands, on pages too.
    """
    known = _known(draft)
    if not is_pasted(draft):
        return Finding(claims=known)
    free = tuple(index for index in free_blocks(draft) if index not in {claim.block for claim in known})
    found = []
    for index in reversed(free[2:][-_TAIL:]):
        text = draft.document.blocks[index].text
        if len(text) > _LONGEST or not _requests().search(text.lower()):
            break
        found.append(whole(draft, index, Outcome.SET_ASIDE, "promo"))
    return Finding(claims=(*known, *reversed(found)))


def _known(draft: Draft) -> tuple[Claim, ...]:
    answers = draft.vocabulary.answers
    if not any(line.kind is AnswerKind.PROMO for line in answers.lines):
        return ()
    outlet = draft.fields.get("outlet", "")
    return tuple(
        whole(draft, index, Outcome.SET_ASIDE, "promo")
        for index in free_blocks(draft)
        if answers.means(AnswerKind.PROMO, draft.document.blocks[index].text, outlet) is not None
    )


@cache
def _requests() -> re.Pattern[str]:
    lines = files("backfile.normalise").joinpath("promo.tsv").read_text("utf-8").splitlines()[1:]
    words = "|".join(f"(?:{line[2:]})" for line in lines if line.startswith(r"\b"))
    others = "|".join(f"(?:{line})" for line in lines if not line.startswith(r"\b"))
    return re.compile(rf"\b(?:{words})|{others}")
