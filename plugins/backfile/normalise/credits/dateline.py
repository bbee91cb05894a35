"""Datelines: `OSLO, May 12 (AFP) --`, `(ANSA) - ROMA, 22 MAR -`, `新华社北京4月24日电`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from backfile.normalise.credits.byline import parse_byline
from backfile.normalise.credits.credit import Credit, CreditKind, Filing, Person
from backfile.normalise.credits.line import DATE, city_cased, even, is_date, person_cased
from backfile.normalise.credits.place import canton_city, country_of, is_place, is_qualifier
from backfile.normalise.credits.words import word_set
from backfile.vocab.agencies import Agency, agencies, named, weakly_named

DASH = re.compile(r"\s*(?:\.-|--|[—–])\s*|\s+[-_:=](?:\s+|$)|(?<=\))\s*[-_:=.](?:\s+|$)|(?<=\d)-\s+|\s*[-_:=]$")
"""What divides a dateline from the text."""

_CJK = re.compile(
    r"(?:[(（【]\s*)?(?P<agency>新华社|中新社|中央社|共同社|时事社|共同通信|時事)(?P<city>\w{2,8}?)(?P<date>\d{1,2}月?\d{0,2}日)(?:电|電)?"
    r"(?P<byline>[（(][^()（）]{0,6}[记記]者[^()（）]{2,20}[）)])?"
)
_AGENCY_FIRST = re.compile(r"^\((?P<agency>[^()]{2,24})\)\s*[-–—]*\s*(?P<rest>\S.*)$")
_BYLINE = re.compile(r"^(?:By|Von|Par|Por)\s+(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}?)\s+(?=[A-ZÀ-Þ]{3,}[ ,(])")
_DECORATION = re.compile(r"^[*=•·\s]+")
_PARENS = re.compile(r"\s*\(([^()]*)\)")
_SLASHED = re.compile(r"[\s,.]+/([^\W\d_][\w-]{2,13})/\.?")
_EAST_ASIAN = (
    re.compile(r"【(?P<city>[^【】]{2,10}?)[=＝・、]?(?P<agency>共同|時事|AFP)[^【】]*】"),
    re.compile(r"\((?P<city>[^=()]{2,8})=(?P<agency>연합뉴스|뉴시스|뉴스1)\)"),
)
_TAIL_AGENCY = re.compile(r"[\s,]+([A-Z][\w-]*(?: [A-Z][\w-]+)?)$")
_DATE = re.compile(rf"(?:^|[\s,]+)({DATE})\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Head:
    """A dateline's text up to its dash, apart from what stood in brackets."""

    text: str
    slots: tuple[str, ...]
    agencies: tuple[str, ...] = ()
    date: str = ""


@lru_cache(maxsize=4096)
def parse_dateline(raw: str, *, lang: str = "") -> Credit:
    """The Credit of a dateline that begins a line; text after it is left alone. No cities: it is none."""
    text = _DECORATION.sub("", even(raw))
    people: tuple[Person, ...] = ()
    ids: tuple[str, ...]
    if found := _east_asian(text):
        agency = named(found["agency"])
        country, source = country_of(found["city"], (), lang)
        ids = (agency.id,) if agency else ()
        date = found.groupdict().get("date") or ""
        filing = Filing((found["city"],), (country,) if country else (), source, "", date, ids)
        people = parse_byline(found.groupdict().get("byline") or "", lang=lang).people
        return Credit(raw, CreditKind.DATELINE, agencies=ids, people=people, dateline=filing)
    if byline := _BYLINE.match(text):
        people, text = (Person(person_cased(byline["name"]), "author"),), text[byline.end() :]
    first: tuple[str, ...] = ()
    if (leading := _AGENCY_FIRST.match(text)) and (ids := _agencies_in(leading["agency"])):
        first, text = ids, leading["rest"]
    head = _head(text[: head_length(text)])
    cities, qualifiers, publisher, date, own = _filed(head, lang)
    credited = dict.fromkeys((*first, *head.agencies, *own))
    release = next((identifier for identifier in credited if agencies()[identifier].is_press_release), "")
    ids = tuple(identifier for identifier in credited if not agencies()[identifier].is_press_release)
    if not cities:
        return Credit(raw, CreditKind.DATELINE, agencies=ids, people=people)
    placed = [
        country_of(city, qualifiers if index == len(cities) - 1 else (), lang) for index, city in enumerate(cities)
    ]
    countries = tuple(dict.fromkeys(code for code, _ in placed if code))
    source = next((origin for code, origin in placed if code), "")
    filing = Filing(cities, countries, source, ", ".join(qualifiers), head.date or date, ids)
    return Credit(
        raw,
        CreditKind.DATELINE,
        agencies=ids,
        people=people,
        dateline=filing,
        publisher=publisher,
        press_release=release,
    )


def _east_asian(text: str) -> re.Match[str] | None:
    """The dateline in the form of a Chinese, Japanese or Korean agency that begins a text."""
    return next((found for form in (_CJK, *_EAST_ASIAN) if (found := form.match(text))), None)


def head_length(text: str) -> int:
    """How many characters of a line its dateline takes without its dash: up to the first dash or brackets' end."""
    dash = DASH.search(text, 2)
    closing = re.search(r"\)(?!\s*[-–—_:=,.])", text)
    slashed = _SLASHED.search(text)
    ends = [found.end() for found in (closing, slashed) if found] + ([dash.start()] if dash else [])
    if closing and dash and closing.end() < dash.start() and dash.start() - closing.end() < 40:
        ends.remove(closing.end())
    return min(ends, default=len(text))


