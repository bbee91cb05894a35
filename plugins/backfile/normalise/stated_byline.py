"""Rule: the byline that a format states, and its names typed by list, not by what the format calls them."""

from __future__ import annotations

import re

from backfile.article import Contributor
from backfile.decode.document import Role
from backfile.normalise.account import Outcome
from backfile.normalise.credits.byline import parse_byline, people_and_names
from backfile.normalise.credits.sign_off import CODE, parse_sign_off
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.story import beside_given, body_blocks, is_stated
from backfile.vocab.agencies import label_of
from backfile.vocab.outlets import folded

_ROLES = ("reporter", "additional_reporting", "writer", "editor", "compiler", "contributor")
_NO_NAME = re.compile(
    r"https?:|www\.|^\W*$|^(?:admin|administrator|editor|staff|null|none|undefined|author)$", re.IGNORECASE
)
_NEAR = 3
"""Blocks of the body among which the byline may be printed again."""
_ADDRESS = re.compile(r"\S+@\S+\s*|\s*<[^<>]*@[^<>]*>")


def stated_byline(draft: Draft) -> Finding:
    """`byline`, `authors`, `byline_names`, and the agencies, initials and contributors that a format calls authors.

    Initials in the place of a byline (`gr/bp`, `VRG`: EFE, ANSA) are staff. Without a printed byline the names are
    one. Where the body begins with the byline's own words again, they are set aside.
    """
    if not is_stated(draft):
        return NOTHING
    lang = draft.fields.get("lang", "")
    printed = [(i, block.text) for i, block in enumerate(draft.document.blocks) if block.role is Role.BYLINE]
    stated = [_ADDRESS.sub("", candidate.value).strip(" ()") for candidate in draft.candidates("author")]
    bylines = [text for _, text in printed if not _is_initials(text)]
    stated = [name for name in stated if name and not _NO_NAME.search(name)]
    initials = [text for text in (*(text for _, text in printed), *stated) if _is_initials(text)]
    named = [name for name in stated if not _is_initials(name)]
    fields = Fields()
    if bylines or named:
        fields["byline"] = "\n".join(dict.fromkeys(bylines)) or ", ".join(dict.fromkeys(named))
        _name(fields, bylines, named, draft.fields.get("outlet", ""), lang)
    signed = [parse_sign_off(text, lang=lang) for text in initials]
    if staff := tuple(dict.fromkeys(code for credit in signed for code in credit.staff)):
        fields["staff"] = staff
    if ids := [identifier for credit in signed for identifier in credit.agencies]:
        known = fields.get("agencies", ())
        fields["agencies"] = tuple(dict.fromkeys((*known, *map(label_of, ids))))
    if reporting := _contributors(draft):
        fields["reporting"] = reporting
    claims: tuple[Claim, ...] = tuple(
        whole(draft, index, Outcome.FIELD, "staff" if _is_initials(text) else "byline") for index, text in printed
    )
    claims += tuple(
        whole(draft, index, Outcome.SET_ASIDE, "duplicate of the byline")
        for index in body_blocks(draft)[:_NEAR]
        if folded(draft.document.blocks[index].text) in map(folded, bylines)
    )
    return Finding(fields, beside_given(draft, claims), source="stated")


def _name(fields: Fields, bylines: list[str], named: list[str], outlet: str, lang: str) -> None:
    """Set the names that bylines print, else those stated one by one: people, and agencies by the alias list."""
    people: list[str] = []
    names: list[str] = []
    ids: list[str] = []
    for text in (*bylines, *named):
        some, all_names = people_and_names(text, lang=lang)
        people += some
        names += [name for name in (all_names or (text,)) if folded(name) not in map(folded, names)]
        ids += parse_byline(text, lang=lang).agencies
    own = folded(outlet)
    if authors := tuple({folded(name): name for name in reversed(people) if folded(name) != own}.values())[::-1]:
        fields["authors"] = authors
    fields["byline_names"] = tuple(names)
    if ids:
        fields["agencies"] = tuple(dict.fromkeys(map(label_of, ids)))


def _is_initials(text: str) -> bool:
    """Whether a text is desk initials or agencies' short names alone: one to five letters each, not as a name's."""
    tokens = [token for token in re.split(r"\s*[/,]\s*|\s+", text.strip(" ()")) if token]
    return bool(tokens) and all(CODE.fullmatch(t) and (t.islower() or t.isupper()) and t.isascii() for t in tokens)


def _contributors(draft: Draft) -> tuple[Contributor, ...]:
    """The people whom the format gives a part in the reporting, each with that part."""
    found = (Contributor(candidate.value, role) for role in _ROLES for candidate in draft.candidates(role))
    return tuple(dict.fromkeys(found))
