"""The sign-off: the closing initials, agencies and reporting lines at the end of the body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from backfile.article import Contributor
from backfile.decode.document import Kind
from backfile.normalise.account import Outcome
from backfile.normalise.credits.byline import parse_byline
from backfile.normalise.credits.contributed import parse_contributed
from backfile.normalise.credits.credit import Credit, CreditKind, Person
from backfile.normalise.credits.kind import kind_of
from backfile.normalise.credits.line import even, unbracketed
from backfile.normalise.credits.names import is_person, is_uncased_name
from backfile.normalise.credits.reporting import ROLE, parse_reporting
from backfile.normalise.credits.sign_off import parse_sign_off
from backfile.normalise.credits.told import NOTHING_TOLD, Told, told_by
from backfile.normalise.credits.words import word_set
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding
from backfile.vocab.agencies import label_of, mentions, named

_NEAR_THE_END = 4
"""Blocks at the end of the body among which a sign-off may stand (measured: last one to four)."""

_LIST = 90
"""Characters that a list of initials and agencies takes at most."""

_LIST_WORDS = 8
_DESK_WORDS = 3
"""Words of a desk's name, which alone may end in a full stop."""

_SENTENCE = 400
"""Characters that a sentence form takes at most."""

_WRITTEN_WITH = re.compile(
    r"\b(?:(?:written|compiled|produced|prepared) (?:using|from|with)|material from|contributed (?:reporting )?to"
    r"|contributing to this|with files from|with reporting by|with inputs? from|mit material|unter verwendung von"
    r"|con informaci[oó]n de|com informa[cç][oõ]es d|distributed by|copyright|reported from|helped with this)\b",
    re.IGNORECASE,
)
_LAST_BRACKET = re.compile(r"(?<=[.!?…\"»”’'“。！？」』])\s*(\((?:[^()]|\([^()]*\))*\)|（[^（）]*）)\.?\s*$")
_LAST_AGENCY = re.compile(r"(?<=[.!?…\"»”“])\s*[-–—/|]{0,2}\s*([^\W\d_][\w-]{1,20}(?:[/,]\s?[\w-]{1,12}){0,3})/?\s*$")
_WORDS_IN_BRACKETS = frozenset(["any", "sic", "end", "ende", "more", "mehr", "fin", "fine", "lol", "ed", "eds"])
_WIDE_BRACKETS = str.maketrans("（）【】", "()()")
_EDITOR = re.compile(r"\((?:责编|責編|责任编辑|責任編輯|编辑|編輯)\s*[:：]\s*")
"""Chinese: the editor in charge, in brackets after the body."""
_RELATED = re.compile(r"[?!…]$|https?:|www\.|@")


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a line is read with."""

    lang: str
    told: Told


@dataclass(frozen=True, slots=True)
class _Part:
    """One line of the sign-off: where it stands, and what it says."""

    block: int
    start: int
    credit: Credit


def sign_off(draft: Draft) -> Finding:
    """Take the sign-off from the body's last four text blocks, or from brackets that end its last paragraph.

    Its shapes (`dv/aw (AP, Reuters)`, `(dmk)`) mean nothing elsewhere, so position comes before shape. A bare agency
    name counts only as the very last line; initials alone need a slash or brackets.
    """
    if "credit_line" in draft.fields:
        return NOTHING
    reader = _Reader(draft.fields.get("lang", ""), told_by(draft.vocabulary.answers, draft.fields.get("outlet", "")))
    blocks = draft.document.blocks
    from_the_end = (
        index
        for index in reversed(range(len(blocks)))
        if blocks[index].kind not in (Kind.HEADING, Kind.CAPTION, Kind.CHROME) and draft.free(index)
    )
    free = list(islice(from_the_end, _NEAR_THE_END))
    parts: list[_Part] = []
    for position, index in enumerate(free):
        start, end = draft.free(index)[-1]
        text = blocks[index].text
        if start == 0 and len(free) > 1 and (credit := _line(text[start:end], reader, last=position == len(parts))):
            parts.append(_Part(index, start + len(text[start:end]) - len(text[start:end].lstrip()), credit))
            continue
        if position - len(parts) < 2 and (
            inline := _inline(text, start, end, index, reader, last=position == len(parts))
        ):
            parts.append(inline)
            break
    return _finding(tuple(reversed(parts)), draft) if parts else NOTHING


def _line(text: str, reader: _Reader, *, last: bool) -> Credit | None:
    """The Credit of a block that is all sign-off, or None."""
    printed = text.strip()
    bare = unbracketed(even(printed))
    if len(printed) > 3 * _SENTENCE or _RELATED.search(printed):
        return None
    if ROLE.match(bare) and not bare.lower().startswith("with "):
        credit = parse_reporting(printed, lang=reader.lang)
        return credit if credit.people or credit.agencies else None
    if len(printed) <= 3 * _SENTENCE and _WRITTEN_WITH.search(bare):
        credit = parse_contributed(printed, lang=reader.lang)
        if credit.people:
            return credit
        credit = _sign_off_of(printed, reader)
        return credit if len(printed) <= _SENTENCE / 2 and (credit.agencies or credit.distributor) else None
    if len(printed) > _LIST:
        return None
    return _list(printed, reader, last=last) or _author(printed, reader.lang)


def _sign_off_of(printed: str, reader: _Reader) -> Credit:
    """What a sign-off says; what an archive's own say is kept, for they are few."""
    if reader.told is NOTHING_TOLD:
        return _remembered_sign_off(printed, reader.lang)
    return parse_sign_off(printed, lang=reader.lang, told=reader.told)


