"""From one raw line to its Credit, and from a Credit to plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from backfile.normalise.credits.byline import parse_byline
from backfile.normalise.credits.contributed import parse_contributed
from backfile.normalise.credits.credit import Credit, CreditKind
from backfile.normalise.credits.dateline import parse_dateline
from backfile.normalise.credits.kind import kind_of
from backfile.normalise.credits.photo import parse_photo
from backfile.normalise.credits.reporting import parse_reporting
from backfile.normalise.credits.sign_off import parse_sign_off


def parse(raw: str, *, lang: str = "", kind: str = "") -> Credit:
    """The Credit of one line. `lang` is a BCP 47 tag; `kind` a CreditKind's value, or empty to judge from the line.

    Every input gives a Credit; a line that is no credit gives one without parts. Raises ValueError on an unknown kind.
    """
    if not raw.strip():
        return Credit(raw)
    match CreditKind(kind) if kind else kind_of(raw, lang):
        case CreditKind.REPORTING:
            return parse_reporting(raw, lang=lang)
        case CreditKind.CONTRIBUTED:
            return parse_contributed(raw, lang=lang)
        case CreditKind.BYLINE:
            return parse_byline(raw, lang=lang)
        case CreditKind.DATELINE:
            return parse_dateline(raw, lang=lang)
        case CreditKind.PHOTO:
            return parse_photo(raw, lang=lang)
        case found:
            return parse_sign_off(raw, lang=lang, kind=found)


_ALWAYS = ("staff", "agencies", "people")


def as_json(credit: Credit) -> dict[str, Any]:
    """The Credit as plain data: staff, agencies and people always, photo and dateline or None, the rest if set."""
    data: dict[str, Any] = {name: _plain(value) for name, value in asdict(credit).items()}
    photo, dateline = data.pop("photo"), data.pop("dateline")
    rest = {name: value for name, value in data.items() if value and name not in (*_ALWAYS, "raw", "kind")}
    people = [{key: value for key, value in person.items() if value} for person in data["people"]]
    return {
        "staff": data["staff"],
        "agencies": data["agencies"],
        "people": people,
        "photo": _parts(photo, ("collection", "agencies", "photographer")) if photo else None,
        "dateline": _parts(dateline, ("city", "country", "country_from")) if dateline else None,
        **rest,
    }


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _parts(part: dict[str, Any], kept: tuple[str, ...]) -> dict[str, Any]:
    """A part's fields: those kept even when empty (an empty text is None), and the others that are set."""
    plain = {name: _plain(value) for name, value in part.items()}
    return {name: None if value == "" else value for name, value in plain.items() if name in kept or value}
