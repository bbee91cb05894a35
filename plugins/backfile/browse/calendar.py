"""Calendars: the days of a month by weeks, and the days of the year, as the site's language has them (CLDR)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_skeleton

from backfile.links import ON_THIS_DAY
from backfile.printed import locale_of
from backfile.views import Link, Period, Weeks

_LEAP_YEAR = 2000
"""Stands for every year where none is meant: it has all days."""


def weeks_of(days: Sequence[Period], month: str, lang: str) -> Weeks:
    """All days of a month (`2020-02`) by weeks, which begin on the day that CLDR knows for the language."""
    first = first_weekday(lang)
    before = (date(int(month[:4]), int(month[5:]), 1).weekday() - first) % 7
    cells = [*[None] * before, *days]
    cells += [None] * (-len(cells) % 7)
    rows = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    names = _day_names(lang)
    return Weeks(names[first:] + names[:first], rows)


@cache
def first_weekday(lang: str) -> int:
    """The day that a week begins with, 0 for Monday, in a tag's territory, else in the likeliest of its language."""
    locale = _locale(lang)
    likely = None if locale.territory else get_global("likely_subtags").get(str(locale))
    return int((Locale.parse(likely) if likely else locale).first_week_day)


def day_link(day: str, lang: str) -> Link:
    """A day of the year (`02-20`), and the page of its articles in all years."""
    return Link(day_text(day, lang), f"{ON_THIS_DAY}{day}/")


@cache
def day_text(day: str, lang: str) -> str:
    """A day of the year (`02-20`) as CLDR writes it: `20 February`."""
    return str(format_skeleton("MMMMd", date(_LEAP_YEAR, int(day[:2]), int(day[3:])), locale=_locale(lang)))


@cache
def _day_names(lang: str) -> tuple[tuple[str, str], ...]:
    names = _locale(lang).days["stand-alone"]
    return tuple((names["abbreviated"][day], names["wide"][day]) for day in range(7))


def _locale(lang: str) -> Locale:
    return locale_of(lang) or Locale.parse("en_001")