@lru_cache(maxsize=4096)
def _remembered_sign_off(printed: str, lang: str) -> Credit:
    return parse_sign_off(printed, lang=lang)


def _list(printed: str, reader: _Reader, *, last: bool) -> Credit | None:
    """The Credit of a short list of initials and agencies, unless it is a picture's, which is asked last."""
    credit = _known_list(printed, reader, last=last)
    return credit if credit and kind_of(printed, reader.lang) is not CreditKind.PHOTO else None


def _known_list(printed: str, reader: _Reader, *, last: bool) -> Credit | None:
    """The Credit of a short list; every token of it must be known for what it is."""
    bare = unbracketed(even(printed))
    if _is_prose(printed, bare):
        return None
    credit = _sign_off_of(printed, reader)
    if any(flag.startswith("unknown") for flag in credit.flags) or len(credit.staff) > 8:
        return None
    if printed.endswith(".") and " " in printed and not credit.desk and not printed.endswith(")."):
        return None
    prose = re.sub(r"\([^()]*\)", "", bare)
    if credit.agencies and not credit.staff and len(prose.split()) > 4 and not re.search(r"[,/:]", prose):
        return None
    marked = printed.startswith("(") or "/" in printed or ":" in printed or re.search(r"\([^()]+\)$", printed)
    if credit.agencies or credit.generic_agencies or credit.press_release:
        return credit if marked or "," in printed or last or credit.staff else None
    if credit.staff and marked and not printed.endswith(":"):
        single = len(credit.staff) == 1 and not credit.date
        if single and credit.staff[0].strip(".").lower() in _WORDS_IN_BRACKETS:
            return None
        if single and printed[0] != "(" and not credit.publisher:
            return None
        return credit if len(credit.staff) > 1 or last or credit.date else None
    return credit if credit.desk and credit.date and printed.startswith("(") else None


def _is_prose(printed: str, bare: str) -> bool:
    """Whether a line is too long for a list, or ends as sentences end; asked first, because it is cheap."""
    words = len(bare.split())
    ends = printed.endswith(".") and not printed.endswith(").")
    if "。" in printed.rstrip("。"):
        return True
    return (words > _LIST_WORDS and not printed.startswith("(")) or (words > _DESK_WORDS and ends)


