"""Field lines of database exports in pasted text: `LENGTH: 512 words`, `BYLINE: ANN LEE`, and the codes of Factiva."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from backfile.capture.containers.separators import separator_in
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.export_fields import field_of
from backfile.normalise.printed_date import printed_dates
from backfile.normalise.story import is_pasted

_SET_ASIDE = "export field"
_BESIDE = "beside the story"
_FEWEST = 3
"""Different fields, one of which only databases print, that make a text an export."""
_FEWEST_CODES = 4
_LONGEST_LABEL = 40
_LONGEST_HEAD_LINE = 200
_LONGEST_DATE_LINE = 80
_RIGHTS = re.compile(
    r"(?:copyright|©|\(c\))\s.{4,160}|all rights reserved\W*|alle rechte vorbehalten\W*", re.IGNORECASE
)
_CODE = re.compile(r"(?P<label>[A-Z]{2,3})(?: (?P<value>.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Stated:
    """One field as the export states it."""

    field: str
    label: int
    """The block that holds its label."""
    start: int
    """Where the value begins in that block; its end where the value stands below."""
    below: tuple[int, ...] = ()
    """The blocks that the value goes on in."""


def pasted_export(draft: Draft) -> Finding:
    """Read the field lines of an export as the fields they are, and set aside what only the database says.

    Three different fields make an export, if one of them is such as only databases print (the length in words, the day
    of loading); of Factiva's codes, the headline's, the text's and two more. Above the first field line stand headline,
    publication and date, or publication, date and headline. What stands above `1 of 25 DOCUMENTS` and below the end of
    the document is no part of the article.
    """
    if not is_pasted(draft):
        return NOTHING
    stated = _factiva(draft) or _labelled(draft)
    beside = _beside(draft, is_export=bool(stated))
    if not stated:
        return Finding(claims=beside)
    used = {claim.block for claim in beside}
    fields, claims = Fields(), [*beside]
    for one in (one for one in stated if one.label not in used):
        found = field_of(one.field, _value(draft, one), draft)
        for name, value in found.items():
            fields.setdefault(name, value)  # type: ignore[misc]
        claims += _claims(draft, one, is_field=bool(found))
    head = _head(draft, {claim.block for claim in claims}, min(one.label for one in stated))
    for index, name in _unlabelled(draft, head, has_title="title" in fields):
        text = draft.document.blocks[index].text
        found = field_of(name, text, draft)
        fields = Fields(**{**found, **fields})
        claims.append(whole(draft, index, Outcome.FIELD if found else Outcome.SET_ASIDE, name if found else _SET_ASIDE))
    claimed = {claim.block for claim in claims}
    rights = [index for index, block in enumerate(draft.document.blocks)
              if index not in claimed and _RIGHTS.fullmatch(block.text)]  # fmt: skip
    if rights:
        fields.setdefault("rights", " ".join(draft.document.blocks[index].text for index in rights))
        claims += [whole(draft, index, Outcome.FIELD, "rights") for index in rights]
    return Finding(fields, tuple(claims), source="database export")


def _beside(draft: Draft, *, is_export: bool) -> tuple[Claim, ...]:
    """The lines that stand between documents, a cover above the first, and what follows the last."""
    marks = {index: found for index, block in enumerate(draft.document.blocks) if (found := separator_in(block.text))}
    begins = [index for index, mark in marks.items() if mark.kind == "begins" and (is_export or index == 0)]
    ends = [index for index, mark in marks.items() if mark.kind == "ends"]
    count = len(draft.document.blocks)
    top, bottom = max(begins, default=-1) + 1, min(ends, default=count)
    while top < count and top in marks and marks[top].kind == "drawn":
        top += 1
    while bottom > top and bottom - 1 in marks and marks[bottom - 1].kind == "drawn":
        bottom -= 1
    if top >= bottom:
        return ()
    return tuple(whole(draft, index, Outcome.SET_ASIDE, _BESIDE) for index in (*range(top), *range(bottom, count)))


def _factiva(draft: Draft) -> list[_Stated]:
    """The fields of an export by Factiva's codes, each on a line of its own or before its value."""
    blocks = draft.document.blocks
    codes = _codes()
    found = {index: hit for index, block in enumerate(blocks)
             if (hit := _CODE.fullmatch(block.text)) and hit["label"] in codes}  # fmt: skip
    alone = any(hit["label"] == "HD" and not hit["value"] for hit in found.values())
    found = {index: hit for index, hit in found.items() if bool(hit["value"]) != alone}
    present = {hit["label"] for hit in found.values()}
    if "HD" not in present or not present & {"LP", "TD"} or len(present) < _FEWEST_CODES:
        return []
    starts = [*found, len(blocks)]
    return [
        _Stated(codes[hit["label"]], index, hit.start("value") if hit["value"] else len(blocks[index].text),
                tuple(range(index + 1, end)))
        for (index, hit), end in zip(found.items(), starts[1:], strict=True)
    ]  # fmt: skip