def span(text: str) -> tuple[int, int]:
    """Where a line's dateline ends, and where the text after its dash begins; both 0 where nothing ends one."""
    start = found.end() if (found := _DECORATION.match(text)) else 0
    if east := _east_asian(text[start:]):
        return start + east.end(), start + east.end()
    if found := _BYLINE.match(text[start:]):
        start += found.end()
    if leading := _AGENCY_FIRST.match(text[start:]):
        start += leading.start("rest")
    head = start + head_length(text[start:])
    if head == len(text):
        return 0, 0
    dash = DASH.match(text, head)
    return head, dash.end() if dash else head


def _agencies_in(text: str) -> tuple[str, ...]:
    """The agencies of a bracket: all of its parts must be agencies, else it is none of them."""
    if whole := named(text) or _only(weakly_named(text)):
        return (whole.id,)
    if text.lower().startswith("dpa/"):
        return ("dpa",)
    parts = [part for part in re.split(r"\s*[-/,;]\s*|\s+", text.strip()) if part]
    found = [named(part) or (_only(weakly_named(part)) if len(parts) > 1 else None) for part in parts]
    return tuple(agency.id for agency in found if agency) if parts and all(found) else ()


def _only(found: tuple[Agency, ...]) -> Agency | None:
    """The one agency that a weak alias can mean in a dateline, whose brackets vouch for it being an agency."""
    found = tuple(agency for agency in found if agency.id in agencies() and not agency.is_photo)
    return found[0] if len(found) == 1 else None


def _head(text: str) -> _Head:
    slots = tuple(slot.strip() for slot in _PARENS.findall(text))
    rest = " ".join(_PARENS.sub(" ", text).split())
    ids: tuple[str, ...] = ()
    if slashed := _SLASHED.search(rest):
        ids, rest = _agencies_in(slashed[1]), _SLASHED.sub("", rest)
    rest = rest.strip(" ,;-–—_=:")
    if (tail := _TAIL_AGENCY.search(rest)) and (agency := named(tail[1])):
        ids, rest = (*ids, agency.id), rest[: tail.start()].strip(" ,")
    date = ""
    if found := _DATE.search(rest):
        date, rest = found[1], rest[: found.start()].strip(" ,")
    return _Head(rest, slots, ids, date)


def _filed(head: _Head, lang: str) -> tuple[tuple[str, ...], tuple[str, ...], str, str, tuple[str, ...]]:
    """Cities, qualifiers, publisher, date and agencies of a head; its brackets are tried for each, in that order."""
    ids: tuple[str, ...] = ()
    publisher = date = ""
    named_parts = [part.strip() for part in head.text.split(",") if part.strip()]
    if not named_parts or len(head.text) > 80:
        return (), (), "", "", ()
    place, *qualifiers = named_parts
    if capital := re.fullmatch(r"(Washington),? (D\.? ?C\.?)", place, re.IGNORECASE):
        place, qualifiers = capital[1], [capital[2], *qualifiers]
    place = place if re.search(r"\b(?:\w|St)\.$", place) else place.rstrip(".")
    for slot in head.slots:
        if found := _agencies_in(slot):
            ids = (*ids, *found)
        elif is_date(slot):
            date = slot
        elif is_qualifier(slot, lang) or not (_is_station(slot) or weakly_named(slot)):
            qualifiers.append(slot)
        elif local := _local_agency(slot, place, qualifiers, lang):
            ids = (*ids, local.id)
        else:
            publisher = slot
    place, canton = canton_city(place)
    qualifiers += [canton] if canton else []
    return _cities(place, lang), tuple(qualifiers), publisher, date, ids


def _is_station(slot: str) -> bool:
    """Whether a bracket holds a station's letters or an outlet's name."""
    letters = re.fullmatch(r"[A-Z][A-Za-z]*[A-Z]\w*|[A-Z]{2,6}", slot)
    return bool(letters) or any(word in word_set("publisher word") for word in slot.split()[1:])


def _local_agency(slot: str, place: str, qualifiers: list[str], lang: str) -> Agency | None:
    """The one agency of an ambiguous name that has its seat in the dateline's own country: `Taipei (CNA)`."""
    country, _ = country_of(city_cased(place), tuple(qualifiers), lang)
    seated = [agency for agency in weakly_named(slot) if agency.country == country]
    return seated[0] if len(seated) == 1 else None


def _cities(place: str, lang: str) -> tuple[str, ...]:
    """The cities of a place: a slash divides two, unless the whole is one city's name (Frankfurt/Main)."""
    cased = city_cased(place)
    if "/" not in cased or is_place(cased, lang) or re.search(r"/(?:Main|Oder|M\.|O\.|Saale)$", cased):
        return (cased,) if not cased.islower() and re.search(r"[^\W\d_]", cased) else ()
    return tuple(city_cased(part.strip()) for part in place.split("/") if part.strip())


def is_known_city(credit: Credit, lang: str = "") -> bool:
    """Whether every city of a parsed dateline is in the gazetteers or an institution that datelines name."""
    cities = credit.dateline.city if credit.dateline else ()
    return bool(cities) and all(city in word_set("institution") or is_place(city, lang) for city in cities)
