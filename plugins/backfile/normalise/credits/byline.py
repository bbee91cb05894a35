"""Bylines: `By A and B, AP Auto Writer`, `Von C, Zürich`, `(Text: D, Video: E, 1.10.2015)`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backfile.normalise.credits.credit import Credit, CreditKind, Filing, Person
from backfile.normalise.credits.line import city_cased, even, person_cased, take_date, unbracketed, without_contact
from backfile.normalise.credits.names import is_desk, is_person, is_title, is_uncased_name, split_conjunctions
from backfile.normalise.credits.place import country_of, is_place
from backfile.normalise.credits.words import word_set, words
from backfile.vocab.agencies import Agency, agencies, mentions, named, weakly_named

_LEAD_WORDS = "|".join(map(re.escape, words("byline lead")))
LEAD = re.compile(rf"^\s*(?:{_LEAD_WORDS})(?:\s*[:：]\s*|\s+)(?=[\"'“A-ZÀ-ÞА-ЯČŠŽĆŁŚİd\w])")
_ROLE_LEAD = re.compile(
    rf"^(?P<video>{'|'.join(words('video lead'))})|^(?P<photo>{'|'.join(map(re.escape, words('photo lead')))})"
)
_PART = re.compile(r"\s*\|\s*|\s*/\s*|\s+[-–—•·]\s+")
_WITH_AGENCY = re.compile(r"\s+(?:mit|avec|with|con|com|for|für|pour|para|via)\s+(?=\S)")
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÄÖÜ][\w-]+)")
_TIME_NOTE = re.compile(r"\s*\((?:now|earlier|[^()]{0,12}\d[^()]*)\)")
_ENDORSED = re.compile(r"\s*\((?:(?:mit|avec|with|con|com)\s+)?([^()]+)\)")
_PUBLISHED = re.compile(
    r"\s+(?:Published|Updated|Posted|Publié|Publicado|Veröffentlicht|Aktualisiert)\b.*$|\s+(?:on|am|le)$", re.IGNORECASE
)
_OUR_CORRESPONDENT = re.compile(
    r"^(?:unser(?:em|er|en)?|notre|nuestro|nuestra)\s+\w+(?:\s+in\s+\w+,?)?\s+", re.IGNORECASE
)
_REPORTER = re.compile(
    r"^(?P<lead>(?:本[报報刊]|[见見][习習])?[记記]者)\s*(?=[\u4e00-\u9fff·])|\s*(?:記者|기자|特派員)$"
)
"""`Reporter` before or after a name, with or without a space; brackets vouch for its being no sentence."""

_WIDE = str.maketrans("（）【】：，、", "()():,,")
_LINK = re.compile(r"^(?:und|and|et|y|e|da|do|de|from|of|à|in|aus|en|a)\s+(?=[^\W\d_])")
_AT = re.compile(r"\s+(?:at|in|à|aus)\s+(?=(?:the |la |le )?[A-ZÀ-Þ])")
_AFFILIATION = re.compile(r"(?:Special to|Especial para|For|for)\b.*|[A-Z]{2,5}(?:\.com)?|.*\b(?:for|of) .*")


@dataclass(slots=True)
class _Byline:
    people: list[Person] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    publisher: str = ""
    desk: str = ""
    dateline: Filing | None = None
    flags: list[str] = field(default_factory=list)


def parse_byline(raw: str, *, lang: str = "") -> Credit:
    """The Credit of a byline: its people with title, place and employer; agencies and desks are not people."""
    byline, date = _read(raw, lang)
    return Credit(
        raw,
        CreditKind.BYLINE,
        agencies=tuple(dict.fromkeys(byline.agencies)),
        people=_once(byline.people),
        dateline=byline.dateline,
        date=date,
        publisher=byline.publisher,
        desk=byline.desk,
        flags=tuple(byline.flags),
    )


def people_and_names(raw: str, *, lang: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people a byline names, and all its names as printed: people, agencies, desks and publishers."""
    byline, _ = _read(raw, lang)
    return tuple(person.name for person in _once(byline.people)), tuple(dict.fromkeys(byline.names))


