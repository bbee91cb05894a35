"""Picture credits: `picture-alliance/AP Photo/G. Alsayed`, `Elias Funez/The Union via AP`, `Caption. Foto: X/dpa`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backfile.normalise.credits.credit import Credit, CreditKind, PhotoCredit
from backfile.normalise.credits.line import even, unbracketed
from backfile.normalise.credits.names import is_person
from backfile.normalise.credits.words import word_set, words
from backfile.vocab.agencies import Agency, named, weakly_named

_LABELS = "|".join(map(re.escape, words("photo label")))
LABEL = re.compile(
    rf"(?:(?<![^\W\d_])|(?<=[a-zà-ÿß])(?=[A-Z]))(?:(?:{_LABELS})(?:\s+(?:by|von|de|credit))?\s*[:©]\s*"
    r"|Image source,\s*|©\s*(?:\d{4}\s*)?|(?:Photos?|Image|Picture|PHOTO)s? (?:by|BY)\s+)"
)
"""What introduces a picture credit: label and colon, copyright sign, `Photo by`; also glued to a caption's end."""

_BARE_LABEL = re.compile(rf"(?:{_LABELS})\s+(?=[A-ZÀ-ÞČŠŽŁŚ])|(?:Bild|Foto)(?=[A-ZÅÄÖÆØ])")
_BUTTONS = "|".join(map(re.escape, words("photo button")))
_BUTTON = re.compile(rf"\s*(?:{_BUTTONS})\s*$|^(?:{_BUTTONS})\s*")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2}[.!?…])\s*|(?<=\d{4}[.!?…])\s+|(?<=[\"»”)][.!?])\s*|(?<=[.!?][\"»”)])\s*")
_LAST_BRACKET = re.compile(r"^(?P<caption>.*?)\s*[(\[](?P<credit>[^()\[\]]*(?:\([^()]*\)[^()]*)*)[)\]]\.?$")
_VIA = re.compile(r"\s+(?:via|VIA|através de|on(?=\s+(?:Unsplash|Pexels)))\s+")
_ALSO = re.compile(r";\s*((?:Montage|Bearbeitung|Collage|Grafik|Illustration)\s*:\s*.+)$")
_SEPARATOR = re.compile(
    r"\s*[/|;,—]\s*|\s+(?:for|für|pour|para)\s+(?=[A-Z])|\s+[-–—]\s+|(?<=[^\W\d_]{2})\.\s+|\s+[-–—]$"
    r"|^[-–—]\s+|(?<=\w)\((?=\w)|\s+\((?=\w)|\)$"
)
_FILE = re.compile(r"^(?:File|FILE|file|File Photo|FILE PHOTO|File photo|Archivo|Archiv|arkiv|Arkiv)$")
_SUFFIX = re.compile(
    r"[\s-]+(?:Photos?|Pictures?|Images?|Fotos?|Bild|PHOTO|file|FILE|handout|Handout|Pool|POOL|Stock Photo)$"
)
_ARTIFICIAL = re.compile(r"\b(?:KI|AI|IA|künstliche[rn]? Intelligenz)\b")
_BY = re.compile(r"\b(?:durch|by|von|par|por)\s+(.+)$")


@dataclass(slots=True)
class _Segments:
    """The parts of one credit, sorted by what they are."""

    agencies: list[Agency] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    file: bool = False


def parse_photo(raw: str, *, lang: str = "") -> Credit:
    """The Credit of a picture credit, or of a caption that ends in one."""
    text = even(raw)
    while (shorter := _BUTTON.sub("", text)) != text:
        text = shorter
    caption, label, credit = split_caption(text.lstrip(". "))
    also: tuple[str, ...] = ()
    if found := _ALSO.search(credit):
        also, credit = (found[1],), credit[: found.start()]
    photo, flags = _read(credit, caption, label, lang)
    photo = PhotoCredit(
        collection=photo.collection,
        agencies=photo.agencies,
        photographer=photo.photographer,
        owner=photo.owner,
        via=photo.via,
        caption=caption,
        source_note=photo.source_note,
        file=photo.file,
        also=also,
        credit=credit,
    )
    return Credit(raw, CreditKind.PHOTO, photo=photo, flags=flags)


def split_caption(text: str) -> tuple[str, str, str]:
    """A caption's text as (caption, the credit's label, credit); the last label counts: captions may hold one too."""
    found = _LAST_BRACKET.match(text) if text[:1] != "(" else None
    if found and is_person(found["caption"]) and _is_pure_credit(found["credit"]):
        return "", "", text
    if found and found["caption"] and _is_credit(found["credit"]):
        _, label, credit = split_caption(found["credit"])
        return found["caption"].strip(" |"), label, credit
    text = unbracketed(text)
    if labels := list(LABEL.finditer(text)):
        last = labels[-1]
        earlier = [
            label
            for label in labels
            if label.start() < last.start() and not text[label.end() : last.start()].strip(" /|")
        ]
        start = earlier[0].start() if earlier else last.start()
        caption = text[:start].strip(" |/(")
        if caption and (_is_pure_credit(caption) or (last[0].startswith("©") and len(caption.split()) < 3)):
            return "", last[0], f"{caption} | {text[last.end() :].strip()}"
        return caption, last[0].strip(), text[last.end() :].strip()
    if found := _BARE_LABEL.match(text):
        return "", found[0].strip(), text[found.end() :]
    for end in reversed(list(_SENTENCE_END.finditer(text))):
        caption, credit = text[: end.start()], text[end.end() :]
        if len(credit) <= 80 and len(caption.split()) >= 3 and credit and _agency_among(credit):
            return caption, "", credit
    return "", "", text


def _is_credit(text: str) -> bool:
    """Whether bracketed text is a picture credit: it holds an agency, a collection or a label."""
    return bool(LABEL.search(text) or _BARE_LABEL.match(text)) or _agency_among(text)


def _agency_among(text: str) -> bool:
    return any(_classified(part) for part in _segments(text))


def _is_pure_credit(text: str) -> bool:
    """Whether text before a label is itself a credit in short: nothing but agencies."""
    parts = _segments(text)
    return bool(parts) and all(_classified(part) for part in parts)


def _segments(text: str) -> list[str]:
    parts = [part for half in _VIA.split(text) for part in _SEPARATOR.split(half)]
    return [
        part.strip(" .()©:") if not re.search(r"\b(?:\w\.|Jr\.|Sr\.)$", part.strip()) else part.strip(" ()©:")
        for part in parts
        if part and part.strip(" .()©:")
    ]


def _classified(part: str) -> Agency | None:
    """The agency that a segment names, its suffix `Photo` or `Pictures` aside."""
    bare = re.sub(r"\.(?:com|cz|de|org|net|ru)$", "", part)
    agency = named(part) or named(_SUFFIX.sub("", part)) or named(bare)
    return agency if agency and not agency.is_press_release else None


def _read(credit: str, caption: str, label: str, lang: str) -> tuple[PhotoCredit, tuple[str, ...]]:
    if _ARTIFICIAL.search(credit):
        maker = _BY.search(credit)
        return PhotoCredit(owner=maker[1] if maker else credit, source_note="KI"), ("ai-generated",)
    halves = _VIA.split(credit)
    found = _Segments()
    for half in halves:
        for part in _segments(half):
            _sort(part, found, lang, vouched=bool(label) or _agency_among(credit))
    via = next(iter(_classified(part) for part in _segments(halves[-1])), None) if len(halves) > 1 else None
    if re.fullmatch(r"Symbol\w+|Archiv\w+", label.strip(" :")):
        found.notes.append(label.strip(" :"))
    collection = _collection(found.agencies, via)
    agencies = tuple(dict.fromkeys(a.id for a in found.agencies if not collection or a.id != collection.id))
    photographer, owners, flags = _photographer(found)
    pooled = label.lower().startswith(("photos", "fotos", "bilder")) and len(found.agencies) > 1
    if photographer and pooled and not caption:
        flags = (*flags, "several pictures")
    return PhotoCredit(
        collection=collection.id if collection else "",
        agencies=agencies,
        photographer=photographer,
        owner="; ".join(owners),
        via=via.id if via else "",
        source_note="; ".join(found.notes),
        file=found.file,
    ), flags


def _sort(part: str, found: _Segments, lang: str, *, vouched: bool) -> None:
    part = re.sub(
        r"^(?:(?:Copyright|COPYRIGHT|©)\s*)?(?:\d{4}\s+)?(?:by\s+|BY\s+|von\s+)?(?:The (?=[A-Z]{2,4}$))?", "", part
    )
    agency = _classified(part)
    weak = [a for a in weakly_named(part) if a.kind.endswith("photo") or a.is_photo or a.kind == "government handout"]
    if not agency and len(weak) == 1 and (vouched or _SEAT_OF.get(lang[:2]) == weak[0].country) and part != "pa":
        agency = weak[0]
    if part == "pa" and any(a.id == "dpa" for a in found.agencies):
        agency = weak[0] if weak else None
    if agency:
        found.agencies.append(agency)
        found.file = found.file or "File" in part
    elif _FILE.match(part):
        found.file = True
    elif part.startswith(("Pool", "POOL", "pool")) and len(part.split()) == 1:
        found.owners.append(part)
    elif part in word_set("photo note"):
        found.notes.append(part)
    elif is_owner(part):
        found.owners.append(part)
    elif re.search(r"[^\W\d_]", part) and len(part.split()) <= 5 and (vouched or is_person(part)):
        found.people.append(part)


_SEAT_OF = {"sv": "SE", "da": "DK", "tr": "TR", "sr": "RS", "it": "IT"}
"""Where a language's newsrooms stand, as evidence for a weak alias that is the only segment."""


def is_owner(part: str) -> bool:
    """Whether a segment is an institution, firm or outlet: a known one, acronym, domain, or made of firms' words."""
    return (
        part in word_set("owner")
        or part in word_set("publisher")
        or any(word.strip(".,") in word_set("owner word") for word in re.split(r"[\s-]", part))
        or bool(re.fullmatch(r"[A-Z]{2,4}|[\w.-]+\.(?:de|com|org|net|at|ch|fr|es|it)|@\w+", part))
        or part.startswith(("The ", "Die ", "Das ", "Der "))
    )


def _photographer(found: _Segments) -> tuple[str, list[str], tuple[str, ...]]:
    """The photographer, the owners, and flags: one person alone is set; of two, none, unless one is a single word."""
    people: dict[str, str] = {}
    for name in found.people:
        people.setdefault(re.sub(r"[\W_]", "", name.casefold()), name)
    names = list(people.values())
    if len(names) > 1:
        full = [name for name in names if " " in name or "." in name]
        if len(full) == 1:
            return full[0], [*found.owners, *(name for name in names if name != full[0])], ()
        return "", [*found.owners, *names], ("photographer: more than one name",)
    return (names[0] if names else ""), found.owners, ()


def _collection(found: list[Agency], via: Agency | None) -> Agency | None:
    """The collection of a credit: who passed it on if a collection, else distributors before stock houses."""
    if via and via.is_collection:
        return via
    houses = [agency for agency in found if agency.is_collection]
    ranked = sorted(houses, key=lambda agency: agency.id not in ("picture-alliance", "getty", "imago"))
    return ranked[0] if ranked else None
