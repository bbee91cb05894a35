"""Printed dates: the forms in which pages and pastes print when a story was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from backfile.article import EventDate
from backfile.errors import FrontMatterError


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a text, characters start up to end."""

    start: int
    end: int
    readings: tuple[EventDate, ...]
    """What it can mean: one date, or two where day and month could be either (`03/04/2020`), day first."""
    order: str = ""
    """`day` or `month` where an all-numeric date shows which of them stands first (`15/04/2020`)."""


MONTH_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "ru", "uk", "tr", "ar", "id")
"""Languages whose month names are read where the text's own language is not known; names they dispute are not."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "0123456789" * 6)

_HAS_YEAR = re.compile(r"\d{4}")

_ZONES = {"Z": "Z", "UTC": "Z", "GMT": "Z", "BST": "+01:00", "CET": "+01:00", "MEZ": "+01:00", "WAT": "+01:00",
          "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "SAST": "+02:00", "EEST": "+03:00", "MSK": "+03:00",
          "EAT": "+03:00", "PKT": "+05:00", "WIB": "+07:00", "SGT": "+08:00", "HKT": "+08:00", "JST": "+09:00",
          "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "EST": "-05:00",
          "EDT": "-04:00", "CDT": "-05:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00"}  # fmt: skip
"""Abbreviations that mean one offset. CST, IST, MST and AST mean several, so their times stay without."""

_RULED_ZONES = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}

_ZONE = r"(?P<zone>(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d\d)?(?!\d)|(?-i:[A-Z]{2,4})\b|Z\b)"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?P<colon>[:.h時时点시]\s?)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?[分분]?(?!\d)"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?:Uhr|hrs|hours|h|uur)\b)?(?:\s*\(?" + _ZONE + r"\)?)?"
)
_AFTER = re.compile(
    r"(?:T|[\s,|•·–—-]{0,4}(?:\(|at |um |à |a las |às |alle |ore |kl\.? ?|klo |om |o godz\. |o |в |u |الساعة )?)"
    + _CLOCK,
    re.IGNORECASE,
)
_BEFORE = re.compile(_CLOCK + r"[\s,|•·–—-]{0,4}(?:on |am |le |el |,)?\s?(?:[^\W\d_]{2,10}\.?,? )?$", re.IGNORECASE)

_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<y>\d{4})(?P<s>[-/.])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<d>\d{1,2})\.?"
    r"|(?P<a>\d{1,2})\u200f?(?P<t>[-/.])\s?(?P<b>\d{1,2})\u200f?(?P=t)\s?(?P<z>\d{4}))(?![\d/-]|\.\d)"
)
_EAST_ASIAN = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일号])?)?")


def printed_dates(text: str, lang: str = "") -> tuple[PrintedDate, ...]:
    """The dates of a text with a year, in order, each with the time of day printed beside it.

    Read are ISO 8601, numbers in any order of their parts, month names of the text's language and of English (CLDR),
    and the East Asian forms. A time without zone stays without offset. Dates before 1600 and after 2100 are not
    publication dates and are not read.
    """
    if not _HAS_YEAR.search(text):
        return ()
    plain = text.translate(_DIGITS)
    found: list[PrintedDate] = []
    for start, end, days in sorted(_days(plain, lang), key=lambda hit: (hit[0], -hit[1])):
        if found and start < found[-1].end:
            continue
        first, last, clock, zone = _with_time(plain, start, end)
        readings = tuple(filter(None, (_event(day, clock, zone) for day in days)))
        if readings:
            found.append(PrintedDate(first, last, readings, _order(plain[first:last]) if len(readings) == 1 else ""))
    return tuple(found)


def _days(text: str, lang: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for hit in _NUMERIC.finditer(text):
        if hit["y"]:
            yield hit.start(), hit.end(), (_iso(hit["y"], hit["m"], hit["d"]),)
        else:
            day_first, month_first = _iso(hit["z"], hit["b"], hit["a"]), _iso(hit["z"], hit["a"], hit["b"])
            orders = (day_first,) if hit["t"] == "." else (day_first, month_first)
            yield hit.start(), hit.end(), tuple(dict.fromkeys(day for day in orders if _is_day(day)))
    for hit in _EAST_ASIAN.finditer(text) if "年" in text or "년" in text else ():
        yield hit.start(), hit.end(), (_iso(*(part for part in hit.groups() if part)),)
    for hit in _named_forms(lang).finditer(text):
        part = hit.groupdict()
        month = str(_months(lang)[(part["m1"] or part["m2"] or part["m3"] or part["m4"]).rstrip(".").lower()])
        day = part["d1"] or part["d2"] or part["d3"] or part["d4"]
        yield hit.start(), hit.end(), (_iso(part["y1"] or part["y3"] or part["y4"], month, *([day] if day else [])),)


def _order(printed: str) -> str:
    hit = _NUMERIC.search(printed)
    if not hit or not hit["a"] or hit["a"] == hit["b"]:
        return ""
    return "day" if hit["t"] == "." or int(hit["a"]) > 12 else "month" if int(hit["b"]) > 12 else ""


def _iso(year: str, *rest: str) -> str:
    return "-".join([year, *(part.zfill(2) for part in rest)])


def _is_day(text: str) -> bool:
    try:
        return 1600 <= EventDate(text).year <= 2100
    except FrontMatterError:
        return False


@cache
def _months(lang: str) -> dict[str, int]:
    """Month names, folded, that mean one month in the language and English, or in all of `MONTH_LANGUAGES`."""
    names: dict[str, int] = {}
    disputed = set()
    for language in ("en", lang) if lang else MONTH_LANGUAGES:
        for name, month in _months_of(language):
            if names.setdefault(name, month) != month:
                disputed.add(name)
                if lang == language:
                    names[name] = month
    return {name: month for name, month in names.items() if lang or name not in disputed}


def _months_of(lang: str) -> Iterator[tuple[str, int]]:
    for tag in (lang, *(("ar_SY", "ar_DZ", "ar_MA") if lang == "ar" else ())):
        try:
            calendar = Locale.parse(tag.replace("-", "_")).months
        except (UnknownLocaleError, ValueError):
            continue
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in calendar[use][width].items():
                    bare = name.rstrip(".").lower()
                    if len(bare) > (2 if bare.isascii() else 1) and not bare[0].isdigit():
                        yield bare, month
    if lang == "en":
        yield "sept", 9
    if lang == "de":
        yield from (("jänner", 1), ("feber", 2), ("mrz", 3))


_YEAR_WORD = r"(?:\s?(?:года|год|г|року|р|roku|r|թ|ж)(?!\w)\.?)?"
"""The word for `year` after its number, whole or as its first letter."""


@cache
def _named_forms(lang: str) -> re.Pattern[str]:
    """Day, month, year in the orders in which CLDR's long and medium formats print them."""
    names = "|".join(re.escape(name) for name in sorted(_months(lang), key=len, reverse=True))
    month = f"(?:{names})(?![^\\W\\d_])[.॰]?"
    of = r"(?:de |of |d['’]|ta['’] |ב)?"
    return re.compile(
        rf"(?<![\w/.])(?:"
        rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]?{of}(?P<m1>{month})"
        rf"|(?P<m2>{month})(?:[\s-](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?)"
        rf"(?<!\s)[,،]?[\s-]?(?:de |del |of |ค\.ศ\. )?(?P<y1>\d{{4}})(?!\d){_YEAR_WORD}"
        rf"|(?P<y3>\d{{4}})(?:\.|\s?(?:m|թ)\.?)?\s(?P<m3>{month})\s(?P<d3>\d{{1,2}})(?!\d)(?:\.|\s?d\.)?"
        rf"|(?P<y4>\d{{4}})\.?\s?(?:gada|g\.|ж\.)\s(?P<d4>\d{{1,2}})\.?\s(?P<m4>{month}))",
        re.IGNORECASE,
    )


