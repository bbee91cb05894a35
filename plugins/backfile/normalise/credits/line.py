"""A credit line as text: evened out for matching, taken apart, re-cased."""

from __future__ import annotations

import re
import unicodedata

from backfile.normalise.credits.words import word_set, words

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_MONTH = "|".join(map(re.escape, words("date month")))
_WEEKDAY = "|".join(map(re.escape, words("weekday")))
_CLOCK = r"(?:\d{1,2}[:.h]\d{2}(?::\d\d)?(?:\s*(?:[AaPp]\.?[Mm]\.?|Uhr|h|hs|GMT|CET|CEST))*)"
_NUMERIC = r"\d{1,4}\s?[./-]\s?\d{1,2}(?:\s?[./-]\s?\d{2,4}|\.)?"
_DAY_MONTH = rf"\d{{1,2}}\.?(?:st|nd|rd|th|º|er)?\s+(?:de\s+)?(?:{_MONTH})\.?(?:,?\s+(?:de\s+)?\d{{4}})?"
_MONTH_DAY = rf"(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*\d{{4}})?"
_CJK = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
DATE = rf"(?:(?:{_DAY_MONTH}|{_MONTH_DAY})(?!\w)|{_NUMERIC}(?!\d)|{_CJK})(?:,?\s*(?:um\s+)?{_CLOCK})?"
"""A pattern (ignoring case) for a date as newsrooms print it, with its time of day; Domingo may be a city's name."""

_DATE = re.compile(rf"(?<![\w.])(?:(?:{_WEEKDAY}),?\s+)?{DATE}", re.IGNORECASE)
_CONTACT = re.compile(r"\S+@\S+\.[A-Za-z]{2,4}|(?<!\w)@\w+|\(?\+?\d{2,4}\)?[ -]\d{3}[ -]\d{3,4}")


def even(raw: str) -> str:
    """The line for matching: NFC, any white space one space, no zero-width characters or escaped slashes."""
    text = unicodedata.normalize("NFC", raw).translate(_ZERO_WIDTH).replace("\\/", "/")
    return " ".join(text.split())


def take_date(text: str) -> tuple[str, str]:
    """The line without its first date, and that date as printed, or empty."""
    found = _DATE.search(text)
    if not found:
        return text, ""
    return (text[: found.start()] + text[found.end() :]).strip(), found[0].strip()


def is_date(text: str) -> bool:
    """Whether all of a text is one date."""
    return bool(_DATE.fullmatch(text.strip()))


def without_contact(text: str) -> str:
    """The line without electronic addresses, handles and telephone numbers."""
    return " ".join(_CONTACT.sub(" ", text).split())


def unbracketed(text: str) -> str:
    """The line without one pair of brackets around all of it."""
    inner = text.strip()
    if inner[:1] == "(" and inner.rstrip(".").endswith(")") and inner.count("(") == inner.count(")"):
        body = inner.rstrip(".")[1:-1]
        depth = 0
        for character in body:
            depth += (character == "(") - (character == ")")
            if depth < 0:
                return inner
        return body.strip()
    if inner[:1] == "(" and ")" not in inner:
        return inner[1:].strip()
    return inner


def person_cased(name: str) -> str:
    """A name with every word of capitals re-cased; other words stay as printed."""
    return " ".join(map(_person_word, name.split()))


def _person_word(word: str) -> str:
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 2 or not word.isupper() or ("." in word.rstrip(".") and len(letters) <= 4):
        return word
    if re.fullmatch(r"II|III|IV", word) or (
        len(letters) == 2 and word not in ("JR", "SR", "JR.", "SR.") and _mute(word)
    ):
        return word
    if word.lower() in word_set("name particle") and word in (
        "VON",
        "VAN",
        "DER",
        "DEN",
        "BIN",
        "DEL",
        "DI",
        "DA",
        "DE",
    ):
        return word.lower()
    cased = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return re.sub(r"\bMc([a-z])(?=[a-z]{2})", lambda part: "Mc" + part[1].upper(), cased)


def _mute(word: str) -> bool:
    return not set(word) & set("AEIOUYÄÖÜÁÉÍÓÚ")


def city_cased(city: str) -> str:
    """A place with capitals re-cased, small words between in lower case; a place in mixed case stays as printed."""
    if not city.isupper():
        return city
    parts = re.split(r"([ \-/'.])", city.replace("İ", "i").lower())
    cased = []
    for index, part in enumerate(parts):
        follows_slash = index > 0 and parts[index - 1] == "/"
        small = 0 < index < len(parts) - 1 and part in word_set("lower city particle") and not follows_slash
        dotted = part[:1] == "i" and "İ" in city
        cased.append(part if small else ("İ" if dotted else part[:1].upper()) + part[1:])
    return "".join(cased)
