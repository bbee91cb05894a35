"""The address and the capture time that people paste above or below an article."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.printed_date import printed_dates
from backfile.normalise.story import free_blocks, is_pasted

_ADDRESS = re.compile(r"<?(https?://[^\s<>]*[^\s<>.,;:)\]|])>?")
_LABEL = re.compile(
    r"(?:source|url|link|address|quelle|adresse|fuente|enlace|dirección|fonte|endereço|from|retrieved from|lien|bron"
    r"|källa|kilde|lähde|źródło|adres|zdroj|forrás|sursă|sursa|izvor|vir|kaynak|источник|ссылка|адрес|джерело|πηγή"
    r"|מקור|المصدر|الرابط"
    r"|来源|來源|链接|網址|原文链接|出典|元記事|출처|원문)\s*[:：]\s*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{4}")
_EDGE = 3
_LONGEST = 400
_LONGEST_BARE = 120
"""Characters of a line with and without an address."""
_MOST_OTHER_LETTERS = 16
"""Letters that may stand beside the word, the date and the address: `from the Web on`."""


def pasted_source(draft: Draft) -> Finding:
    """Take a line at a paste's edge that is an address as its source; set aside one that says when it was captured.

    A capture time is a word such as `Captured`, `Retrieved` or `Abgerufen am`, a date, and hardly more. Both may stand
    on one line (`Saved from https://… on 2020-02-21`).
    """
    if not is_pasted(draft):
        return NOTHING
    fields, claims = Fields(), []
    free = free_blocks(draft)
    for index in dict.fromkeys((*free[:_EDGE], *free[-_EDGE:])):
        text = draft.document.blocks[index].text
        if len(text) > (_LONGEST if "://" in text else _LONGEST_BARE):
            continue
        address = _ADDRESS.search(text)
        captured = _is_capture_time(text, draft.fields.get("lang", ""), address)
        is_alone = address and (captured or not _LABEL.sub("", text.replace(address[0], ""), count=1).strip())
        if address and is_alone and "source" not in fields:
            fields["source"] = address[1]
            claims.append(Claim(index, *address.span(), Outcome.FIELD, "source"))
        if captured:
            claims.append(whole(draft, index, Outcome.SET_ASIDE, "capture time"))
        elif is_alone and address and address[1] == fields.get("source"):
            claims.append(whole(draft, index, Outcome.FIELD, "source"))
    return Finding(fields, tuple(claims))


def _is_capture_time(text: str, lang: str, address: re.Match[str] | None) -> bool:
    word = _captured().match(text) if _DIGITS.search(text) else None
    if not word:
        return False
    rest = text[word.end() :].replace(address[0] if address else "\n", " ")
    dates = printed_dates(rest, lang) or printed_dates(rest)
    if not dates or any(len(reading.text) < len("2020-02-21") for reading in dates[0].readings):
        return False
    rest = rest[: dates[0].start] + rest[dates[0].end :]
    return sum(map(str.isalpha, rest)) <= _MOST_OTHER_LETTERS


@cache
def _captured() -> re.Pattern[str]:
    """The words of the table at the beginning of a line, as whole words where their script has such."""
    text = files("backfile.normalise").joinpath("captured.csv").read_text("utf-8")
    words = [word for row in csv.DictReader(text.splitlines()) for word in row["words"].split("|")]
    ended = "|".join(word + (r"\b" if word[-1] < "\u2e80" else "") for word in words)
    return re.compile(rf"\W*(?:{ended})", re.IGNORECASE)