def _read(raw: str, lang: str) -> tuple[_Byline, str]:
    narrow = even(raw).translate(_WIDE)
    inner = unbracketed(narrow)
    text, date = take_date(without_contact(_REPORTER.sub("", inner) if inner != narrow else inner))
    text = unbracketed(text.strip(" ,;-–—|/.(" if not re.search(r"(?:Jr|Sr)\.$", text) else " ,;-–—|/("))
    text = _PUBLISHED.sub("", _TIME_NOTE.sub("", text))
    text = _ENDORSED.sub(lambda found: f", {found[1]}" if named(found[1]) else found[0], text)
    byline = _Byline()
    for part in re.split(r",\s*(?=(?:Video|Foto|Fotos|Photo|Text|Kamera)\s*:)", text):
        label = _ROLE_LEAD.match(part) if re.match(r"\w+:", part) else None
        piece = part.partition(":")[2].strip() if label else LEAD.sub("", part)
        if label and label["photo"]:
            continue
        _read_piece(piece.strip(), "video" if label and label["video"] else "author", byline, lang)
    return byline, date


def _read_piece(text: str, role: str, byline: _Byline, lang: str) -> None:
    parts = [part for part in _PART.split(text) if part]
    for index, part in enumerate(parts):
        segments = [segment.strip() for segment in part.split(",") if segment.strip()]
        for position, segment in enumerate(segments):
            if index == 0 and position == 0:
                _read_names(segment, role, byline, lang)
            else:
                _read_attribute(segment, role, byline, lang, divided=position == 0)


def _read_names(text: str, role: str, byline: _Byline, lang: str) -> None:
    text = _OUR_CORRESPONDENT.sub("", text)
    if placed := _agency_in_place(text, lang):
        byline.agencies.append(placed[0].id)
        byline.names.append(text)
        byline.dateline = placed[1]
        return
    head, *tail = _WITH_AGENCY.split(text, maxsplit=1)
    if tail and named(tail[0]):
        byline.agencies.append(named(tail[0]).id)  # type: ignore[union-attr]
        byline.names.append(tail[0])
        text = head
    elif tail and is_person(head):
        byline.people.append(Person(person_cased(head), role, affiliation=tail[0]))
        byline.names.append(head)
        return
    spaced = text.split()
    uncased = [name for name in spaced if not is_place(name, lang)] if all(map(is_uncased_name, spaced)) else []
    names = uncased or split_conjunctions(text)
    for name in names:
        _read_name(name, role, byline)


def _read_name(text: str, role: str, byline: _Byline) -> None:
    agency = named(text) or named(re.sub(r"^(?:The|the) ", "", text))
    if agency or ((found := weakly_named(text)) and len(found) == 1 and text.isupper()):
        byline.agencies.append((agency or found[0]).id)
        byline.names.append(text)
    elif (titled := _agency_title(text)) and is_person(titled[1]):
        byline.agencies.append(titled[0].id)
        byline.people.append(Person(person_cased(titled[1]), role, title=titled[2]))
        byline.names.append(titled[1])
    elif is_desk(text) or (text.islower() and is_title(text)):
        byline.agencies += [found.id for _, _, found in mentions(text)]
        byline.desk = byline.desk or text
        byline.names.append(text)
    else:
        name, title, affiliation, place = _parted(_once_said(text))
        if (
            is_person(name)
            or is_uncased_name(name)
            or (name and " " not in name and name[0].isalpha() and byline.people)
        ):
            byline.people.append(Person(person_cased(name), role, title, place, affiliation))
            byline.names.append(name)
            byline.agencies += [found.id for _, _, found in mentions(title)]
            byline.flags += ["name in lower case"] if name.islower() else []
        elif name.islower() and len(name.split()) == 2:
            byline.people.append(Person(name, role))
            byline.names.append(name)
            byline.flags.append("name in lower case")
        elif text:
            byline.publisher = byline.publisher or text
            byline.names.append(text)


