"""The words of a text as the reader of places sees them: folded, and each with what the words around it say."""

from __future__ import annotations

import re
from functools import cache

from backfile.normalise.name_words import words_of
from backfile.normalise.place_words import WORD, locative_suffixes, locatives
from backfile.vocab.languages import NOUNS_IN_CAPITALS
from backfile.vocab.places import qualified

_ASCII_WORD = re.compile(r"[A-Za-z]+(?:(?:\.[A-Za-z]+)+\.?)?")
"""The same as WORD in a text of ASCII, in half the time."""
_LONGEST_FIRM = 5
_MOST_BETWEEN = 4
"""Words between a locative word and the name (`in the old northern port of Split`)."""
_CASED_TITLE = 0.7
_LONGEST_TITLE = 250
_DIVIDES = re.compile(r"[,;:.!?()]")
_QUALIFIER = re.compile(r"(?:, | \(| in )((?:[A-Z][\w.]*[ -]?){1,3})")


class TextWords:
    """The words of one text, and what the words around each say of it."""

    def __init__(self, text: str, lang: str) -> None:
        """Divide a text into its words."""
        self.text, self.lang = text, lang
        self.words = list((_ASCII_WORD if text.isascii() else WORD).finditer(text))
        self.keys = [found[0].casefold() for found in self.words]
        if "." in text:
            self.keys = [key.replace(".", "") for key in self.keys]
        self.capitals = len(text) <= _LONGEST_TITLE and _mostly_capitals(text)
        self.prepositions, self.between = locatives(lang)
        self.suffixes = locative_suffixes(lang)
        self.led_to = self._led_to()
        self.seat_end = -1

    def _led_to(self) -> list[int]:
        """By word: the locative word that leads to it, over words such as `the northern`, no mark between; or -1."""
        if self.prepositions.isdisjoint(self.keys):
            return [-1] * len(self.keys)
        led, leading = [], -1
        for at, key in enumerate(self.keys):
            if leading >= 0 and _DIVIDES.search(self.text, self.words[at - 1].end(), self.words[at].start()):
                leading = -1
            led.append(leading)
            if key in self.prepositions:
                leading = at
            elif leading >= 0 and (at - leading > _MOST_BETWEEN or key not in self.between):
                leading = -1
        return led

    def _name_follows(self, at: int) -> bool:
        return self._is_capitalised(at, at)

    def _is_firms(self, at: int, size: int) -> bool:
        """Whether a name is part of a firm's, or tells one apart: `Unilever Australia Ltd`, `its British unit`."""
        if at + size < len(self.keys) and self.keys[at + size] in words_of("part of a firm"):
            return True
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

    def _is_capitalised(self, at: int, gap: int) -> bool:
        if not 0 <= at < len(self.words) or not 0 < gap < len(self.words):
            return False
        between = self.text[self.words[gap - 1].end() : self.words[gap].start()]
        return between == " " and self.words[at][0][0].isupper() and self.keys[at] not in self.prepositions

    def _money_follows(self, at: int) -> bool:
        """Whether a currency follows, which is no country: `Swiss francs`."""
        return at < len(self.keys) and self.keys[at] in words_of("currency")

    def _is_locative(self, at: int, size: int) -> bool:
        """Whether a locative word leads to a name, or a locative suffix ends it."""
        if self.suffixes:
            end = self.words[at + size - 1].end()
            if self.text[end : end + 1] in ("'", "’") and at + size < len(self.words):
                return self.keys[at + size] in self.suffixes
        return self.led_to[at] >= 0

    def _is_seat(self, last: int) -> bool:
        """Whether a name only says where somebody has a seat: `a stake in Paris-based Example SA`."""
        end = self.words[last].end()
        follows = self.text[end : end + 1] == "-" and last + 1 < len(self.keys)
        return follows and self.keys[last + 1] in words_of("seated")

    def _is_called_so(self, at: int, last: int) -> bool:
        """Whether the words around a name say that it is a province: `Idlib province`, `the state of Hesse`."""
        beside = (*self.keys[max(0, at - 2) : at], *self.keys[last + 1 : last + 2])
        return not words_of("division").isdisjoint(beside)

    def _qualifier(self, end: int) -> str:
        """The name after a comma, after `in` or in brackets, where it is a country's or state's."""
        found = _QUALIFIER.match(self.text[end : end + 40])
        if not found:
            return ""
        words = found[1].split()
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size]).rstrip(".,") if size > 1 else words[0].rstrip(",")
            if _is_region_named(name, self.lang):
                return name
        return ""

    def _says_seat(self, at: int, start: int, *, qualified: bool) -> bool:
        """Whether a name says where somebody has a seat: `based in Oslo`, `Example AG of Lugano, Switzerland`."""
        if self.seat_end >= 0 and self.text[self.seat_end : start] in (", ", " ("):
            return True
        if self.led_to[at] > 0 and self.keys[self.led_to[at] - 1] in words_of("seated"):
            return True
        if at < 2 or self.keys[at - 1] != "of":
            return False
        owner = self.words[at - 2]
        return self.keys[at - 2] in words_of("firm") or (qualified and owner[0][0].isupper())

    def _is_firm_of(self, at: int) -> bool:
        """Whether a country only says where a firm is from: `Example Corp of Japan`."""
        if at < 2 or self.keys[at - 1] != "of":
            return False
        return self.keys[at - 2] in words_of("firm") or self.text.startswith(">", self.words[at - 1].start() - 2)

    def _is_referred_to(self, at: int, after: int) -> bool:
        """Whether a locative phrase belongs to a meeting, or to another time than the story's."""
        if after < len(self.keys) and self.keys[after] in words_of("other time"):
            return True
        return self.led_to[at] > 0 and self.keys[self.led_to[at] - 1] in words_of("meeting")


def _mostly_capitals(text: str) -> bool:
    return not text.islower() and sum(map(str.isupper, text)) > _CASED_TITLE * sum(map(str.isalpha, text))


@cache
def _is_region_named(name: str, lang: str) -> bool:
    return bool(qualified(name, lang))
