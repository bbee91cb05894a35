"""Names of people within a credit line: told from desks, publishers and agencies."""

from __future__ import annotations

import re

from backfile.normalise.credits.place import is_qualifier
from backfile.normalise.credits.words import word_set, words
from backfile.vocab.agencies import named

_ARTICLES = frozenset(
    ["Le", "La", "Les", "L'", "The", "Der", "Die", "Das", "El", "Los", "Las", "Il", "Lo", "De", "Het", "O", "A", "Os"]
)
_CONJUNCTION = re.compile(rf"\s*,?\s+(?:{'|'.join(map(re.escape, words('author conjunction')))})\s+|\s*;\s*(?:and\s+)?")
_WORD = re.compile(r"[^\W\d_][^\d_]*")


def is_person(text: str) -> bool:
    """Whether a text looks like one person's name: one to five capitalised words, none an article or a firm's."""
    parts = text.split()
    if not 1 < len(parts) <= 5 or named(text) or parts[0] in _ARTICLES or not all(map(_WORD.fullmatch, parts)):
        return False
    if any(part.strip(".,").title() in word_set("publisher word") for part in parts[1:]):
        return False
    if ":" in text or any(part.isupper() and named(part) for part in parts):
        return False
    if parts[0] in word_set("publisher") or parts[0] in word_set("owner"):
        return False
    if is_desk(text):
        return False
    return all(
        part[0].isupper() or part.lower() in word_set("name particle") or part[:2] in ("d'", "d’") for part in parts
    )


def is_desk(text: str) -> bool:
    """Whether a text names a desk instead of a person: `MND Staff`, `Redaktion`, `dpa correspondents`."""
    last = text.rsplit(maxsplit=1)[-1].lower() if text.split() else ""
    return (
        text in word_set("desk")
        or text.title() in word_set("desk")
        or (
            last
            in ("staff", "redaktion", "redacción", "correspondents", "reporters", "reports", "desk", "newsroom", "team")
        )
    )


def is_title(text: str) -> bool:
    """Whether a text is somebody's job: one of its words is a title."""
    return any(word.strip("().,").lower() in word_set("title word") for word in text.split())


def split_conjunctions(text: str) -> list[str]:
    """The text parted at `and`, `und`, `et`, … and at semicolons."""
    return [part.strip(" ,") for part in _CONJUNCTION.split(text) if part.strip(" ,")]


def split_places(text: str, lang: str = "") -> list[tuple[str, str]]:
    """A list of names, each with the place after its `in`: `Ann Lee in Puebla, Mexico, and Bo Ek in Oslo`.

    After `in`, a comma and a known country or state belong to the place; any other comma starts the next name.
    """
    people: list[tuple[str, str]] = []
    for part in split_conjunctions(text):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        for piece in pieces:
            if people and people[-1][1] and is_qualifier(piece, lang):
                people[-1] = (people[-1][0], f"{people[-1][1]}, {piece}")
                continue
            name, _, place = re.sub(r"\s+(?:at|from)\s+(?=[A-Z])", " in ", piece, count=1).partition(" in ")
            people.append((name.strip(), place.strip()))
    return people
