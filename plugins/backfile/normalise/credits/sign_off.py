"""Sign-offs: desk initials and agencies at the end of a story, and lines that name agencies alone.

`dv/aw (AP, Reuters)`, `(APA, red, 3.4.2016)`, `SDA/sep`, `EFE JAM/lab`, `dpa pre yyhe n1 deg`, `Quelle: sid/AFP`,
`Con información de AFP y EFE`. A token is tested, in this order, for: desk, generic word, publisher, agency, date,
initials; what is none of them stays in the raw line and is flagged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from backfile.normalise.credits.credit import Credit, CreditKind, Filing
from backfile.normalise.credits.line import city_cased, even, is_date, take_date, unbracketed
from backfile.normalise.credits.place import country_of, is_place
from backfile.normalise.credits.reporting import ROLE, parse_reporting
from backfile.normalise.credits.told import NOTHING_TOLD, Told
from backfile.normalise.credits.words import word_set, words
from backfile.vocab.agencies import LOWER_CASE_TRAPS, Agency, mentions, named, nearly_named, weakly_named

CODE = re.compile(r"[^\W\d_]{1,5}\.?")
"""Desk initials: one to five letters of any case, with or without a final stop."""

_RELEASES = ("ots",)
"""Distributors of press releases by names that are weak elsewhere."""

_ROUTING = re.compile(r"(?:xx|yy)\w{0,4}|n\d")
_DOMAIN = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:de|at|ch|com|es|it|fr|org|net|info|tv|be|nl|eu|uk|ru|pl|cz|dk|se|no|online)"
)
_LABEL = re.compile(rf"(?:{'|'.join(map(re.escape, words('label')))})\s*(?:[:•/]\s*|(?<=[©)t])\s*)")
_WITH = re.compile(rf"(?:{'|'.join(map(re.escape, words('with')))})(?:\s+(?:der|die|the|la|el|le|les|l['’]))?[\s:]+")
_BYLINE_LEAD = re.compile(rf"(?:{'|'.join(map(re.escape, words('byline lead')))})(?::\s*|\s+)")
_DECORATION = re.compile(r"^(?:[=*|/•·]+|\./\.|--+|[-–—]\s)\s*|\s*(?:[=*|/•·]+|[-–—])$")
_NOTE = re.compile(r"\s*\(([^()]*)\)$")
_CONNECTIVES = re.compile(
    r"\s+(?:und|y|et|and|e|og|och|i|a|mit|avec|con|com|with|with inputs from|en|&)\s+|\s+[-–—|]\s+|[,;/]\s*"
)
_DASHED = re.compile(r"(?<=\w)[-–](?=\w)")
_IDENTIFIER = re.compile(r"[\s,]*\bdpa:\d{6}-\d\d-\d+/\d+")
_PICTURE = re.compile(r"[;,]\s*(?:Foto|Fotos|Photo|Bild)\b[^:;]*:[^;]*")
_DISTRIBUTED = re.compile(
    r"[,.]?\s*(?:Distributed|Verteilt|Distribué|Distribuido) (?:by|von|par|por) (.+?)(?:, (?:LLC|Inc)\.?)?\.?$"
)
_PLACED = re.compile(r"(?P<agency>[^,]+?)(?:,\s*|\s+in\s+|\s+en\s+|\s+à\s+)(?P<city>[^,]+(?:,[^,]+)?),?")


@dataclass(frozen=True, slots=True)
class _Group:
    """Tokens between one pair of separators of the first rank: before the brackets, or within them."""

    tokens: tuple[str, ...]
    vouched: bool = field(default=False)
    """Whether its place alone makes lower-case agency names sure: brackets after initials, or after a label."""
    bracketed: bool = field(default=False)


def parse_sign_off(
    raw: str, *, lang: str = "", kind: CreditKind = CreditKind.SIGN_OFF, told: Told = NOTHING_TOLD
) -> Credit:
    """The Credit of a sign-off or a line of agencies; fields stay empty where the line says nothing sure.

    What is `told` of a token goes before every test of it.
    """
    text = even(raw)
    credit = Credit(raw, kind)
    if found := _DISTRIBUTED.search(text):
        house = next((a for _, _, a in mentions(found[1])), None)
        credit, text = replace(credit, distributor=house.id if house else found[1]), text[: found.start()]
    text = unbracketed(_undecorated(_PICTURE.sub("", _IDENTIFIER.sub("", text))))
    if (role := ROLE.match(text)) and text[role.end() :]:
        return replace(parse_reporting(raw, lang=lang), kind=kind)
    if placed := _placed(text, lang):
        agency, filing = placed
        return replace(credit, agencies=(agency.id,), dateline=filing)
    starts_with_date = bool(re.match(r"\d", text)) and is_date(re.split(r"[,;]", text)[0])
    text, date = take_date(text)
    text = unbracketed(_undecorated(text.strip(" ,;–-")))
    credit = replace(credit, date=date, flags=("not-article-credit",) if starts_with_date else ())
    if closing := _closing_line(text, credit, told):
        return closing
    return _listed(text, credit, lang, told)


def _undecorated(text: str) -> str:
    before = None
    while before != text:
        before, text = text, _DECORATION.sub("", text)
    return text


def _placed(text: str, lang: str) -> tuple[Agency, Filing] | None:
    """An agency with the place it reports from: `AFP, MANILA`, `Agence France-Presse in Seoul`."""
    found = _PLACED.fullmatch(text)
    agency = named(found["agency"]) if found else None
    if not found or not agency:
        return None
    city, *qualifiers = [part.strip() for part in found["city"].split(",")]
    cased = city_cased(city)
    if named(city) or word_set("desk") & {city} or city.islower() or not is_place(cased, lang):
        return None
    country, source = country_of(cased, tuple(qualifiers), lang)
    filing = Filing((cased,), (country,) if country else (), source, ", ".join(qualifiers))
    return agency, filing


def _closing_line(text: str, credit: Credit, told: Told) -> Credit | None:
    """A wire's own closing line: the agency, a space, then writers, routing marks and editors."""
    text, note = _NOTE.sub("", text), _NOTE.search(text)
    first, _, rest = text.partition(" ")
    agency = named(first)
    if note and any(True for _ in mentions(note[1])):
        return None
    if not agency or not agency.is_wire or not re.fullmatch(r"\w[\w/.\- ]*", rest):
        return None
    if service := named(text):
        return replace(credit, agencies=(service.id,), service=text)
    staff, routing, flags = [], [], list(credit.flags)
    own = agency.id == "efe" or "/" in rest
    for token in re.split(r"[ /]+", rest.strip("/ ")):
        code = re.sub(r"-c$", "", token)
        if code in told.staff or _is_writer(code, agency, own=own):
            staff.append(code)
        elif _ROUTING.fullmatch(code) and agency.id == "dpa":
            routing.append(code)
        elif named(code) == agency:
            continue
        elif len(code) > 5 or code.istitle() or _sure(code) or (named(code) and not code.islower()):
            return None
        else:
            flags.append(f"unknown: {token}")
    return replace(
        credit,
        agencies=(agency.id,),
        staff=tuple(staff),
        routing=tuple(routing),
        flags=tuple(flags),
        service=first if first not in (agency.label, agency.label.upper(), agency.label.lower()) else "",
    )