def _labelled(draft: Draft) -> list[_Stated]:
    """The fields of an export by its labels, each with its value on the line or, where that is empty, below it."""
    blocks = draft.document.blocks
    stated, sure = [], False
    for index, block in enumerate(blocks):
        if not (label := _label_of(block.text)):
            continue
        (field, is_sure), end = label
        rest = block.text[end:].strip()
        sure |= is_sure and (any(c.isdigit() for c in rest) or not rest)
        following = index + 1 < len(blocks) and not _label_of(blocks[index + 1].text)
        below = (index + 1,) if not rest and field != "body" and following else ()
        stated.append(_Stated(field, index, end if rest else len(block.text), below))
    return stated if sure and len({one.field for one in stated}) >= _FEWEST else []


def _label_of(text: str) -> tuple[tuple[str, bool], int] | None:
    """The field and sureness of the label that a line begins with, and where what follows it begins."""
    name, colon, _ = text[: _LONGEST_LABEL + 1].partition(":")
    found = _labels().get(name.strip().casefold()) if colon or len(text) <= _LONGEST_LABEL else None
    return (found, len(name) + len(colon)) if found and (colon or found[0] == "body") else None


def _value(draft: Draft, one: _Stated) -> str:
    blocks = draft.document.blocks
    return " ".join(filter(None, [blocks[one.label].text[one.start :].strip(), *(blocks[i].text for i in one.below)]))


def _claims(draft: Draft, one: _Stated, *, is_field: bool) -> list[Claim]:
    """The label is set aside; the value is its field's or the database's own, but the body's text stays free."""
    length = len(draft.document.blocks[one.label].text)
    claims = [Claim(one.label, 0, one.start, Outcome.SET_ASIDE, _SET_ASIDE)] if one.start else []
    if one.field == "body":
        return claims
    outcome, detail = (Outcome.FIELD, one.field) if is_field else (Outcome.SET_ASIDE, _SET_ASIDE)
    claims += [Claim(one.label, one.start, length, outcome, detail)] if one.start < length else []
    return [*claims, *(whole(draft, index, outcome, detail) for index in one.below)]


def _head(draft: Draft, claimed: set[int], first: int) -> list[int]:
    """The short lines above the first field line that nothing has spoken for."""
    return [
        index
        for index in range(first)
        if index not in claimed
        and len(draft.document.blocks[index].text) <= _LONGEST_HEAD_LINE
        and not _RIGHTS.fullmatch(draft.document.blocks[index].text)
    ]


def _unlabelled(draft: Draft, head: list[int], *, has_title: bool) -> list[tuple[int, str]]:
    """What each line of the head is, by where its date stands."""
    lang = draft.fields.get("lang", "")
    texts = [draft.document.blocks[index].text for index in head]
    dated = [place for place, text in enumerate(texts) if len(text) <= _LONGEST_DATE_LINE and printed_dates(text, lang)]
    if not dated or dated[0] > 2:
        return []
    date = dated[0]
    names = dict.fromkeys(head[date + 1 :], _SET_ASIDE) | {head[date]: "date"}
    if date:
        names[head[date - 1]] = "outlet"
    if date == 2:
        names[head[0]] = "title"
    elif not has_title and len(head) > date + 1:
        names[head[-1]] = "title"
    return list(names.items())


@cache
def _labels() -> dict[str, tuple[str, bool]]:
    """Field and sureness of each label, folded."""
    text = files("backfile.normalise").joinpath("pasted_export.csv").read_text("utf-8")
    return {
        label.casefold(): (row["field"], bool(row["sure"]))
        for row in csv.DictReader(text.splitlines())
        for label in row["labels"].split("|")
    }


@cache
def _codes() -> dict[str, str]:
    """Factiva's codes (Factiva, "Field codes in articles") and the field that each is."""
    text = files("backfile.normalise").joinpath("factiva_codes.csv").read_text("utf-8")
    return {row["code"]: row["field"] for row in csv.DictReader(text.splitlines())}
