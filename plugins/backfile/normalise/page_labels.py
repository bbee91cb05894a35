"""Labelled lines of a page: `Date 20.02.2020`, `Author Ann Lee`, as boxes beside or below an article give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.article import EventDate
from backfile.decode.document import Document
from backfile.normalise.printed_date import printed_dates

_DATE = re.compile(
    r"^(?:date|datum|fecha|data|datum und uhrzeit|dato|päiväys|tarih|дата|published|publish date|published on"
    r"|veröffentlicht(?: am)?|publié le|publicado(?: el| em)?|stand)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"^(?:author|autorin/autor|autor/in|autor(?:in)?|auteure?|autore|autora|автор|yazar|forfatter|kirjoittaja)\s*:?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_LONGEST = 80


def labelled_date(document: Document) -> EventDate | None:
    """The date of the first line that is a label of publication and a date."""
    for rest in _after_label(document, _DATE):
        dates = printed_dates(rest, document.lang.split("-")[0])
        if len(dates) == 1 and len(dates[0].readings) == 1:
            return dates[0].readings[0]
    return None


def labelled_author(document: Document) -> str:
    """The rest of the first line that begins with an author's label, or empty."""
    return next(_after_label(document, _AUTHOR), "")


def _after_label(document: Document, label: re.Pattern[str]) -> Iterator[str]:
    for block in document.blocks:
        text = " ".join(block.text.split())
        if len(text) <= _LONGEST and (found := label.match(text)):
            yield text[found.end() :]