def _is_writer(code: str, agency: Agency, *, own: bool) -> bool:
    """Whether a token of an agency's closing line is a writer's initials; capitals are, where `own` says so."""
    if (_ROUTING.fullmatch(code) and agency.id == "dpa") or named(code) == agency:
        return False
    if _sure(code) or (named(code) and not code.islower()):
        return False
    return bool(CODE.fullmatch(code)) and (own or not code.isupper())


def _listed(text: str, credit: Credit, lang: str, told: Told) -> Credit:
    groups = _groups(text)
    sure = any(_sure(token) or token in told.agencies for group in groups for token in group.tokens)
    for group in groups:
        credit = _read_group(group, credit, lang, told, beside_agency=sure)
    if not credit.agencies and not credit.staff and not credit.generic_agencies and not credit.desk:
        found = tuple(
            dict.fromkeys(a.id for _, _, a in mentions(text) if not a.is_press_release and not a.is_syndication)
        )
        kept = () if found else credit.flags
        credit = replace(credit, agencies=found, flags=kept)
    return credit


def _groups(text: str) -> tuple[_Group, ...]:
    """The line's groups of tokens: `dv/aw (AP, Reuters)` is two, and the second is vouched for by its brackets."""
    vouched = False
    while lead := _LABEL.match(text) or _WITH.match(text) or _BYLINE_LEAD.match(text):
        text, vouched = text[lead.end() :], vouched or not _BYLINE_LEAD.match(text)
    if found := _NOTE.search(text):
        before, inside = _tokens(text[: found.start()]), _tokens(found[1])
        return (_Group(before, vouched), _Group(inside, vouched=True, bracketed=True))
    return (_Group(_tokens(text), vouched),)


def _tokens(text: str) -> tuple[str, ...]:
    text = text.strip(" .,;")
    whole = [text] if named(text) else [part for part in _CONNECTIVES.split(text) if part]
    tokens: list[str] = []
    for part in whole:
        token = _WITH.sub("", part).strip(" ()")
        spaced = re.split(r"[-–]|\s+", token)
        if not named(token) and len(spaced) > 1 and (_all_agencies(spaced) or all(map(_is_low_code, spaced))):
            tokens += spaced
        elif not named(token) and ":" in token:
            tokens += [piece.strip() for piece in token.split(":") if piece.strip()]
        else:
            tokens.append(token)
    return tuple(token for token in tokens if token)


