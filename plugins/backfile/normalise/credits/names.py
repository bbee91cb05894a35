"""Names of people within a credit line: told from desks, publishers and agencies."""

from __future__ import annotations

import re

from backfile.normalise.credits.place import is_qualifier
from backfile.normalise.credits.words import word_set, words
from backfile.vocab.agencies import named
from backfile.vocab.languages import function_words

_ARTICLES = frozenset(
    ["Le", "La", "Les", "L'", "The", "Der", "Die", "Das", "El", "Los", "Las", "Il", "Lo", "De", "Het", "O", "A", "Os"]
)
_CONJUNCTION = re.compile(rf"\s*,?\s+(?:{'|'.join(map(re.escape, words('author conjunction')))})\s+|\s*;\s*(?:and\s+)?")
_EAST_ASIAN = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
_UNCASED = re.compile(r"[\u0590-\u08ff\u0900-\u0dff]+")
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


def is_uncased_name(text: str) -> bool:
    """Whether a text can be one person's name in a script without capitals.

    That is two to four Han or Hangul characters, or two to four words none of which is a function word; only a byline's
    word or brackets beside it make it one.
    """
    if _EAST_ASIAN.fullmatch(text):
        return not named(text)
    parts = text.split()
    return (
        1 < len(parts) <= 4
        and all(_UNCASED.fullmatch(part) for part in parts)
        and not named(text)
        and not any(part in known for part in parts for known in function_words().values())
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
