"""Bylines below the body as East Asian papers print them: `（责编：王强）`, `（山田太郎記者）`, `홍길동 기자`."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from backfile.article import Contributor
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding
from backfile.normalise.story import free_blocks, is_pasted
from backfile.vocab.agencies import named

_LANGUAGES = frozenset(["zh", "ja", "ko"])
_NEAR_THE_END = 4
_LONGEST = 80
_HAN_NAME = "[\u4e00-\u9fff·]{2,8}(?![\u4e00-\u9fff]*\\s*[:：])"
_HAN = f"{_HAN_NAME}(?:[\\s、，,]+{_HAN_NAME}){{0,5}}"
_JAPANESE = "[\u4e00-\u9fff々ぁ-んァ-ヶー]{2,8}(?:[\\s、，,・]+[\u4e00-\u9fff々ぁ-んァ-ヶー]{2,8}){0,5}"
_KANJI = "[\u4e00-\u9fff々]{4,5}(?:[、，,・][\u4e00-\u9fff々]{3,5}){0,5}"
_HANGUL = "[가-힣]{2,4}(?:[\\s·,/]+[가-힣]{2,4}){0,5}"
_ADDRESS = re.compile(r"\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*$")
_BETWEEN = re.compile(r"[\s、，,·・/]+")
_ENDS = "。！？.!?”」』…"
_NO_NAMES = re.compile("敬称略|関連|写真|転載|加筆|更新|編集|終わり|.*[部社局会略載止事集終]$")
"""What Japanese papers put in brackets at the end besides names."""


def pasted_end_byline(draft: Draft) -> Finding:
    """Lines at the paste's end, and brackets after its last sentence, that name writers and editors by their label.

    They are the credit line; writers become authors, editors contributors. Names in brackets without a label count in
    Japanese alone, where they close a story and have four or five characters; a mail address beside a name is set
    aside.
    """
    lang = draft.fields.get("lang", "").partition("-")[0]
    if not is_pasted(draft) or lang not in _LANGUAGES:
        return NOTHING
    said: list[tuple[str, Fields]] = []
    claims: list[Claim] = []
    for index in reversed(free_blocks(draft)[1:][-_NEAR_THE_END:]):
        text = draft.document.blocks[index].text
        end = len(text)
        if contact := _ADDRESS.search(text):
            claims.append(Claim(index, contact.start(), end, Outcome.SET_ASIDE, "contact"))
            end = contact.start()
        start = _start(text, end, lang)
        if start < 0:
            if contact and not end:
                continue
            claims = claims[:-1] if contact else claims
            break
        claims.append(Claim(index, start, end, Outcome.FIELD, "credit_line"))
        said.insert(0, (text[start:end].strip(), _read(text[start:end], lang)))
        if start:
            break
    return Finding(_together(said), tuple(claims)) if said else NOTHING


def _together(said: list[tuple[str, Fields]]) -> Fields:
    """The fields of all lines, which are the credit line as printed."""
    fields = Fields(credit_line="\n".join(printed for printed, _ in said))
    if authors := [name for _, read in said for name in read.get("authors", ())]:
        fields["authors"] = fields["byline_names"] = tuple(dict.fromkeys(authors))
    if editors := [editor for _, read in said for editor in read.get("reporting", ())]:
        fields["reporting"] = tuple(editors)
    return fields


def _start(text: str, end: int, lang: str) -> int:
    """Where the byline begins that ends a block; -1 where there is none."""
    if 0 < end <= _LONGEST and _read(text[:end], lang):
        return 0
    opening = max(text.rfind(bracket, 0, end) for bracket in "（(【[")
    is_tail = opening > 0 and text[:opening].rstrip()[-1:] in tuple(_ENDS) and _read(text[opening:end], lang)
    return opening if is_tail else -1


def _read(printed: str, lang: str) -> Fields:
    """The authors and contributors of one line, none where it is no byline; several labels may stand on it."""
    authors: list[str] = []
    editors: list[str] = []
    rest = printed.strip()
    while rest:
        found = next(((role, hit) for role, pattern in _patterns(lang) if (hit := pattern.match(rest))), None)
        names = _BETWEEN.split(found[1]["names"].strip()) if found else []
        if not found or any(named(name) or _NO_NAMES.match(name) for name in names):
            return Fields()
        {"author": authors, "editor": editors}.get(found[0], []).extend(names)
        rest = rest[found[1].end() :].lstrip(" 　,，、;；|/")
    fields = Fields()
    if authors:
        fields["authors"] = tuple(authors)
    if editors:
        fields["reporting"] = tuple(Contributor(name, "editor") for name in editors)
    return fields


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("backfile.normalise").joinpath("end_bylines.tsv").read_text("utf-8")
    names = {"{han}": _HAN, "{japanese}": _JAPANESE, "{kanji}": _KANJI, "{hangul}": _HANGUL}
    return tuple(
        (row["role"], re.compile(re.sub(r"\{[a-z]+\}", lambda found: names[found[0]], row["pattern"])))
        for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        if row["lang"] == lang
    )