def _all_agencies(parts: list[str]) -> bool:
    """Whether each of several words names an agency, one of them beyond doubt: `TT-AFP`."""
    return any(map(_sure, parts)) and all(named(part) or (part.isupper() and weakly_named(part)) for part in parts)


def _is_low_code(token: str) -> bool:
    return bool(CODE.fullmatch(token)) and token.islower()


def _sure(token: str) -> Agency | None:
    """The agency that a token names beyond doubt: a strong alias that is no trap in lower case."""
    agency = named(token)
    return agency if agency and token not in LOWER_CASE_TRAPS else None


def _agency(token: str, group: _Group, lang: str) -> Agency | None:
    if agency := _sure(token):
        return agency
    companions = any(_sure(other) for other in group.tokens if other != token)
    candidates = (named(token),) if named(token) else weakly_named(token)
    known = [agency for agency in candidates if agency]
    if len(known) == 1 and (companions or group.vouched):
        return known[0]
    local = [agency for agency in known if agency.country == lang.upper()[:2] or agency.country == _SEAT.get(lang[:2])]
    return local[0] if len(local) == 1 and not token.islower() else None


_SEAT = {
    "sv": "SE",
    "da": "DK",
    "cs": "CZ",
    "sl": "SI",
    "el": "GR",
    "sq": "AL",
    "ja": "JP",
    "ko": "KR",
    "uk": "UA",
    "nb": "NO",
}
"""The country that a language's newsrooms stand in, where the two codes differ and there is one country alone."""


def _read_group(group: _Group, credit: Credit, lang: str, told: Told, *, beside_agency: bool) -> Credit:
    """The Credit with a group's tokens read, each for the first thing that it can be."""
    line = unbracketed(even(credit.raw))
    labelled = bool(_LABEL.match(line))
    heads = not group.bracketed and bool(_NOTE.search(line))
    generic = any(token in word_set("generic") for token in group.tokens)
    for index, token in enumerate(group.tokens):
        before = named(group.tokens[index - 1]) if index else None
        agency = _agency(token, group, lang)
        if token in told.staff:
            credit = replace(credit, staff=(*credit.staff, token))
        elif token in told.agencies:
            credit = replace(credit, agencies=tuple(dict.fromkeys((*credit.agencies, told.agencies[token]))))
        elif before and before.id == "dpa" and token in word_set("dpa service"):
            credit = replace(credit, service=f"dpa/{token}")
        elif known := _closed_word(token, agency, credit):
            credit = known
        elif _is_publisher(token, lang, beside_agency=beside_agency or heads or labelled):
            credit = replace(credit, publisher=token)
        elif titled := _open_word(token, credit):
            credit = titled
        elif token[:1].isupper() and not group.bracketed and (credit.staff or beside_agency or generic or labelled):
            credit = replace(credit, publisher=credit.publisher or token)
        else:
            credit = replace(credit, flags=(*credit.flags, f"unknown: {token}"))
    return credit


def _closed_word(token: str, agency: Agency | None, credit: Credit) -> Credit | None:
    """The Credit with a token that is on a list (desk, generic word, agency) or a date; None where it is neither."""
    if token in word_set("desk"):
        return replace(credit, desk=token)
    if token in word_set("generic"):
        return replace(credit, generic_agencies=True)
    if (agency and agency.is_press_release) or token in _RELEASES:
        return replace(credit, press_release=token, flags=(*credit.flags, "press-release"))
    if agency:
        desk = "Redazione" if token.startswith("Redazione ") else credit.desk
        return replace(credit, desk=desk, agencies=tuple(dict.fromkeys((*credit.agencies, agency.id))))
    return replace(credit, date=credit.date or token) if is_date(token) else None


def _open_word(token: str, credit: Credit) -> Credit | None:
    """The Credit with a token that is an ambiguous or misprinted agency, or initials; None where it is none of them."""
    if not token.islower() and (weak := weakly_named(token)):
        return replace(credit, flags=(*credit.flags, f"ambiguous: {token} ({', '.join(a.id for a in weak)})"))
    if near := nearly_named(token):
        return replace(credit, agencies=(*credit.agencies, near.id), flags=(*credit.flags, f"misprint: {token}"))
    return replace(credit, staff=(*credit.staff, token)) if CODE.fullmatch(token) else None


def _is_publisher(token: str, lang: str, *, beside_agency: bool) -> bool:
    """A domain, a known short name, or, in German desks, whose initials are lower case, capitals beside an agency."""
    if token in word_set("publisher") or _DOMAIN.fullmatch(token):
        return beside_agency or token not in word_set("publisher") or "." in token
    return lang.startswith("de") and beside_agency and token[:1].isupper() and not token.endswith(".")
