"""Places that a text names: countries, their parts, cities after a locative word, peoples and national institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from backfile.normalise.name_words import words_of
from backfile.normalise.namesakes import meant, subdivision
from backfile.normalise.place_words import (
    UNSPACED,
    WORD,
    How,
    Key,
    articles,
    locative_suffixes,
    locatives,
    lower_case_peoples,
    place_names,
    signals,
    unspaced_names,
)
from backfile.vocab.languages import NOUNS_IN_CAPITALS
from backfile.vocab.places import folded, qualified
from backfile.vocab.regions import country_of, successors


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that stands in a text, characters start up to end."""

    start: int
    end: int
    code: str
    """ISO 3166 code of a country of today, or of the subdivision that is printed."""
    how: How
    locative: bool = False
    """Whether the text says that something is there: `in Idlib`, `Idlib, Syria`."""
    actor: bool = False
    """Whether it acts instead of being a place: `Turkey-backed`."""
    qualified: bool = False
    """Whether the text prints where it lies: `Orkney, Scotland`."""

    @property
    def country(self) -> str:
        """ISO 3166-1 code."""
        return country_of(self.code)


_LONGEST_NAME = 6
_FEWEST_INHABITANTS = 30_000
"""A city that a locative word alone tells from any other capitalised word."""
_FEWEST_IN_CAPITALS = 300_000
"""The same in a headline of capitals, where every word looks like a name (`IN DEAL`)."""
_LONGEST_ABBREVIATION = 4
_CASED_TITLE = 0.7
_LONGEST_TITLE = 250
_NO_NAME = re.compile(r"[^\w\s.'’-]")


Settled = tuple[tuple[str, str], ...]
"""Folded names of cities that the story itself places, each with its region's code."""


def named_places(text: str, lang: str = "", settled: Settled = ()) -> tuple[NamedPlace, ...]:
    """The places named in a text, in order, none twice at one spot; the longest name at a spot counts.

    A city's name that several countries bear counts only where the story says which is meant (`settled`).
    """
    return _read(text, lang, settled)[0]


