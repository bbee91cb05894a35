"""The publisher's own keywords, without furniture, names of outlets and agencies, and phrases for search engines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from backfile.normalise.draft import Draft
from backfile.normalise.name_words import words_of
from backfile.vocab.agencies import named
from backfile.vocab.outlets import folded

_LONGEST = 40
_MOST_WORDS = 5
_DIVIDER = re.compile(r"\s*[;,|]\s*")
_MACHINE = re.compile(r"[:=/_\\@{}<>]|\.\w+$|^\W*\d[\d\W]*$|^[a-z]+-?\d{3,}$|[a-z][A-Z][a-z]+[A-Z]")
"""What codes and addresses have, and tags have not: `type:article`, `sp_article`, `12345`, `pageTypeNews`."""


def publisher_keywords(draft: Draft) -> tuple[str, ...]:
    """The keywords that the page or file states, in its order, none twice in another case, number or spelling."""
    candidates, fields = draft.candidates("keyword"), draft.fields
    if not candidates:
        return ()
    own = {folded(name) for name in (fields.get("outlet", ""), *fields.get("authors", ()), fields.get("title", ""))}
    own |= {folded(candidate.value) for candidate in draft.candidates("site")}
    kept: dict[str, str] = {}
    for candidate in candidates:
        for word in _DIVIDER.split(candidate.value):
            tag = " ".join(word.split()).strip("#\"'“”„«» ")
            if _is_keyword(tag) and folded(tag) not in own:
                kept.setdefault(alike(tag), tag)
    return tuple(_without_variants(kept.values()))


def _is_keyword(tag: str) -> bool:
    words = tag.casefold().split()
    if not words or len(tag) > _LONGEST or len(words) > _MOST_WORDS or not any(map(str.isalpha, tag)):
        return False
    if _MACHINE.search(tag) or named(tag):
        return False
    furniture = words_of("furniture")
    return not (tag.casefold() in furniture or all(word in furniture for word in words))


@lru_cache(maxsize=8192)
def alike(tag: str) -> str:
    """A tag as it is compared: case, accents, marks, spaces and an English plural do not count."""
    bare = folded(tag)
    if len(bare) > 4 and bare.endswith("ies"):
        return bare[:-3] + "y"
    return bare[:-1] if len(bare) > 3 and bare.endswith("s") and not bare.endswith("ss") else bare


def _without_variants(tags: Iterable[str]) -> Iterable[str]:
    """Tags without those that are another with words for search engines around: `Idlib news today` beside `Idlib`."""
    some = list(tags)
    bare = {" ".join(tag.casefold().split()) for tag in some}
    for tag in some:
        words = tag.casefold().split()
        core = " ".join(word for word in words if word not in words_of("furniture"))
        if core == " ".join(words) or core not in bare:
            yield tag
