"""Rule: the date of an HTML page is the instant of publication that it states, with its own offset."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.article import EventDate
from backfile.decode.document import Candidate, Kind
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding
from backfile.normalise.page_byline import page_head_blocks
from backfile.normalise.page_date import machine_date
from backfile.normalise.page_labels import labelled_date
from backfile.normalise.printed_date import PrintedDate, printed_dates

_LONGEST_LINE = 160
"""Characters of a line at the head of an article that is no prose yet."""
_NOTHING_ELSE = 0.5
"""Share of such a line from which on it says the date and little else."""
_ORDER = ("json-ld", "meta", "microdata", "time", "json-ld:page", "json-ld:dateCreated")


def published(draft: Draft) -> Finding:
    """`date` and `modified`: what JSON-LD states, else meta elements, microdata, `<time>`, else the date in print.

    A source that gives the same day with an offset or a time is preferred to one that does not: nothing is made up,
    but nothing known is lost either.
    """
    if draft.document.media_type != "text/html":
        return NOTHING
    fields = Fields()
    source = ""
    printed, claims = _printed(draft)
    if dated := _finest(draft.candidates("date")):
        fields["date"], source = dated
    elif printed:
        fields["date"], source = printed, "text"
    changed = _finest(draft.candidates("modified"))
    if changed and changed[0].text != (fields["date"].text if "date" in fields else ""):
        fields["modified"] = changed[0]
    return Finding(fields, claims, source=source) if fields else NOTHING


def _printed(draft: Draft) -> tuple[EventDate | None, tuple[Claim, ...]]:
    """The first date in print at the head of the article, and the lines there that say nothing but dates."""
    first: EventDate | None = None
    claims: list[Claim] = []
    languages = dict.fromkeys((draft.document.lang.split("-")[0], draft.fields.get("lang", "").split("-")[0]))
    for index in page_head_blocks(draft):
        block = draft.document.blocks[index]
        if len(block.text) > _LONGEST_LINE or block.kind in (Kind.CAPTION, Kind.QUOTE):
            continue
        found = next(filter(None, (printed_dates(block.text, language) for language in languages)), ())
        if not found or (block.kind is Kind.LIST_ITEM and not _is_dated_item(draft, index, found)):
            continue
        if first is None and len(found[0].readings) == 1:
            first = found[0].readings[0]
        if block.kind is not Kind.HEADING and draft.is_free(index):
            claims += _date_lines(index, block.text, found)
    return labelled_date(draft.document) or first, tuple(claims)


def _is_dated_item(draft: Draft, index: int, dates: tuple[PrintedDate, ...]) -> bool:
    """Whether an item of a list is a date and nothing else, and no list of other stories holds it."""
    return draft.is_free(index) and dates[0].end - dates[0].start == len(draft.document.blocks[index].text)


def _date_lines(index: int, text: str, dates: tuple[PrintedDate, ...]) -> Iterator[Claim]:
    """Claims on the lines of a block that say a date and little else."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        spelt = sum(min(date.end, end) - max(date.start, start) for date in dates if start <= date.start < end)
        if line.strip() and spelt >= _NOTHING_ELSE * len(line):
            yield Claim(index, start, end, Outcome.FIELD, "date")
        start = end + 1


def _finest(candidates: tuple[Candidate, ...]) -> tuple[EventDate, str] | None:
    """The first date by the order of sources, replaced by a finer one of the same day and clock."""
    read = [(date, c.source) for c in candidates if (date := machine_date(c.value))]
    ranked = sorted(read, key=lambda pair: _rank(pair[1]))
    if not ranked:
        return None
    first, source = ranked[0]
    finer = [
        pair
        for pair in ranked[1:]
        if len(pair[0].text) > len(first.text) and _rank(pair[1]) <= _rank("time") and _same_moment(first, pair[0])
    ]
    return finer[0] if finer and not _has_offset(first) else (first, source)


def _same_moment(coarse: EventDate, fine: EventDate) -> bool:
    """Whether the finer date says all that the coarser one says."""
    return fine.text.startswith(coarse.text[:16] if len(coarse.text) > 10 else coarse.text)


def _has_offset(date: EventDate) -> bool:
    return date.instant is not None and date.instant.tzinfo is not None


def _rank(source: str) -> int:
    name = "meta" if source.startswith(("meta:", "og:", "twitter:")) else source
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
