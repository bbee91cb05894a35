"""How dates, directions and articles are printed for readers: by CLDR, in the site's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date as calendar_date
from datetime import time
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from backfile.address import period_address
from backfile.article import EventDate
from backfile.catalogue import Entry
from backfile.kept import kept
from backfile.views import PrintedDate, Teaser

_WORLD_ENGLISH = "en_001"
"""CLDR's English of no one country: 20 February 2020."""

_RIGHT_TO_LEFT = frozenset({"arc", "dv", "he", "iw", "nqo", "rhg", "syr", "yi"})
"""Languages written from right to left of which CLDR holds no data, or under another code."""

LONGEST_SUMMARY = 300
"""Characters of a summary or a notice on a list."""

_FRACTION = re.compile(r"(?<=\.\d{3})\d+")


@cache
def locale_of(lang: str) -> Locale | None:
    """The CLDR locale of a BCP 47 tag, shortened from its end until CLDR knows it; None where it knows none."""
    parts = lang.replace("_", "-").split("-")
    while parts:
        tag = "_".join(parts)
        try:
            return Locale.parse(_WORLD_ENGLISH if tag.lower() == "en" else tag)
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return None


@cache
def direction(lang: str) -> str:
    """`rtl` or `ltr`, the way a language is written."""
    if lang.partition("-")[0].lower() in _RIGHT_TO_LEFT:
        return "rtl"
    locale = locale_of(lang)
    return str(locale.text_direction) if locale else "ltr"


@lru_cache(maxsize=65_536)
def period_text(period: str, lang: str) -> str:
    """A year, month or day (`2020`, `2020-02`, `2020-02-20`) as CLDR writes it."""
    locale = locale_of(lang) or Locale.parse(_WORLD_ENGLISH)
    year, month, day = (*map(int, period.split("-")), 1, 1)[:3]
    moment = calendar_date(year, month, day)
    if len(period) == 10:
        return str(format_date(moment, "long", locale=locale))
    return str(format_skeleton("y" if len(period) == 4 else "yMMMM", moment, locale=locale))


@lru_cache(maxsize=4096)
def short_period_text(period: str, lang: str) -> str:
    """A period as it stands beside others of its kind within the larger one: `2020`, `February`, `20`."""
    locale = locale_of(lang) or Locale.parse(_WORLD_ENGLISH)
    if len(period) == 7:
        return str(locale.months["stand-alone"]["wide"][int(period[5:])])
    return period[:4] if len(period) == 4 else str(int(period[8:]))


def number_text(number: int, lang: str) -> str:
    """A whole number as CLDR writes it, with the digits of the archive's addresses: `19,043` or `19.043`."""
    return str(number) if -1000 < number < 1000 else _large_number_text(number, lang)


@lru_cache(maxsize=4096)
def _large_number_text(number: int, lang: str) -> str:
    return str(format_decimal(number, locale=locale_of(lang) or Locale.parse(_WORLD_ENGLISH)))


def printed_date(date: EventDate, lang: str) -> PrintedDate:
    """A date without its time of day, leading to the list of its period."""
    return _printed_date(date.text, lang)


@lru_cache(maxsize=65_536)
def _printed_date(text: str, lang: str) -> PrintedDate:
    period = text[:10]
    return PrintedDate(period_text(period, lang), _machine_text(text), period_address(period))


def printed_instant(date: EventDate, lang: str) -> PrintedDate:
    """A date with all that is known of it: the time of day, in its own offset, where there is one."""
    text, period = date.text, date.text[:10]
    words = period_text(period, lang)
    if len(text) > 10:
        offset = text[-6:] if text[-6] in "+-" else ""
        words = f"{words}, {_time_text(text[11:16], lang)}{_offset_text('Z' if text[-1] == 'Z' else offset)}"
    return PrintedDate(words, _machine_text(text), period_address(period))


@lru_cache(maxsize=4096)
def _time_text(clock: str, lang: str) -> str:
    """A time of day (`13:45`) as CLDR writes it in its short form, which knows no seconds."""
    locale = locale_of(lang) or Locale.parse(_WORLD_ENGLISH)
    return str(format_time(time.fromisoformat(clock), "short", locale=locale))


@lru_cache(maxsize=4096)
def _offset_text(offset: str) -> str:
    """An offset (`Z`, `+01:00`, or none) as readers know it, after a space: ` UTC`, ` UTC+1`, ` UTC−3:30`."""
    if not offset:
        return ""
    hours, minutes = (0, 0) if offset == "Z" else (int(offset[1:3]), int(offset[4:]))
    sign = "−" if offset[0] == "-" else "+"
    return f" UTC{sign}{hours}{f':{minutes:02}' if minutes else ''}" if hours or minutes else " UTC"


def machine_date(date: EventDate) -> str:
    """A date as HTML's `<time datetime>` takes it: at most milliseconds."""
    return _machine_text(date.text)


def _machine_text(text: str) -> str:
    return _FRACTION.sub("", text) if "." in text else text


def shortened(text: str) -> str:
    """A text of at most so many characters, cut between words where it is longer."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    cut = text[: LONGEST_SUMMARY - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def teaser(entry: Entry, lang: str) -> Teaser:
    """An article as lists of a site in this language show it; the same of the same entry, as long as it is held."""
    return _teasers(lang)(entry)


@cache
def _teasers(lang: str) -> Callable[[Entry], Teaser]:
    @kept
    def made(entry: Entry) -> Teaser:
        return Teaser(
            title=entry.title,
            address=entry.address,
            lang=entry.lang,
            dir=direction(entry.lang),
            date=printed_date(entry.date, lang) if entry.date else None,
            outlet=entry.outlet,
            summary=shortened(entry.summary),
            agencies=entry.agencies,
        )

    return made
