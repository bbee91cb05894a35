"""Names that a text prints: runs of capitalised words, taken apart into people, organisations and other names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from backfile.normalise.credits.line import city_cased
from backfile.normalise.name_words import words_of
from backfile.normalise.place_words import locatives
from backfile.vocab.languages import NOUNS_IN_CAPITALS, function_words
from backfile.vocab.names import LONGEST, known_names


@dataclass(frozen=True, slots=True)
class Named:
    """One name that a text prints."""

    name: str
    """Without titles and legal forms; of a known organisation its one name."""
    titled: bool = False
    """Whether an office or a form of address stands before it."""
    known: bool = False
    """Whether it is an organisation of the table of names."""
    sure: bool = True
    """Whether its capital shows a name: one word that opens a sentence has one in any case, as a German noun has."""


_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x530))))
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "ben",
        "du",
        "zu",
        "la",
        "le",
        "ter",
        "ten",
    ]
)
_CONNECTORS = frozenset(["of", "for", "and", "the", "&", "und", "et", "y", "e"])
_ABBREVIATED = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Sen",
    "Rep",
    "Gov",
    "Gen",
    "Col",
    "Capt",
    "Lt",
    "Sgt",
    "Rev",
    "St",
    "Jr",
    "Sr",
]
_STOPPED = "|".join((r"(?<=\b[A-Z]\.)(?:[A-Z]\.)*", *(rf"(?<=\b{word}\.)" for word in _ABBREVIATED)))
"""What may follow the full stop of a word that goes on: an initial's, or an abbreviated title's."""
_CAPITAL_WORD = rf"[{_CAPITALS}][\w'’]*(?:[-&][\w'’]+)*(?:\.(?:{_STOPPED}))?"
_BETWEEN = rf"(?:(?=[a-z&])(?:{'|'.join(sorted(_PARTICLES | _CONNECTORS))}|of the|de la)\s)?"
_RUN = re.compile(rf"{_CAPITAL_WORD}(?:\s{_BETWEEN}{_CAPITAL_WORD}){{0,9}}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]['\"”’»)]*\s+|['\"“„«(]\s?)$")
_COMPOUND = re.compile(r"-(?:based|owned|backed|led|born|listed|registered|controlled|made|built)$")
_GENITIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_LONGEST_ABBREVIATION = 6


def names_in(text: str, lang: str) -> Iterator[Named]:
    """Yield the names of a text in order, one as often as it stands there."""
    titles = words_of("title in small letters")
    for found in _RUN.finditer(text):
        run, start = found[0], found.start()
        before = text[max(0, start - _LONGEST_SMALL_TITLE) : start]
        if before[-1:] == " " and before[-2:-1].isalpha():
            yield from _parts(run, lang, False, before.rpartition(" ")[0].rpartition(" ")[2] in titles)
        elif not (before[-1:] == "<" and run.isupper() and text[found.end() : found.end() + 1] in (">", ".")):
            yield from _parts(run, lang, not before or bool(_SENTENCE_START.search(before)), False)


_LONGEST_SMALL_TITLE = 18
_SHORTEST = 2
"""Letters that a name has more of."""


@lru_cache(maxsize=32768)
def _parts(run: str, lang: str, opening: bool, titled: bool) -> tuple[Named, ...]:
    """What one run of capitalised words names."""
    known, firsts = known_names(lang)
    words, found, plain = run.split(), list[Named](), list[str]()

    def close() -> None:
        found.extend(_plain(plain, lang, opening=opening and not found, titled=titled and not found))
        plain.clear()

    at = 0
    while at < len(words):
        word = words[at]
        size, name = _known_at(words, at, known, firsts)
        if size:
            close()
            found.append(Named(name, known=True))
            plain.append(_AFTER_KNOWN)
            at += size
            continue
        at += 1
        if word in _CONNECTORS and not (word == "of" and plain and plain[-1] in words_of("organisation of")):
            close()
        elif "'" in word or "’" in word:
            plain.append(_GENITIVE.sub("", word))
            if plain[-1] != word:
                close()
        else:
            plain.append(word)
    close()
    return tuple(found)


_AFTER_KNOWN = ""
"""Stands before words that follow a known organisation's name, and belong to it unless they begin with a title."""


def _known_at(words: list[str], at: int, known: dict[tuple[str, ...], str], firsts: frozenset[str]) -> tuple[int, str]:
    """How many words from one on are a known organisation's name, and its one name; 0 where none are."""
    if words[at] not in firsts and _bare(words[at]) not in firsts:
        return 0, ""
    for size in range(min(LONGEST + 2, len(words) - at), 0, -1):
        some = [_bare(word) for word in words[at : at + size]]
        for last in (words[at + size - 1].replace("’", "'").replace(".", ""), some[-1]):
            key = tuple(word for word in (*some[:-1], last) if word != "&")
            if key in known:
                return size, known[key]
    return 0, ""


def _bare(word: str) -> str:
    if word.isalpha():
        return word
    return _GENITIVE.sub("", word.replace("’", "'")).replace(".", "")


def _plain(words: list[str], lang: str, *, opening: bool, titled: bool) -> list[Named]:
    """The name that words give which no table knows: without titles before it, and without a legal form after it."""
    follows = words[:1] == [_AFTER_KNOWN]
    words = words[follows:]
    title, firm = words_of("title"), words_of("firm")
    titles = [at for at, word in enumerate(words) if word.rstrip(".") in title]
    is_firm = any(word.casefold() in firm for word in words)
    if titles and not is_firm:
        last = titles[-1]
        if last + 1 < len(words):
            words, titled, opening = words[last + 1 :], True, False
        elif len(words) < 2 or words[last] not in words_of("title or surname"):
            return []
    elif follows:
        return []
    words = _stripped(words, lang, opening=opening)
    while words and (words[-1].casefold().rstrip(".") in firm or words[-1] in _CONNECTORS):
        words = words[:-1]
    name = _cased(" ".join(words))
    titled = titled and not is_firm
    sure = titled or " " in name or not (opening or lang in NOUNS_IN_CAPITALS)
    return [Named(name, titled, sure=sure)] if len(name) > _SHORTEST else []


def _stripped(words: list[str], lang: str, *, opening: bool) -> list[str]:
    """Words without those at the beginning that are no part of a name: `The`, `Stadt`, but not the `La` of `La Paz`."""
    small, none = _small_words(lang) if opening or lang in NOUNS_IN_CAPITALS else frozenset(), words_of("no name")
    while words and (words[0] in none or words[0].lower() in small or _COMPOUND.search(words[0])):
        words = words[1:]
    return words


def _cased(name: str) -> str:
    """A name with words of capitals re-cased, unless they are short enough to be an abbreviation."""
    return city_cased(name) if " " in name or len(name) > _LONGEST_ABBREVIATION else name


@cache
def _small_words(lang: str) -> frozenset[str]:
    """Function words of a language, and those that stand before places' names (`À`, `Stadt`)."""
    return function_words().get(lang, frozenset()).union(*locatives(lang))
