"""The date line of pasted text: `February 20, 2020`, `Published … | Updated …`, `20.02.2020, 14:30 Uhr`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError

from backfile.article import EventDate
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.printed_date import PrintedDate, printed_dates
from backfile.normalise.story import free_blocks, is_pasted, is_sentence
from backfile.vocab.agencies import named as agency_named

_HEAD = 8
"""Free blocks from the top among which a date line stands."""
_TAIL = 4
_LONGEST_LINE = 160
_LONGEST_IMPOSSIBLE = 60
_NUMBER = re.compile(r"\d{4,}|(?<!\d)\d{1,2}(?!\d)")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_FILLER = r"(?:at|on|um|am|le|el|den|det|on the|uhr|h|hrs|local time|ortszeit|date|iso)"
_APART = re.compile(r"[|•·–—\n,]|\s[-/]\s|\)\s*$|^\s*\(")
_MONTH_FIRST = frozenset(["en-US", "en-PH", "es-US"])
_DAY_FIRST_UNLESS = frozenset(["en", "en-CA", "zh", "ja", "ko", "hu", ""])


_Dates = tuple[tuple[PrintedDate, str, int, int], ...]
"""Each date of a line, the role that its label gives it, and the stretch that label and date take."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that is a date line, or a byline with a date beside it."""

    block: int
    dates: _Dates


def pasted_date(draft: Draft) -> Finding:
    """The dates printed near the headline, by their labels: published, or updated (`modified`).

    An all-numeric date whose day and month could be either is read by the language, or by another date of the page
    whose order is plain; failing both, no more than its year is known, and a note asks for review.
    """
    if not is_pasted(draft) or "date" in draft.fields:
        return NOTHING
    lines = _date_lines(draft)
    if not lines:
        return _impossible(draft)
    found: dict[str, PrintedDate] = {}
    for line in lines:
        for printed_date, role, _, _ in line.dates:
            found.setdefault(role or "published", printed_date)
    published = found.get("published") or found.get("as of")
    modified = found.get("modified") or (found.get("as of") if "published" in found else None)
    fields, review = _readings(draft, lines, {"date": published, "modified": modified})
    if modified and not published:
        review.append("date: only the time of an update is printed")
    claims = tuple(
        Claim(line.block, start, end, Outcome.FIELD, "modified" if role == "modified" else "date")
        for line in lines
        for _, role, start, end in line.dates
    )
    if named := _outlet_beside(draft, lines):
        fields["outlet"], claim = named
        claims = (*claims, claim)
    return Finding(fields, claims, tuple(review))


def _readings(draft: Draft, lines: list[_Line], dates: dict[str, PrintedDate | None]) -> tuple[Fields, list[str]]:
    """What the dates mean, and a note for each that can be two."""
    order = _order(draft, [date for line in lines for date, *_ in line.dates])
    fields, review = Fields(), list[str]()
    for name, date in dates.items():
        if date is None:
            continue
        reading = _reading(date, order)
        if reading is None:
            printed = _printed(draft, lines, date)
            review.append(f"{name}: {printed} can be {date.readings[0].period} or {date.readings[1].period}")
            reading = _common(date)
        fields[name] = reading  # type: ignore[literal-required]
    return fields, review


def _outlet_beside(draft: Draft, lines: list[_Line]) -> tuple[str, Claim] | None:
    """The known outlet that a date line names before its date (`Harbour Post, 3 May 2021`), and that stretch."""
    for line in lines:
        before = draft.document.blocks[line.block].text[: line.dates[0][2]]
        name = before.strip(" ,|•·–—-")
        if name and not agency_named(name) and (outlet := draft.vocabulary.outlets.named(name)):
            return outlet.label, Claim(line.block, 0, len(before), Outcome.FIELD, "outlet")
    return None


def _impossible(draft: Draft) -> Finding:
    """A line near the headline that would be a date line if its numbers were a day's: set aside, and told."""
    lang = draft.fields.get("lang", "").partition("-")[0]
    for index in free_blocks(draft)[:_HEAD]:
        text = draft.document.blocks[index].text
        if len(text) <= _LONGEST_IMPOSSIBLE and _NUMBER.search(text):
            probe = _NUMBER.sub(lambda number: "2000" if len(number[0]) > 3 else "01", text)
            line = _date_line(index, probe, lang)
            if line and line.dates[0][2] == 0 and line.dates[-1][3] == len(probe):
                claim = whole(draft, index, Outcome.SET_ASIDE, "a date that cannot be")
                return Finding(claims=(claim,), review=(f"date: {text} is no date that can be",))
    return NOTHING