def _author(printed: str, lang: str) -> Credit | None:
    """A byline in brackets after the body: `(Ann Lee; 01.11.2015)`, `(Text: Ann Lee, Video: Bo Ek)`, `ARD (Bo Ek)`."""
    printed = printed.translate(_WIDE_BRACKETS)
    outlet, bracket, _ = printed.partition("(")
    if not bracket or not printed.endswith(")") or (outlet.strip() and outlet.strip() not in word_set("publisher")):
        return None
    printed = printed[len(outlet) :]
    if editor := _EDITOR.match(printed):
        credit = parse_byline(f"({printed[editor.end() :]}", lang=lang)
        people = tuple(replace(person, role="editor") for person in credit.people)
        return replace(credit, people=people) if people and not credit.publisher else None
    credit = parse_byline(printed, lang=lang)
    names = [person.name for person in credit.people]
    whole = names and all(is_person(name) or is_uncased_name(name) for name in names) and not credit.publisher
    led = re.match(r"\((?:Text|Autor(?:in)?|Von|本?[报報]?[记記]者)(?:\b|(?=[\u4e00-\u9fff]))|.*記者\)$", printed)
    return credit if whole and (outlet or credit.date or led) else None


def _inline(text: str, start: int, end: int, block: int, reader: _Reader, *, last: bool) -> _Part | None:
    """A sign-off at the end of a paragraph: in brackets after the last sentence, or an agency alone after it."""
    is_bracketed = text[start:end].rstrip().endswith((")", ").", "）"))
    if is_bracketed and (found := _LAST_BRACKET.search(text, start, end)):
        credit = _line(found[1], reader, last=last)
        dated_source = credit is not None and "not-article-credit" in credit.flags
        return _Part(block, found.start(1), credit) if credit and not dated_source else None
    if last and (found := _LAST_AGENCY.search(text, max(start, end - _LIST), end)):
        tokens = re.split(r"[/,]\s?", found[1])
        if all(map(named, tokens)) and any(True for _ in mentions(found[1])):
            return _Part(block, found.start(1), _sign_off_of(found[1], reader))
    return None


def _in_full(person: Person, authors: tuple[str, ...]) -> Person:
    """A person named by surname alone, under the full name of the one author that bears it."""
    bearers = [name for name in authors if " " not in person.name and name.split()[-1:] == [person.name]]
    return replace(person, name=bearers[0]) if len(bearers) == 1 else person


def _finding(parts: tuple[_Part, ...], draft: Draft) -> Finding:
    blocks = draft.document.blocks
    ends = {part.block: draft.free(part.block)[-1][1] for part in parts}
    printed = [blocks[part.block].text[part.start : ends[part.block]].strip() for part in parts]
    said = [part.credit for part in parts]
    fields = Fields(credit_line="\n".join(printed))
    if staff := [code for credit in said for code in credit.staff]:
        fields["staff"] = tuple(dict.fromkeys(staff))
    if ids := [identifier for credit in said for identifier in credit.agencies]:
        fields["agencies"] = tuple(dict.fromkeys(label_of(identifier) for identifier in ids))
    authors_before = draft.fields.get("authors", ())
    people = [_in_full(person, authors_before) for credit in said for person in credit.people]
    if reporting := [Contributor(p.name, p.role, p.place) for p in people if p.role != "author"]:
        fields["reporting"] = tuple(reporting)
    if authors := [person.name for person in people if person.role == "author"]:
        fields["authors"] = tuple(authors)
    if names := [p.name for credit in said if credit.kind is CreditKind.BYLINE for p in credit.people]:
        fields["byline_names"] = tuple(dict.fromkeys(names))
    claims = tuple(Claim(part.block, part.start, ends[part.block], Outcome.FIELD, "credit_line") for part in parts)
    review = tuple(f"credit_line: {flag}" for credit in said for flag in credit.flags)
    return Finding(fields, claims, review)
