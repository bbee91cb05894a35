"""Rule: an HTML page that shows only the beginning of its article, and says so, is `truncated`; what it says is aside.

Publishers declare whole articles as paid for too, and print the box that asks for payment below them. So it takes
two of these together: what the page declares, what it prints at the end of its text, and how little text there is.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding
from backfile.normalise.page_prose import width
from backfile.normalise.story import free_blocks

_SHORT = 1_500
"""Letters of an alphabet, at most, of what a reader is given before he has to pay."""
_STUB = 900
"""The same where the page does not declare that the article is not free."""
_LONGEST_NOTICE = 300
_BELOW = 12
"""Blocks below the text among which the notice stands."""
_CUT, _UNTOLD, _WHOLE = 0.5, 0.75, 0.8
"""Shares of the words that the page states: below, the text is cut; where it states none; and where it is whole."""
_PAID_PART = 300
_FEWEST_STATED = 150
"""Words, at least, of which a part can be missing."""
_ENDS_OPEN = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"'”’»“)\]]*\s*$")


def truncated(draft: Draft) -> Finding:
    """`status`, and claims on the lines at the end of the text that ask the reader to pay or to log in."""
    if draft.document.media_type != "text/html":
        return NOTHING
    paid = any(candidate.value == "false" for candidate in draft.candidates("free"))
    text = list(free_blocks(draft))
    notices = []
    while len(text) > 1 and _is_notice(draft.document.blocks[text[-1]].text, alone=False):
        notices.append(text.pop())
    if not text:
        return NOTHING
    below = draft.document.blocks[text[-1] + 1 : text[-1] + 1 + _BELOW]
    asks = any(_is_notice(block.text, alone=not paid) for block in below)
    if not _is_cut(draft, text, paid=paid, asks=asks):
        return NOTHING
    claims = tuple(
        Claim(index, start, end, Outcome.SET_ASIDE, "paywall") for index in notices for start, end in draft.free(index)
    )
    return Finding(Fields(status="truncated"), claims, source="json-ld" if paid else "text")


def _is_cut(draft: Draft, text: list[int], *, paid: bool, asks: bool) -> bool:
    said = [draft.document.blocks[index].text for index in text]
    size = sum(map(width, said))
    ends_open = bool(_ENDS_OPEN.search(said[-1]))
    if paid:
        shown = _shown_share(draft, said)
        if shown < _CUT:
            return True
        return (asks or ends_open) and size < _SHORT and shown < _WHOLE and not _holds_paid_part(draft, text)
    return asks and (ends_open or size < _STUB)


def _holds_paid_part(draft: Draft, text: list[int]) -> bool:
    """Whether the text goes on in the part that the page declares to be paid for, after a part that is not."""
    document = draft.document
    selectors = {part.strip() for c in draft.candidates("paid part") for part in c.value.split(",")}
    inside = [False] * len(document.elements)
    for index, element in enumerate(document.elements):
        named = {f".{name}" for key, value in element.attributes if key == "class" for name in value.split()}
        named |= {f"#{value}" for key, value in element.attributes if key == "id"}
        inside[index] = bool(named & selectors) or (element.parent >= 0 and inside[element.parent])
    paid = [index for index in text if inside[document.blocks[index].element]]
    return 0 < len(paid) < len(text) and sum(width(document.blocks[index].text) for index in paid) >= _PAID_PART


def _shown_share(draft: Draft, said: list[str]) -> float:
    """How much of the words that the page states there are; `_UNTOLD` where it states none, or words have no spaces."""
    stated = next((c.value for c in draft.candidates("word count") if c.value.isdecimal()), "0")
    words = sum(len(text.split()) for text in said)
    count = int(stated[:6])
    if not count or sum(map(width, said)) > 20 * max(words, 1):
        return _UNTOLD
    return words / count if count >= _FEWEST_STATED else max(_UNTOLD, words / count)


def _is_notice(text: str, *, alone: bool) -> bool:
    """Whether a block asks the reader to pay; `alone` where that must be told without the page's own declaration."""
    return len(text) <= _LONGEST_NOTICE and bool(_notices(alone).match(" ".join(text.split())))


@cache
def _notices(alone: bool) -> re.Pattern[str]:
    lines = files("backfile.normalise").joinpath("paywall.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    patterns = [row["pattern"] for row in rows if row["alone"] == "yes" or not alone]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
