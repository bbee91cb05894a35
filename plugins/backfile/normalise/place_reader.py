"""One pass over a text's words, which finds the places that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from backfile.normalise.declined import declines, nominatives
from backfile.normalise.name_words import words_of
from backfile.normalise.named_place import NamedPlace, Settled
from backfile.normalise.namesakes import meant, subdivision
from backfile.normalise.place_words import (
    WORD,
    How,
    articles,
    locative_endings,
    lower_case_peoples,
    meant_before,
    place_names,
    signals,
)
from backfile.normalise.text_words import TextWords
from backfile.vocab.leaders import Leader, leader_called, leader_named
from backfile.vocab.places import folded
from backfile.vocab.regions import country_of, successors

_LONGEST_NAME = 6
_LONGEST_CITY = 4
_FEWEST_INHABITANTS = 30_000
"""A city that a locative word alone tells from any other capitalised word."""
_FEWEST_IN_CAPITALS = 300_000
"""The same in a headline of capitals, where every word looks like a name (`IN DEAL`)."""
_LONGEST_ABBREVIATION = 4
_NO_NAME = re.compile(r"[^\w\s.'’-]")
_PERSONAL = frozenset(
    ["jordan", "georgia", "chad", "israel", "america", "holland", "england", "ireland", "cuba", "wallis"]
)
"""Countries whose names people and firms bear too."""


class PlaceReader(TextWords):
    """The words of one text, and the places that they name."""

    def __init__(self, text: str, lang: str, settled: Settled, year: int) -> None:
        """Take a text, what the story itself settles, and its year."""
        super().__init__(text, lang)
        self.settled, self.year = settled, year
        self.divided = [mark for mark in (", ", " (", " in ") if mark in text]
        self.open: dict[str, tuple[str, ...]] = {}

    def places(self) -> Iterator[NamedPlace]:
        """Yield the places in order; `open` then holds the names between whose bearers nothing decides."""
        _, firsts = place_names(self.lang)
        peoples = lower_case_peoples(self.lang)
        inflected = declines(self.lang)
        at, end = 0, len(self.words)
        while at < end:
            step, key = 1, self.keys[at]
            if key in peoples or not self.text[self.words[at].start()].islower():
                hit = self._known(at) if key in firsts else None
                if not hit and inflected:
                    hit = self._declined(at)
                hit = hit or self._place_after_locative(at)
                if hit:
                    place, step = hit
                    if place:
                        yield place
            at += step

    def _known(self, at: int) -> tuple[NamedPlace | None, int] | None:
        names, _ = place_names(self.lang)
        for size in range(min(_LONGEST_NAME, len(self.keys) - at), 0, -1):
            found = names.get(tuple(self.keys[at : at + size]))
            if not found:
                continue
            code, how = found
            if not code:
                return None, size
            if how is How.LEADER:
                if leader := self._leader(at, size):
                    return self._named(at, size, leader.code, how, locative=False), size
            elif self._is_meant(at, size, how):
                how = How.FIRM if self._is_firms(at, size) else how
                code = self._then(at, size) or code
                locative = how is How.NAME and self._is_locative(at, size)
                locative = locative and "outside" not in self.keys[max(0, at - 2) : at]
                return self._named(at, size, code, how, locative=locative), size
        return None

    def _leader(self, at: int, size: int) -> Leader | None:
        """Whom a full name means, or a surname in the years of office: after a title, or where it is distinctive."""
        words = tuple(self.keys[at : at + size])
        if leader := leader_named(words, self.year):
            return leader
        titled = at > 0 and self.keys[at - 1] in _titles()
        if not self.capitals and (self._name_follows(at + size) or (not titled and self._is_capitalised(at - 1, at))):
            return None
        return leader_called(" ".join(words), self.year, titled=titled)

    def _declined(self, at: int) -> tuple[NamedPlace | None, int] | None:
        """A country, or a city after a locative word, whose name the text declines."""
        names, _ = place_names(self.lang)
        for size in (2, 1):
            words = [found[0] for found in self.words[at : at + size]]
            if len(words) < size or (size == 1 and words[0].isupper() and len(words[0]) <= _LONGEST_ABBREVIATION):
                continue
            locative = self.led_to[at] >= 0 or words[-1].endswith(locative_endings(self.lang))
            for parts in product(*((word, *nominatives(word, self.lang)) for word in words)):
                found = names.get(tuple(part.casefold() for part in parts))
                if found and found[0] and found[1] is How.NAME:
                    return self._named(at, size, found[0], How.NAME, locative=locative), size
                if locative and list(parts) != words:
                    city = meant(" ".join(parts), "", self.lang)
                    if city.code and city.inhabitants >= _FEWEST_INHABITANTS:
                        return self._named(at, size, city.code, How.CITY, locative=True), size
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

    def _glued_to_name(self, at: int, size: int) -> bool:
        """Whether a capitalised word beside an ambiguous name makes it a person's or a firm's: `Michael Jordan`."""
        if self.capitals or " ".join(self.keys[at : at + size]) not in _PERSONAL:
            return False
        return self._is_capitalised(at - 1, at) or self._name_follows(at + size)

    def _lacks_signal(self, at: int, size: int) -> bool:
        """Whether a name that others bear too (Georgia, Jersey) stands without a word that tells which is meant."""
        if not self._lacks_a_telling_word(at, size) or self._then(at, size):
            return False
        return self.capitals or not self._is_locative(at, size)

    def _then(self, at: int, size: int) -> str:
        """What a name meant in the year of the story, where that was something else: Georgia before 1991."""
        before, code = meant_before().get(" ".join(self.keys[at : at + size]), (0, ""))
        return code if 0 < self.year < before and self._lacks_a_telling_word(at, size) else ""

    def _lacks_a_telling_word(self, at: int, size: int) -> bool:
        telling = signals().get(" ".join(self.keys[at : at + size]))
        return telling is not None and not telling.search(self.text)

    def _place_after_locative(self, at: int) -> tuple[NamedPlace | None, int] | None:
        """A subdivision or city after a locative word, or a city before the country or state it lies in."""
        for size in self._sizes(at):
            last = at + size - 1
            end = self.words[last].end()
            locative = self.led_to[at] >= 0 or (bool(self.suffixes) and self._is_locative(at, size))
            divided = self.text.startswith((", ", " (", " in "), end)
            if not (locative or divided) or self.words[last][0][0].islower():
                continue
            name = self.text[self.words[at].start() : end]
            if _NO_NAME.search(name) or self._is_seat(last):
                continue
            qualifier = self._qualifier(end) if divided else ""
            if qualifier and (printed := meant(name, qualifier, self.lang)).code:
                return self._named(at, size, printed.code, How.CITY, locative=True, qualified=True), size
            if qualifier or not locative or (self.capitals and len(name) < _LONGEST_ABBREVIATION):
                continue
            if not self._is_no_city(at, size, name) and (hit := self._city(at, size, name)):
                return hit
        return None

    def _sizes(self, at: int) -> range:
        """How many words a city's name can have here: none where neither a locative word nor a division is near."""
        most = min(_LONGEST_CITY, len(self.words) - at)
        if self.led_to[at] < 0 and not self.suffixes:
            start, end = self.words[at].end(), self.words[at + most - 1].end() + 4
            if all(self.text.find(mark, start, end) < 0 for mark in self.divided):
                return range(0)
        return range(most, 0, -1)

    def _city(self, at: int, size: int, name: str) -> tuple[NamedPlace | None, int] | None:
        """The city or subdivision of a name that a locative word leads to; no place where its bearers are several."""
        found = meant(name, "", self.lang)
        settled = dict(self.settled).get(folded(name), "") if self.settled else ""
        if settled and country_of(settled) != country_of(found.code):
            return self._named(at, size, settled, How.CITY, locative=True), size
        if found.left_open and not self.capitals:
            self.open[name] = found.left_open
            return None, size
        fewest = _FEWEST_IN_CAPITALS if self.capitals else _FEWEST_INHABITANTS
        if found.code and (found.inhabitants >= fewest or ("-" in found.code and not found.inhabitants)):
            return self._named(at, size, found.code, How.CITY, locative=True), size
        if not self.capitals and self._is_called_so(at, at + size - 1) and (code := subdivision(name)):
            return self._named(at, size, code, How.NAME, locative=True), size
        return None

    def _is_no_city(self, at: int, size: int, name: str) -> bool:
        """Whether it is no city's: an abbreviation (`im UN-Rat`), behind an article (`the Paris pact`), or a firm's."""
        abbreviated = name.isupper() and len(name) <= _LONGEST_ABBREVIATION and not self.capitals
        if abbreviated or self._is_firms(at, size):
            return True
        return self.keys[at - 1] in articles(self.lang) and not self._is_called_so(at, at + size - 1)

    def _named(self, at: int, size: int, code: str, how: How, *, locative: bool, qualified: bool = False) -> NamedPlace:
        end = self.words[at + size - 1].end()
        start = self.words[at].start()
        after = WORD.match(self.text, end + 1) if self.text[end : end + 1] in ("-", "‑", "–") else None
        suffix = after[0].casefold() if after else ""
        based = suffix in words_of("seated") or self._is_firm_of(at)
        seat = based or self._says_seat(at, start, qualified=qualified)
        self.seat_end = end if seat else self.seat_end
        actor = suffix in words_of("acting")
        referred = locative and self._is_referred_to(at, at + size)
        locative = locative and not (actor or seat)
        return NamedPlace(start, end, successors(code)[0], how, locative, actor, based, seat, referred, qualified)


@cache
def _titles() -> frozenset[str]:
    return frozenset(word.casefold() for word in words_of("role"))
