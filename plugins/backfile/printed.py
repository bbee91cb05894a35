"""How dates, directions and articles are printed for readers: by CLDR, in the site's language."""

from __future__ import annotations

import re
from datetime import date as calendar_date
from datetime import datetime
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time

from backfile.address import period_address
from backfile.article import EventDate
from backfile.catalogue import Entry
from backfile.views import PrintedDate, Teaser

_WORLD_ENGLISH = "en_001"
"""CLDR's English of no one country: 20 February 2020."""

_RIGHT_TO_LEFT = frozenset({"arc", "dv", "he", "iw", "nqo", "rhg", "syr", "yi"})
"""Languages written from right to left of which CLDR holds no data, or under another code."""

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


def printed_date(date: EventDate, lang: str) -> PrintedDate:
    """A date without its time of day, leading to the list of its period."""
    return PrintedDate(period_text(date.period, lang), machine_date(date), period_address(date.period))


def printed_instant(date: EventDate, lang: str) -> PrintedDate:
    """A date with all that is known of it: the time of day, in its own offset, where there is one."""
    text, instant = period_text(date.period, lang), date.instant
    if instant is not None:
        locale = locale_of(lang) or Locale.parse(_WORLD_ENGLISH)
        text = f"{text}, {format_time(instant.time(), 'short', locale=locale)}"
        if instant.tzinfo is not None:
            text = f"{text} {_offset(instant)}"
    return PrintedDate(text, machine_date(date), period_address(date.period))


def _offset(instant: datetime) -> str:
    """An instant's offset as readers know it: `UTC`, `UTC+1`, `UTC−3:30`."""
    shift = instant.utcoffset()
    minutes = int(shift.total_seconds()) // 60 if shift else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


def machine_date(date: EventDate) -> str:
    """A date as HTML's `<time datetime>` takes it: at most milliseconds."""
    return _FRACTION.sub("", date.text)


def teaser(entry: Entry, lang: str) -> Teaser:
    """An article as lists of a site in this language show it."""
    return Teaser(
        title=entry.title,
        address=entry.address,
        lang=entry.lang,
        dir=direction(entry.lang),
        date=printed_date(entry.date, lang) if entry.date else None,
        outlet=entry.outlet,
        summary=entry.standfirst or entry.lead,
        agencies=entry.agencies,
    )