def names_left_open(text: str, lang: str = "", settled: Settled = ()) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names of cities after a locative word that several countries bear, each with those countries."""
    return _read(text, lang, settled)[1]


@lru_cache(maxsize=4096)
def _read(
    text: str, lang: str, settled: Settled
) -> tuple[tuple[NamedPlace, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    lang = lang.partition("-")[0]
    if UNSPACED.search(text):
        return tuple(_in_unspaced(text, lang)), ()
    reader = _Reader(text, lang, settled)
    return tuple(reader.places()), tuple(reader.open.items())


def _in_unspaced(text: str, lang: str) -> Iterator[NamedPlace]:
    pattern, codes = unspaced_names(lang)
    for found in pattern.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 2]
        locative = before in ("在", "于", "於") or after[:1] == "で" or after == "境内"
        yield NamedPlace(found.start(), found.end(), codes[found[0]], How.NAME, locative)


def _mostly_capitals(text: str) -> bool:
    return sum(map(str.isupper, text)) > _CASED_TITLE * sum(map(str.isalpha, text))


class _Reader:
    """One pass over the words of a text."""

    def __init__(self, text: str, lang: str, settled: Settled) -> None:
        self.text, self.lang, self.settled = text, lang, dict(settled)
        self.open: dict[str, tuple[str, ...]] = {}
        self.words = list(WORD.finditer(text))
        self.keys = [found[0].replace(".", "").casefold() for found in self.words]
        self.capitals = len(text) <= _LONGEST_TITLE and _mostly_capitals(text)
        self.prepositions, self.between = locatives(lang)
        self.suffixes = locative_suffixes(lang)

    def places(self) -> Iterator[NamedPlace]:
        names, firsts = place_names(self.lang)
        at = 0
        while at < len(self.words):
            step = 1
            if self._may_be_name(at) or self.keys[at] in lower_case_peoples(self.lang):
                hit = self._known(at, names) if self.keys[at] in firsts else None
                hit = hit or self._place_after_locative(at)
                if hit:
                    place, step = hit
                    if place:
                        yield place
            at += step

    def _may_be_name(self, at: int) -> bool:
        first = self.words[at][0][0]
        return first.isupper() or not (first.islower() or first.isupper())

    def _known(self, at: int, names: dict[Key, tuple[str, How]]) -> tuple[NamedPlace | None, int] | None:
        for size in range(min(_LONGEST_NAME, len(self.keys) - at), 0, -1):
            found = names.get(tuple(self.keys[at : at + size]))
            if found and not found[0]:
                return None, size
            if found and self._is_meant(at, size, found[1]):
                code, how = found[0], How.FIRM if self._is_firms(at, size) else found[1]
                locative = (
                    how is How.NAME and self._is_locative(at, size) and "outside" not in self.keys[max(0, at - 2) : at]
                )
                return self._named(at, size, code, how, locative), size
        return None

    def _is_meant(self, at: int, size: int, how: How) -> bool:
        word = self.words[at][0]
        if self.text[self.words[at].start() - 1 : self.words[at].start()] == "<" and size == 1:
            return False
        if self._money_follows(at + size):
            return False
        if self.keys[at] == "us" and size == 1:
            return word.startswith("U.S") or (word == "US" and not self.capitals)
        if how is How.PEOPLE and not word[0].isupper():
            return self.keys[at] in lower_case_peoples(self.lang)
        if how is How.PEOPLE and self._is_language(at, size):
            return False
        return how is not How.NAME or not (self._glued_to_name(at, size) or self._lacks_signal(at, size))

    def _is_firms(self, at: int, size: int) -> bool:
        """Whether a name is part of a firm's: `Unilever Australia Ltd`, `American Motors Corp`."""
        for last in range(at + size, min(at + size + _LONGEST_FIRM, len(self.words))):
            if self.text[self.words[last - 1].end() : self.words[last].start()] not in (" ", "-", " & "):
                return False
            if self.keys[last] in words_of("firm"):
                return True
            if not (self.words[last][0][0].isupper() or self.keys[last] in ("and", "of")):
                return False
        return False

    def _is_language(self, at: int, size: int) -> bool:
        """Whether an adjective stands for a language: `repeated in English.`, `ins Englische übersetzt`."""
        if at == 0 or self.keys[at - 1] not in words_of("before a language"):
            return False
        end = self.words[at + size - 1].end()
        if at + size == len(self.words) or self.text[end : end + 1] not in " -":
            return True
        return self.lang in NOUNS_IN_CAPITALS and self.words[at][0][0].isupper() and self.words[at + size][0].islower()

    def _glued_to_name(self, at: int, size: int) -> bool:
        """Whether a capitalised word beside an ambiguous name makes it a person's or a firm's: `Michael Jordan`."""
        if " ".join(self.keys[at : at + size]) not in _PERSONAL or self.capitals:
            return False
        return self._is_capitalised(at - 1, at) or self._is_capitalised(at + size, at + size)

    def _lacks_signal(self, at: int, size: int) -> bool:
        """Whether a name that others bear too (Georgia, Jersey) stands without a word that tells which is meant."""
        telling = signals().get(" ".join(self.keys[at : at + size]))
        if telling is None or telling.search(self.text):
            return False
        return self.capitals or not self._is_locative(at, size)

    def _is_capitalised(self, at: int, gap: int) -> bool:
        if not 0 <= at < len(self.words) or not 0 < gap < len(self.words):
            return False
        between = self.text[self.words[gap - 1].end() : self.words[gap].start()]
        return between == " " and self.words[at][0][0].isupper() and self.keys[at] not in self.prepositions

    def _money_follows(self, at: int) -> bool:
        """Whether a currency follows, which is no country: `Swiss francs`."""
        return at < len(self.keys) and self.keys[at] in words_of("currency")

    def _is_locative(self, at: int, size: int) -> bool:
        """Whether a locative word leads to a name, over words such as `the northern`, or a locative suffix ends it."""
        end = self.words[at + size - 1].end()
        if self.suffixes and self.text[end : end + 1] in ("'", "’") and at + size < len(self.words):
            return self.keys[at + size] in self.suffixes
        back = at - 1
        while back >= 0 and at - back <= 5:
            if re.search(r"[,;:.!?()]", self.text[self.words[back].end() : self.words[back + 1].start()]):
                return False
            if self.keys[back] in self.prepositions:
                return True
            if self.keys[back] not in self.between:
                return False
            back -= 1
        return False

    def _place_after_locative(self, at: int) -> tuple[NamedPlace | None, int] | None:
        """A subdivision or city after a locative word, or a city before the country or state it lies in."""
        fewest = _FEWEST_IN_CAPITALS if self.capitals else _FEWEST_INHABITANTS
        for size in range(min(4, len(self.words) - at), 0, -1):
            last = at + size - 1
            end = self.words[last].end()
            locative = self._is_locative(at, size)
            divided = self.text[end : end + 2] in (", ", " (") or self.text[end : end + 4] == " in "
            if not (locative or divided) or self.words[last][0][0].islower():
                continue
            name = self.text[self.words[at].start() : end]
            if _NO_NAME.search(name) or self._is_seat(last):
                continue
            qualifier = self._qualifier(last) if divided else ""
            if qualifier and (printed := meant(name, qualifier, self.lang)).code:
                return self._named(at, size, printed.code, How.CITY, True, qualified=True), size
            if qualifier or not locative or (self.capitals and len(name) < 4) or self._is_no_city(at, name):
                continue
            found = meant(name, "", self.lang)
            settled = self.settled.get(folded(name), "")
            if settled and country_of(settled) != country_of(found.code):
                return self._named(at, size, settled, How.CITY, True), size
            if found.left_open and not self.capitals:
                self.open[name] = found.left_open
                return None, size
            if found.code and (found.inhabitants >= fewest or ("-" in found.code and not found.inhabitants)):
                return self._named(at, size, found.code, How.CITY, True), size
            if (code := subdivision(name)) and not self.capitals and self._is_called_so(at, last):
                return self._named(at, size, code, How.NAME, True), size
        return None

    def _is_seat(self, last: int) -> bool:
        """Whether a name only says where somebody has a seat: `a stake in Paris-based Example SA`."""
        end = self.words[last].end()
        follows = self.text[end : end + 1] == "-" and last + 1 < len(self.keys)
        return follows and self.keys[last + 1] in words_of("seated")

    def _is_no_city(self, at: int, name: str) -> bool:
        """Whether a name is no city's: an abbreviation (`im UN-Rat`), after an article (`im Keller`), or a firm's."""
        abbreviated = name.isupper() and len(name) <= _LONGEST_ABBREVIATION and not self.capitals
        return abbreviated or self.keys[at - 1] in articles(self.lang) or self._is_firms(at, len(name.split()))

    def _is_called_so(self, at: int, last: int) -> bool:
        """Whether the words around a name say that it is a province: `Idlib province`, `the state of Hesse`."""
        beside = (*self.keys[max(0, at - 2) : at], *self.keys[last + 1 : last + 2])
        return any(word in words_of("division") for word in beside)

    def _qualifier(self, last: int) -> str:
        """The name after a comma, after `in` or in brackets, where it is a country's or state's."""
        end = self.words[last].end()
        found = re.match(r"(?:, | \(| in )((?:[A-Z][\w.]*[ -]?){1,3})", self.text[end : end + 40])
        if not found:
            return ""
        words = found[1].split()
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size]).rstrip(".,") if size > 1 else words[0].rstrip(",")
            if region_code(name, self.lang):
                return name
        return ""

    def _named(self, at: int, size: int, code: str, how: How, locative: bool, *, qualified: bool = False) -> NamedPlace:
        end = self.words[at + size - 1].end()
        after = WORD.match(self.text, end + 1) if self.text[end : end + 1] in ("-", "‑", "–") else None
        actor = bool(after and after[0].casefold() in words_of("acting") | words_of("seated"))
        return NamedPlace(
            self.words[at].start(), end, successors(code)[0], how, locative and not actor, actor, qualified
        )


_LONGEST_FIRM = 5
_PERSONAL = frozenset(
    ["jordan", "georgia", "chad", "israel", "america", "holland", "england", "ireland", "cuba", "wallis"]
)
"""Countries whose names people and firms bear too."""


@cache
def region_code(name: str, lang: str) -> str:
    """The country or state that a qualifier names, or empty."""
    codes = qualified(name, lang)
    return codes[0] if codes else ""
