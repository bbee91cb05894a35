"""Rule: the outlet's notice that an earlier version of the story was wrong is its `correction`, not its text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Finding, whole
from backfile.normalise.story import free_blocks

_HEAD, _TAIL = 6, 8
"""Blocks at the head and at the end of an article among which notices stand."""
_LONGEST = 1_200
_LEAD = r"[\s•·*►▶\-–—_(\[【]*"
_AFTER_LABEL = r"[\s*_)\]】]*(?:[:：|]|[-–—](?=\s)|\.(?=\s))"
_DAY = r"(?:[\s,(]+(?:[^\W\d]{1,9}\.?\s+)?\d{1,4}(?:[./,\s)年月日-]+(?:\d{1,4}|[^\W\d]{1,9}))*(?::\d\d)?[^\W\d]{0,3})?"
"""A day, and perhaps a time of day, between a label and its colon: `Correction, May 3, 2020:`."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """What notices begin with, in all languages at once."""

    any: re.Pattern[str]
    """The first words of all of these but `word`: asked first, because hardly any block has one."""
    labelled: re.Pattern[str]
    """A label with its colon or dash: `Correction:`, `Rättelse 3 maj:`."""
    label_alone: re.Pattern[str]
    note: re.Pattern[str]
    """A label that corrections share with other notes: `Editor's note:`."""
    sentence: re.Pattern[str]
    """What a notice without a label begins with: `An earlier version of this story`."""
    word: re.Pattern[str]
    """What only notices of corrections say, wherever in them."""
    wire: re.Pattern[str]
    """An agency's remark to its customers: `(Corrects name in paragraph 3)`."""


def correction(draft: Draft) -> Finding:
    """Notices among the first and last blocks of an article, told by their first words; several follow one another.

    A label alone (`Correction` as a subhead) needs a next block that speaks of an earlier version or a mistake, and so
    does a label that other notes have too. An agency's remark in brackets leaves the text that follows it.
    """
    free = free_blocks(draft)
    places = tuple(dict.fromkeys((*free[:_HEAD], *free[-_TAIL:])))
    claims = tuple(_claims(draft, places))
    if not claims or "correction" in draft.fields:
        return NOTHING
    texts = (draft.document.blocks[claim.block].text[claim.start : claim.end].strip() for claim in claims)
    found = " ".join(" ".join(text.split()) for text in texts)
    return Finding({"correction": found}, claims)


def _claims(draft: Draft, places: tuple[int, ...]) -> Iterator[Claim]:
    forms, blocks = _forms(), draft.document.blocks
    labelled = False
    for index in places:
        text = blocks[index].text
        if not labelled and not forms.any.match(text):
            continue
        follows, labelled = labelled, bool(forms.label_alone.fullmatch(text))
        if len(text) > _LONGEST:
            continue
        if labelled:
            at = index + 1
            labelled = at < len(blocks) and bool(_is_notice(blocks[at].text) or forms.word.search(blocks[at].text))
        if labelled or follows or _is_notice(text):
            yield whole(draft, index, Outcome.FIELD, "correction")
        elif remark := forms.wire.match(text):
            yield Claim(index, remark.start(), remark.end(), Outcome.FIELD, "correction")


def _is_notice(text: str) -> bool:
    forms = _forms()
    return bool(
        forms.labelled.match(text)
        or forms.sentence.match(text)
        or (forms.note.match(text) and forms.word.search(text))
    )  # fmt: skip


@cache
def _forms() -> _Forms:
    label, sentence = f"(?:{patterns('label')})", f"(?:{patterns('sentence')})"

    def form(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Forms(
        any=form(f"{_LEAD}(?:{label}|{sentence}|{patterns('note')}|{patterns('wire')})"),
        labelled=form(f"{_LEAD}{label}(?:{_DAY}{_AFTER_LABEL}|\\s+(?={sentence}))"),
        label_alone=form(f"{_LEAD}{label}[\\s:：*_)\\]】]*"),
        note=form(f"{_LEAD}(?:{patterns('note')}){_DAY}{_AFTER_LABEL}"),
        sentence=form(f"{_LEAD}{sentence}\\b"),
        word=form(patterns("word")),
        wire=form(rf"\s*[(\[](?:{patterns('wire')})\b[^()\[\]]{{1,400}}(?:\([^()]*\)[^()\[\]]{{0,200}})*[)\]]"),
    )


@cache
def patterns(kind: str) -> str:
    """The patterns of one kind, of all languages, as one: `correction.tsv`."""
    table = files("backfile.normalise").joinpath("correction.tsv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return "|".join(row["pattern"] for row in rows if row["kind"] == kind)
