"""The dateline: where and when the story was filed, printed before its first words."""

from __future__ import annotations

import re
from itertools import islice

from backfile.article import Dateline
from backfile.decode.document import Kind
from backfile.normalise.account import Outcome
from backfile.normalise.credits.credit import Credit
from backfile.normalise.credits.dateline import is_known_city, parse_dateline, span
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding
from backfile.vocab.agencies import label_of

_LONGEST = 100
"""Characters that a dateline takes at most."""

_PARAGRAPH = 120
"""Characters a block needs before a place without an agency in front of a dash counts (measured: 55 of 55 right)."""


def dateline(draft: Draft) -> Finding:
    """Take the dateline that begins the body's first or second paragraph.

    With an agency beside the place (`City (AG) –`) the shape alone decides. Without one, the place must be in the
    gazetteers, and it must have a date or the block be at least 120 characters long: `FLORIDA - Orlando` in a menu is
    none. With a date it may stand on a line of its own.
    """
    if "dateline" in draft.fields:
        return NOTHING
    paragraphs = (
        i
        for i, block in enumerate(draft.document.blocks)
        if block.kind is Kind.PARAGRAPH and any(start == 0 for start, _ in draft.free(i))
    )
    for index in islice(paragraphs, 2):
        text = draft.document.blocks[index].text
        if found := leading_dateline(text, draft.fields.get("lang", "")):
            credit, head, end = found
            return _finding(credit, index, text[:head].strip(), end)
    return NOTHING


def leading_dateline(text: str, lang: str) -> tuple[Credit, int, int] | None:
    """The dateline that begins a paragraph, its end, and where the text after its dash begins; None: it has none."""
    head, end = span(text[: 2 * _LONGEST])
    if not 0 < head <= _LONGEST:
        return None
    credit = parse_dateline(text[:head], lang=lang)
    alone = end >= len(text) and not (credit.dateline and credit.dateline.date)
    is_one = credit.dateline and not alone and _is_dateline(credit, text, text[head:end], lang)
    return (credit, head, end) if is_one else None


def _is_dateline(credit: Credit, text: str, dash: str, lang: str) -> bool:
    filing = credit.dateline
    if not filing or not all(city[:1].isupper() or not city.isascii() for city in filing.city):
        return False
    if credit.agencies:
        return is_known_city(credit, lang) or all(len(city.split()) <= 4 for city in filing.city)
    divided = bool(re.search(r"[-–—_=]", dash))
    enough = len(text) >= _PARAGRAPH or bool(filing.date)
    return divided and enough and (is_known_city(credit, lang) or bool(filing.country))


def _finding(credit: Credit, block: int, printed: str, end: int) -> Finding:
    filing = credit.dateline
    assert filing is not None
    fields = Fields(dateline=Dateline(printed, filing.city, filing.country, filing.date))
    if credit.agencies:
        fields["agencies"] = tuple(label_of(identifier) for identifier in credit.agencies)
    if credit.people:
        fields["authors"] = tuple(person.name for person in credit.people)
    return Finding(fields, (Claim(block, 0, end, Outcome.FIELD, "dateline"),))