def _agency_title(text: str) -> tuple[Agency, str, str] | None:
    """The agency, the name and the title of `Xinhua writer Li Wei`, or None."""
    first = next(iter(mentions(text)), None)
    if not first or first[0]:
        return None
    head, *tail = re.split(r"(?<=writer)\s+|(?<=editor)\s+|(?<=reporter)\s+|(?<=correspondent)\s+", text, maxsplit=1)
    return (first[2], tail[0], head) if tail else None


def _parted(text: str) -> tuple[str, str, str, str]:
    """A name apart from the title, employer or place that follows it without a comma."""
    if len(pieces := _AT.split(text, maxsplit=1)) == 2 and is_person(pieces[0]):
        return pieces[0], "", "", pieces[1]
    for found in _GLUED.finditer(text):
        tail = text[found.start() :]
        glued_firm = any(word.lower() in tail.lower() for word in ("news", "business", "media", "press", "online"))
        if text[: found.start()].count(" ") >= 1 and (is_title(tail) or glued_firm):
            return (text[: found.start()], tail, "", "") if is_title(tail) else (text[: found.start()], "", tail, "")
    parts = text.split()
    if len(parts) > 2 and is_title(" ".join(parts[2:])):
        end = 2
        while end < len(parts) - 1 and (
            parts[end - 1].lower() in word_set("name particle") or parts[end - 1].endswith(".")
        ):
            end += 1
        return " ".join(parts[:end]), " ".join(parts[end:]), "", ""
    return text, "", "", ""


def _once_said(text: str) -> str:
    """A name that is printed twice in a row, once."""
    parts = text.split()
    half = len(parts) // 2
    return " ".join(parts[:half]) if half and len(parts) % 2 == 0 and parts[:half] == parts[half:] else text


def _read_attribute(text: str, role: str, byline: _Byline, lang: str, *, divided: bool) -> None:
    """What follows a comma or a bar, tested in order: agency, employer, title, place, another person, publisher."""
    bare = _LINK.sub("", text)
    if bare != text and (named(bare) or is_place(bare, lang) or is_person(bare)):
        text = bare
    agency = named(text) or next((a for start, _, a in mentions(text) if start == 0 and is_title(text)), None)
    if agency and agency.id in agencies():
        byline.agencies.append(agency.id)
        byline.names += [text] if named(text) else []
        _amend(byline, title="" if named(text) else text)
    elif not (byline.people and is_title(text)) and (text in word_set("desk") or (is_desk(text) and not divided)):
        byline.desk = text
        byline.names.append(text)
    elif is_title(text):
        _amend(byline, title=text)
    elif byline.people and _AFFILIATION.fullmatch(text):
        _amend(byline, affiliation=text)
    elif byline.people and not divided and is_place(text, lang):
        _amend(byline, place=text)
    elif (byline.people or not divided) and (
        all(is_person(_parted(_once_said(name))[0]) for name in split_conjunctions(text))
        or (byline.people and is_uncased_name(byline.people[-1].name) and is_uncased_name(text))
    ):
        for name in split_conjunctions(text):
            _read_name(name, role, byline)
    elif byline.people and not divided:
        _amend(byline, affiliation=text)
    else:
        byline.publisher = byline.publisher or text
        byline.names.append(text)


def _amend(byline: _Byline, *, title: str = "", affiliation: str = "", place: str = "") -> None:
    """Give the last person what follows the name."""
    if byline.people:
        last = byline.people[-1]
        byline.people[-1] = Person(
            last.name, last.role, last.title or title, last.place or place, last.affiliation or affiliation
        )


def _agency_in_place(text: str, lang: str) -> tuple[Agency, Filing] | None:
    agency_name, _, city = text.partition(" in ")
    agency = named(agency_name)
    if not agency or not city:
        return None
    country, source = country_of(city_cased(city), (), lang)
    return agency, Filing((city_cased(city),), (country,) if country else (), source)


def _once(people: list[Person]) -> tuple[Person, ...]:
    seen: dict[tuple[str, str], Person] = {}
    for person in people:
        seen.setdefault((person.name, person.role), person)
    return tuple(seen.values())
