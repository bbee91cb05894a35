"""Rule: a format's own parts of a story: headline, standfirst, section, correction, rights, and words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backfile.decode.document import Kind, Role
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.story import beside_given, is_stated
from backfile.vocab.outlets import folded

_FIELDS = (
    (Role.HEADLINE, "title"),
    (Role.STANDFIRST, "standfirst"),
    (Role.SECTION, "section"),
    (Role.CORRECTION, "correction"),
    (Role.RIGHTS, "rights"),
)
"""Fields that are the words of a role's blocks; where there are none, of the first candidate."""

_APPEARED = re.compile(
    r"(?:The post|Der Beitrag|L’article|L'article|La entrada|L'articolo|O post|Het bericht) .{1,300}\."
)
"""What WordPress adds below the entries of its feeds, in its larger languages: the whole of the line."""
_FIRST_ON = re.compile(
    r" (?:appeared first on|erschien zuerst auf|est apparu en premier sur|se publicó primero en|proviene da"
    r"|apareceu primeiro em|verscheen eerst op) "
)
_SHORTEST_LEAD = 40
"""Letters of a standfirst from which on its being the body's first words is no accident."""


def stated_words(draft: Draft) -> Finding:
    """The words of a role are the field of that name, several blocks on a line each; of headlines the first counts.

    Words that are printed twice stand once: a second headline, the headline above the body, and a standfirst that is
    nothing but the beginning of the body are set aside, and so is a feed's own footer. Without a headline the body's
    own first heading is one.
    """
    if not is_stated(draft):
        return NOTHING
    found: dict[str, Any] = {}
    claims: list[Claim] = []
    for role, name in _FIELDS:
        texts, spoken = _spoken(draft, role, name)
        claims += spoken
        values = texts or [candidate.value for candidate in draft.candidates(name)][:1]
        if values:
            found[name] = values[0] if name == "title" else "\n".join(dict.fromkeys(values))
    claims += _heading(draft, found)
    keywords = [index for index, block in enumerate(draft.document.blocks) if block.role is Role.KEYWORD]
    if keywords:
        found["tags"] = tuple(dict.fromkeys(draft.document.blocks[index].text for index in keywords))
        claims += [whole(draft, index, Outcome.FIELD, "tags") for index in keywords]
    claims += [
        whole(draft, index, Outcome.SET_ASIDE, "promo")
        for index, block in enumerate(draft.document.blocks)
        if block.role is Role.BODY and _is_footer(block.text)
    ]
    claims += [
        whole(draft, index, Outcome.SET_ASIDE, "beside the story")
        for index, block in enumerate(draft.document.blocks)
        if block.role is Role.BESIDE
    ]
    return Finding(Fields(**found), beside_given(draft, claims), source="stated")  # type: ignore[typeddict-item]


def _spoken(draft: Draft, role: Role, name: str) -> tuple[list[str], list[Claim]]:
    """The texts of a role that make its field, and claims on all blocks of the role."""
    body = folded(" ".join(block.text for block in draft.document.blocks if block.role is Role.BODY))
    texts: list[str] = []
    claims = []
    for index, block in enumerate(draft.document.blocks):
        if block.role is not role:
            continue
        words = folded(block.text)
        if role is Role.HEADLINE and texts:
            why = "duplicate of the headline" if words == folded(texts[0]) else "another headline"
            claims.append(whole(draft, index, Outcome.SET_ASIDE, why))
        elif role is Role.STANDFIRST and len(words) >= _SHORTEST_LEAD and body.startswith(words):
            claims.append(whole(draft, index, Outcome.SET_ASIDE, "beginning of the body"))
        elif _is_footer(block.text):
            claims.append(whole(draft, index, Outcome.SET_ASIDE, "promo"))
        else:
            texts.append(block.text)
            claims.append(whole(draft, index, Outcome.FIELD, name))
    return texts, claims


def _is_footer(text: str) -> bool:
    return bool(_APPEARED.fullmatch(text) and _FIRST_ON.search(text))


def _heading(draft: Draft, found: dict[str, Any]) -> Iterator[Claim]:
    """The claim on the heading that begins the body, where it is the headline."""
    first = next((i for i, block in enumerate(draft.document.blocks) if block.role is Role.BODY), -1)
    if first < 0:
        return
    block = draft.document.blocks[first]
    title = found.get("title") or draft.fields.get("title", "")
    if title and folded(block.text) == folded(title) and block.kind in (Kind.HEADING, Kind.PARAGRAPH):
        yield whole(draft, first, Outcome.SET_ASIDE, "duplicate of the headline")
    elif not title and block.kind is Kind.HEADING:
        found["title"] = block.text
        yield whole(draft, first, Outcome.FIELD, "title")
