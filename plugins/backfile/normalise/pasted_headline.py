"""The headline of pasted text: the first line that is not page chrome, a date or a name of the site."""

from __future__ import annotations

import re

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding, whole
from backfile.normalise.story import free_blocks, is_pasted, is_sentence

_LONGEST_HEADLINE = 250
_LONGEST_SENTENCE = 120
"""Characters of a headline that ends in a full stop, above other text."""
_SHORT_SENTENCE = 60
"""The same where nothing else is pasted."""
_KICKER_WORDS = 3
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|af|av|text|autor|autorin)\s*:?\s+\w", re.IGNORECASE)
_FIRST_WORDS = 12


def pasted_headline(draft: Draft) -> Finding:
    """The first free line is the headline, unless it is a section's name of up to three words above a longer line.

    A paste that begins with a paragraph has no headline: its first words stand in for one, stay in the body too, and
    a note asks for review.
    """
    if not is_pasted(draft) or "title" in draft.fields:
        return NOTHING
    free = free_blocks(draft)
    if not free:
        return NOTHING
    texts = [draft.document.blocks[index].text for index in free[:3]]
    if _is_kicker(texts):
        return Finding(
            Fields(title=texts[1], section=texts[0]),
            (whole(draft, free[0], Outcome.FIELD, "section"), whole(draft, free[1], Outcome.FIELD, "title")),
        )
    first = draft.document.blocks[free[0]].text
    longest = _LONGEST_HEADLINE if not is_sentence(first) else _LONGEST_SENTENCE if len(free) > 1 else _SHORT_SENTENCE
    if len(first) <= longest:
        return Finding(Fields(title=first), (whole(draft, free[0], Outcome.FIELD, "title"),))
    return Finding(Fields(title=_first_words(first)), review=("title: no headline found, these are the first words",))


def _is_kicker(texts: list[str]) -> bool:
    if len(texts) < 3 or _BYLINE.match(texts[1]):
        return False
    kicker, headline, after = texts
    return (
        len(kicker.split()) <= _KICKER_WORDS
        and len(kicker) <= 30
        and not is_sentence(kicker)
        and len(headline.split()) >= 4
        and len(headline) <= 150
        and not is_sentence(headline)
        and len(after) > len(headline)
        and is_sentence(after)
    )


def _first_words(text: str) -> str:
    """The first sentence where it is short, else its first words; text without spaces is cut by characters."""
    sentence = re.split(r"(?<=[.!?。！？])\s+", text, maxsplit=1)[0]
    if len(sentence) <= 100:
        return sentence
    words = sentence.split()[:_FIRST_WORDS]
    return " ".join(words)[:100]
