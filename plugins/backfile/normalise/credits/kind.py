"""Which kind of credit line a line is, judged from its words alone."""

from __future__ import annotations

import re
from functools import lru_cache

from backfile.normalise.credits.byline import LEAD, parse_byline
from backfile.normalise.credits.contributed import parse_contributed
from backfile.normalise.credits.credit import CreditKind
from backfile.normalise.credits.dateline import is_known_city, parse_dateline, span
from backfile.normalise.credits.line import even, unbracketed
from backfile.normalise.credits.names import is_person
from backfile.normalise.credits.photo import LABEL, parse_photo, split_caption
from backfile.normalise.credits.reporting import ROLE
from backfile.vocab.agencies import mentions, named

_CONTRIBUTED = re.compile(
    r"\bcontribut(?:ed|ing)\b.*\b(?:report|story|article|guide|reporting)\b|^\W*with (?:files|reporting|assistance)\b"
    r"|\breported from\b|helped with this|contributed\.?$|^\W*con informaci[oó]n de\b",
    re.IGNORECASE,
)
_REMEMBERED = 4096
"""Lines whose kind is kept: an archive's sign-offs are few."""
_TEXT_LABEL = re.compile(r"\(?(?:Text|Autor(?:in)?)\s*:")
_ANY_SOURCE = re.compile(r"\W*(?:(?:Quelle|Zdroj|Fonte|Fuente|Source|SOURCE|Copyright)\W|©)")
"""Labels that introduce the source of a text as often as that of a picture."""


@lru_cache(maxsize=_REMEMBERED)
def kind_of(raw: str, lang: str = "") -> CreditKind:
    """The kind whose marks a line shows; a line without any is read as a sign-off."""
    text = even(raw)
    bare = unbracketed(text)
    if _CONTRIBUTED.search(text) and (parse_contributed(raw, lang=lang).people or "contribut" in text):
        return CreditKind.CONTRIBUTED
    if _TEXT_LABEL.match(text):
        return CreditKind.BYLINE
    if (role := ROLE.match(bare)) and not role[0].lower().startswith("written"):
        return CreditKind.REPORTING
    if _is_dateline(raw, text, lang):
        return CreditKind.DATELINE
    if _is_photo(text, bare):
        return CreditKind.PHOTO
    return CreditKind.BYLINE if _is_byline(raw, text, lang) else CreditKind.SIGN_OFF


def _is_dateline(raw: str, text: str, lang: str) -> bool:
    """Whether the line has a place before an agency in brackets, or before a dash."""
    credit = parse_dateline(raw, lang=lang)
    filing = credit.dateline
    if not filing or any(named(city) or named(city.upper()) or ":" in city for city in filing.city):
        return False
    if LEAD.match(text) and not credit.people:
        return False
    if credit.agencies:
        return is_known_city(credit, lang) or bool(filing.country)
    head, end = span(text)
    capitals = text[:head].partition(",")[0].isupper()
    dashed = bool(re.search(r"[-–—_=]\s*$", text[head:end] if head else text))
    return (dashed and (capitals or is_known_city(credit, lang) or bool(filing.country))) or filing.qualifier.isupper()


def _is_photo(text: str, bare: str) -> bool:
    """Whether the line has a picture's label, a picture agency, or a person's name beside an agency's."""
    segments = [part.strip(" ©)") for part in re.split(r"[/|,(]|\s-\s", bare) if part.strip(" )")]
    if any(agency.is_photo for _, _, agency in mentions(bare)):
        return True
    if _ANY_SOURCE.match(text):
        return "/" in text and any(map(is_person, segments))
    caption, label, credit = split_caption(text)
    if label or LABEL.search(text) or " via " in text:
        return True
    if re.search(r"[.!?…]$", caption) and any(True for _ in mentions(credit)):
        return True
    photo = parse_photo(text).photo
    return bool(photo and photo.agencies and not LEAD.match(text)) and any(map(is_person, segments))


def _is_byline(raw: str, text: str, lang: str) -> bool:
    """Whether the line begins with a byline's word and names no bare agency, or is a person's name and title."""
    credit = parse_byline(raw, lang=lang)
    if LEAD.match(text) and not named(LEAD.sub("", text)):
        return bool(credit.people or credit.desk) or bool(credit.publisher and not credit.agencies)
    return bool(credit.people) and all(is_person(person.name) for person in credit.people) and not credit.publisher
