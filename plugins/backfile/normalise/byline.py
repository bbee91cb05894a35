"""The byline of pasted text: the line between headline and body that says who wrote it."""

from __future__ import annotations

import re

from backfile.normalise.account import Outcome
from backfile.normalise.credits.byline import LEAD, parse_byline, people_and_names
from backfile.normalise.credits.names import is_person, is_title
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding
from backfile.normalise.story import is_pasted
from backfile.vocab.agencies import label_of

_LONGEST = 140
"""Characters that a byline takes at most."""

_NEAR = 8
"""Blocks below the headline among which a byline is looked for."""


def byline(draft: Draft) -> Finding:
    """Take the line nearest below the headline that begins with a byline word (`By`, `Von`) and names somebody.

    A name without such a word counts only with a title after it (`Ann Lee Asia correspondent`). The search ends at
    the first paragraph of the body. Pages in HTML name their authors in their metadata, which other rules read.
    """
    if not is_pasted(draft) or "byline" in draft.fields:
        return NOTHING
    lang = draft.fields.get("lang", "")
    titles = [index for index, fates in draft.fates.items() if any(fate.detail == "title" for fate in fates)]
    start = max(titles, default=-1) + 1
    for index in range(start, min(start + _NEAR, len(draft.document.blocks))):
        stretches = draft.free(index)
        if not stretches:
            continue
        start_of, end_of = stretches[0]
        text = draft.document.blocks[index].text[start_of:end_of].strip(" |·•–—-,")
        if len(text) > 2 * _LONGEST:
            break
        if len(text) <= _LONGEST and _is_byline(text, lang):
            return Finding(byline_fields(text, lang), (Claim(index, start_of, end_of, Outcome.FIELD, "byline"),))
    return NOTHING


def byline_fields(text: str, lang: str) -> Fields:
    """The fields that a byline makes: itself as printed, the people in it, every name in it, and its agencies."""
    people, names = people_and_names(text, lang=lang)
    fields = Fields(byline=text, byline_names=names)
    if people:
        fields["authors"] = people
    if agencies := parse_byline(text, lang=lang).agencies:
        fields["agencies"] = tuple(label_of(identifier) for identifier in agencies)
    return fields


def _is_byline(text: str, lang: str) -> bool:
    lead = LEAD.match(text)
    if not lead and not is_title(text):
        return False
    credit = parse_byline(text, lang=lang)
    if lead:
        rest = text[lead.end() :]
        first = re.split(r"[,|/(]| and | und | et | y | e ", rest)[0].strip()
        sentence = re.search(r"[.!?]$", text) and not re.search(r"\b(?:Jr|Sr|\w)\.$", text)
        return not sentence and bool(credit.agencies or credit.desk or credit.people) and bool(first)
    if re.search(r"[.!?]['\"”’»]*$", text):
        return False
    return bool(credit.people) and is_person(credit.people[0].name) and bool(credit.people[0].title)