def _with_time(text: str, start: int, end: int) -> tuple[int, int, str, str]:
    """The stretch widened by the time of day beside it; the time as fine as it is printed and its zone, or nothing."""
    after = _AFTER.match(text, end)
    if after and not (after["colon"] == "." and after[0][:1] not in " ,|•·–—-"):
        return start, after.end(), _time(after), after["zone"] or ""
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before and not text[max(0, before.start() - 1) : before.start()].isdigit():
        return before.start(), end, _time(before), before["zone"] or ""
    return start, end, "", ""


def _time(hit: re.Match[str]) -> str:
    hour = int(hit["hour"])
    if hit["half"]:
        hour = hour % 12 + (12 if hit["half"].lower() == "p" else 0)
    return f"{hour:02}:{hit['minute']}" + (f":{hit['second']}" if hit["second"] else "")


def _event(day: str, clock: str, zone: str) -> EventDate | None:
    if not _is_day(day):
        return None
    if not clock or len(day) < 10:
        return EventDate(day)
    return EventDate(f"{day}T{clock}{_offset(zone.strip(), f'{day}T{clock}')}")


def _offset(zone: str, local: str) -> str:
    if zone in _RULED_ZONES:
        shift = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(_RULED_ZONES[zone])).utcoffset() or timedelta()
        hours = int(shift.total_seconds() // 3600)
        return f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"
    if found := re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d\d))?", zone):
        hours, minutes = int(found[2]), int(found[3] or 0)
        return f"{found[1]}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""
    return _ZONES.get(zone, "")