def _date_lines(draft: Draft) -> list[_Line]:
    free = free_blocks(draft)
    lang = draft.fields.get("lang", "").partition("-")[0]
    lines: list[_Line] = []
    long_seen = 0
    for position, index in enumerate(free):
        text = draft.document.blocks[index].text
        if len(text) > _LONGEST_LINE:
            long_seen += 1
            continue
        in_tail = position >= len(free) - _TAIL
        if position < _HEAD or in_tail:
            line = _date_line(index, text, lang)
            labelled = line and any(role for _, role, _, _ in line.dates)
            if line and (labelled or (position < _HEAD and long_seen < 2 and not (long_seen and lines))):
                lines.append(line)
    return lines


def _date_line(index: int, text: str, lang: str) -> _Line | None:
    """The block's dates, if nothing but labels, weekdays and separators, or a byline apart, stands beside them."""
    dates = _dates_of_line(text, lang)
    return _Line(index, dates) if dates else None


@lru_cache(maxsize=4096)
def _dates_of_line(text: str, lang: str) -> _Dates:
    """The dates of a line that is a date line, else none; kept, for a day's stories print the same."""
    bare = text.strip()
    if _YEAR.fullmatch(bare):
        year = PrintedDate(text.index(bare), text.index(bare) + 4, (EventDate(bare),))
        return ((year, "", 0, len(text)),)
    dates = printed_dates(text, lang)
    if not dates:
        return ()
    stretches, position = [], 0
    for date in dates:
        before = text[position : date.start]
        label = _labels(lang).search(before)
        start = position + label.start() if label else date.start
        stretches.append(
            (date, _roles()[label["label"].casefold()] if label and label["label"] else "", start, date.end)
        )
        position = date.end
    rest = [text[left:right] for left, right in _between([(s, e) for _, _, s, e in stretches], len(text))]
    if all(not _FILLED.sub("", part).strip() for part in rest):
        ends = [*(start for _, _, start, _ in stretches[1:]), len(text)]
        starts = [0, *ends[:-1]]
        filled = zip(stretches, starts, ends, strict=True)
        return tuple((date, role, start, end) for (date, role, _, _), start, end in filled)
    labelled = any(role for _, role, _, _ in stretches)
    apart = _APART.search(rest[0][-3:]) or (not rest[0] and _APART.search(rest[-1][:3]))
    if not is_sentence(text) and (labelled or (apart and len(text) <= 100 and rest[0].count(" ") < 8)):
        return tuple(stretches)
    return ()


_FILLED = re.compile(rf"\b{_FILLER}\b|[\W_]+", re.IGNORECASE)


def _between(stretches: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for pair in stretches for edge in pair), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


@cache
def _roles() -> dict[str, str]:
    text = files("backfile.normalise").joinpath("date_labels.csv").read_text("utf-8")
    return {row["label"].casefold(): row["role"] for row in csv.DictReader(text.splitlines())}


@cache
def _labels(lang: str) -> re.Pattern[str]:
    """A label or a weekday, or both, directly before a date."""
    label = "|".join(re.escape(name) for name in sorted(_roles(), key=len, reverse=True))
    days = "|".join(re.escape(name) for name in sorted(_weekdays(lang), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<!\w)(?P<label>{label})\W{{0,3}}\s*{_FILLER}?\s*)?"
        rf"(?:(?<!\w)(?:{days})\b\.?,?\s*(?:den |the |le )?)?[(\s]*$",
        re.IGNORECASE,
    )


def _weekdays(lang: str) -> set[str]:
    names = set()
    for tag in ("en", lang):
        try:
            calendar = Locale.parse(tag).days["format"] if tag else {}
        except (UnknownLocaleError, ValueError):
            continue
        for width in ("wide", "abbreviated"):
            names |= {name.rstrip(".") for name in calendar.get(width, {}).values()}
    return {name for name in names if len(name) > 1} | {"Thurs", "Tues", "Weds"}


def _order(draft: Draft, dates: list[PrintedDate]) -> str:
    """`day` or `month`, whichever stands first in this page's all-numeric dates; empty where nothing tells."""
    lang = draft.fields.get("lang", "")
    if lang in _MONTH_FIRST:
        return "month"
    if lang not in _DAY_FIRST_UNLESS:
        return "day"
    orders = {date.order for date in dates if date.order}
    if len(orders) == 1:
        return orders.pop()
    plain = {reading.period for date in dates if len(date.readings) == 1 for reading in date.readings}
    for date in dates:
        if len(date.readings) == 2:
            pairs = zip(("day", "month"), date.readings, strict=True)
            meant = [place for place, reading in pairs if reading.period in plain]
            if len(meant) == 1:
                return meant[0]
    return ""


def _reading(date: PrintedDate, order: str) -> EventDate | None:
    if len(date.readings) == 1:
        return date.readings[0]
    return date.readings[0 if order == "day" else 1] if order else None


def _common(date: PrintedDate) -> EventDate:
    return EventDate(date.readings[0].text[:4])


def _printed(draft: Draft, lines: list[_Line], date: PrintedDate) -> str:
    block = next(line.block for line in lines if any(one is date for one, *_ in line.dates))
    return draft.document.blocks[block].text[date.start : date.end]
