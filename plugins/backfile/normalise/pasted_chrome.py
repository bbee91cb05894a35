"""Page chrome in pasted text: menus, skip links, share bars, notices, and what stands below the end of the story."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding, whole
from backfile.normalise.page_chrome import chrome_by_phrase
from backfile.normalise.story import free_blocks, is_pasted, is_sentence

_LONGEST = 300
_MENU_ITEM = 28
"""Characters; menu items are shorter, headlines longer."""
_MENU_WORDS = 3
_NUMBERED_ITEM = 60
_MENU_RUN = 3
_TEASER = 160
_MARKER = re.compile(r"^(?:\d{1,2}[.)]|[-–•*·>›»])\s+")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+\S")


def pasted_chrome(draft: Draft) -> Finding:
    """Whole short lines that are no part of any article, by their words or, above the headline, by their shape.

    Above the headline a numbered list and a run of three and more menu items are navigation. Below the story, where
    a line such as `Related articles` is followed by nothing but short lines, they are links.
    """
    if not is_pasted(draft):
        return NOTHING
    blocks = free_blocks(draft)
    texts = {index: draft.document.blocks[index].text for index in blocks}
    reasons = {index: reason for index in blocks if (reason := _by_words(texts[index]))}
    for index in _navigation(blocks, texts, set(reasons)):
        reasons.setdefault(index, "page chrome")
    links = _links_below(blocks, texts, reasons)
    reasons |= {index: "related links" for index in links if index not in reasons}
    if len(reasons) == len(blocks):
        return NOTHING
    return Finding(claims=tuple(_set_aside(draft, index, reason) for index, reason in sorted(reasons.items())))


def _set_aside(draft: Draft, index: int, reason: str) -> Claim:
    return whole(draft, index, Outcome.SET_ASIDE, reason)


def _by_words(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    bare = _MARKER.sub("", text)
    if reason := chrome_by_phrase(bare):
        return reason
    return (
        next((reason for reason, words in _patterns() if words.fullmatch(bare)), "")
        if _any_pattern().fullmatch(bare.lower())
        else ""
    )


@cache
def _any_pattern() -> re.Pattern[str]:
    """All patterns in one, in small letters as their table has them: hardly any line is one of them."""
    return re.compile("|".join(f"(?:{words.pattern})" for _, words in _patterns()))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("backfile.normalise").joinpath("pasted_chrome.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple((row["reason"], re.compile(row["pattern"] + r"\W*", re.IGNORECASE)) for row in rows)


def _navigation(blocks: tuple[int, ...], texts: dict[int, str], chrome: set[int]) -> list[int]:
    """Blocks above the headline that are menu items by their shape."""
    top: list[int] = []
    for index in blocks:
        text = texts[index]
        if index in chrome or _is_item(text):
            top.append(index)
        else:
            break
    shaped = [index for index in top if index not in chrome]
    numbered = [index for index in shaped if _NUMBERED.match(texts[index])]
    if len(top) >= len(blocks):
        return []
    return shaped if len(shaped) >= _MENU_RUN else numbered if len(numbered) + len(top) - len(shaped) > 1 else []


def _is_item(text: str) -> bool:
    bare = _MARKER.sub("", text)
    if len(bare) > _NUMBERED_ITEM or any(c.isdigit() for c in bare) or is_sentence(bare):
        return False
    is_numbered = bool(_NUMBERED.match(text)) and len(bare) < _NUMBERED_ITEM
    return is_numbered or (len(bare) <= _MENU_ITEM and bare.count(" ") < _MENU_WORDS)


def _links_below(blocks: tuple[int, ...], texts: dict[int, str], reasons: dict[int, str]) -> list[int]:
    for place in range(len(blocks) // 2, len(blocks)):
        index = blocks[place]
        below = blocks[place + 1 :]
        ends = reasons.get(index) in ("related links", "comments")
        if ends and all(one in reasons or _is_teaser(texts[one]) for one in below):
            return list(below)
    return []


def _is_teaser(text: str) -> bool:
    return len(text) < _TEASER and not is_sentence(text)
