"""The people and organisations that a story is about, each under one name, those it is most about first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from babel import Locale, UnknownLocaleError

from backfile.normalise.name_words import words_of
from backfile.normalise.names_in_text import names_in
from backfile.normalise.place_words import How, key_of, place_names
from backfile.vocab.agencies import named
from backfile.vocab.leaders import leader_called, leader_named, words_of_leader
from backfile.vocab.places import find

INFLECTED = frozenset(
    ["pl", "cs", "sk", "sl", "hr", "sr", "bs", "mk", "ru", "uk", "be", "lt", "lv", "et", "fi", "hu", "el", "la", "is"]
)
"""Languages that decline names, so that a name as printed may be no name (`w Gdańsku`)."""

_WORD = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"\s(?:[^\W\d_]\.\s?)+")
_MOST_MENTIONS = 5
_MOST_NAMES = 5_000
"""Names that are read in one paragraph: what a hostile text can cost is bounded."""
_MOST_JUDGED = 100
"""Candidates that are judged, for the same reason."""
_FULL_NAME = 2
"""Words of most people's names."""
_FEWEST_OF_A_CITY = 3
_LARGE_CITY = 100_000


@dataclass(slots=True)
class _Tally:
    """How a story names one person or organisation."""

    mentions: int = 0
    sure: int = 0
    """Mentions whose capital shows a name."""
    titled: bool = False
    known: bool = False
    leads: bool = False
    """Whether the first paragraph names it."""

    def add(self, other: _Tally) -> None:
        self.mentions += other.mentions
        self.sure += other.sure
        self.titled |= other.titled
        self.known |= other.known
        self.leads |= other.leads


def story_names(title: str, paragraphs: tuple[str, ...], lang: str, year: int) -> Iterator[str]:
    """Yield the names of people and organisations, those that the story is most about first.

    A surname counts for the full name that the story prints, else for the leader of that year who bears it. Points:
    one a mention (five at most), three in the headline, two in the first paragraph, three after a title, one for an
    organisation of the table. A name of one mention is none without a title or the headline, and one that only opens
    sentences is none.
    """
    if lang in INFLECTED:
        return
    tallies = _tallies(title, paragraphs, lang)
    merged = _merged(tallies, lang, year)
    headline = frozenset(word.casefold() for word in _WORD.findall(title))
    read = not title.isupper()
    points = {name: _points(name, tally, headline, headline_read=read) for name, tally in merged.items()}
    often = sorted((name for name in merged if points[name]), key=lambda name: -points[name])
    yield from (name for name in often[:_MOST_JUDGED] if _is_tag(name, merged[name], paragraphs, lang))


def _tallies(title: str, paragraphs: tuple[str, ...], lang: str) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    texts = paragraphs if title.isupper() else (*paragraphs, title)
    for number, text in enumerate(texts):
        for one in islice(names_in(text, lang), _MOST_NAMES):
            tally = tallies.get(one.name)
            if tally is None:
                tally = tallies[one.name] = _Tally(leads=number == 0)
            tally.mentions += 1
            tally.sure += one.sure
            tally.titled |= one.titled
            tally.known |= one.known
    return tallies


def _merged(tallies: dict[str, _Tally], lang: str, year: int) -> dict[str, _Tally]:
    """The tallies under one name each."""
    merged: dict[str, _Tally] = {}
    by_ending: dict[str, str] = {}
    by_beginning: dict[str, str] = {}
    wholes = [name for name in tallies if " " in name]
    for name in wholes:
        one_name = _canonical(name, lang, year)
        merged.setdefault(one_name, _Tally()).add(tallies[name])
        at = name.find(" ")
        while at > 0:
            by_ending.setdefault(name[at + 1 :], one_name)
            by_beginning.setdefault(name[:at], one_name)
            at = name.find(" ", at + 1)
    for name, tally in tallies.items():
        whole = by_ending.get(name) if not tally.known else None
        if " " in name:
            whole = whole or (by_beginning.get(name) if not (tally.known or tally.titled) else None)
            if whole and whole != name and name in merged:
                merged.setdefault(whole, _Tally()).add(merged.pop(name))
            continue
        leader = None if whole or tally.known else leader_called(name.casefold(), year, titled=tally.titled)
        one_name = whole or (leader.spelt(lang) if leader else by_beginning.get(name, name))
        merged.setdefault(one_name, _Tally()).add(tally)
        if leader:
            merged[one_name].titled = True
    return {name: tally for name, tally in merged.items() if tally.sure}


@lru_cache(maxsize=8192)
def _canonical(name: str, lang: str, year: int) -> str:
    """A full name without initials in its midst (`James A. Baker`); a leader's as the language writes it."""
    leader = leader_named(words_of_leader(name), year)
    return leader.spelt(lang) if leader else _INITIAL.sub(" ", name)


def _points(name: str, tally: _Tally, headline: frozenset[str], *, headline_read: bool) -> int:
    """The points of a name; a mention in the headline is among the mentions where the headline was read for names."""
    words = [word.casefold() for word in _WORD.findall(name)]
    in_headline = bool(words) and (words[-1] in headline if tally.titled else headline.issuperset(words))
    in_headline = in_headline or (len(words) == _FULL_NAME and not tally.known and words[-1] in headline)
    told_by_headline = in_headline and not headline_read
    if tally.mentions == 1 and not (told_by_headline or tally.titled or (tally.known and (tally.leads or in_headline))):
        return 0
    return min(tally.mentions, _MOST_MENTIONS) + 3 * in_headline + 2 * tally.leads + 3 * tally.titled + tally.known


def _is_tag(name: str, tally: _Tally, paragraphs: tuple[str, ...], lang: str) -> bool:
    if tally.known:
        return True
    if not _may_be_tag(name, lang):
        return False
    if " " in name or tally.titled:
        return True
    if tally.mentions < _FEWEST_OF_A_CITY and _is_city(name):
        return False
    small = re.compile(rf"\b{re.escape(name.lower())}\b")
    return not any(small.search(text) for text in paragraphs)


@lru_cache(maxsize=8192)
def _may_be_tag(name: str, lang: str) -> bool:
    """Whether a name is none of what names nobody: calendar words, agencies, offices, peoples and places."""
    words = name.split()
    if not words_of("no name").isdisjoint(words) or words[0] in words_of("no tag"):
        return False
    if all(word in _no_tags() for word in words) or any(word.casefold() in _calendar_words(lang) for word in words):
        return False
    return not (named(name) or _names_places(name, lang))


def _names_places(name: str, lang: str) -> bool:
    """Whether all of a name is places' names (`Iran-Iraq`), or its last word a people's (`Two Norwegians`)."""
    names, _ = place_names(lang)
    key = key_of(name)
    if names.get(key[-1:], ("", How.NAME))[1] is How.PEOPLE:
        return True
    whole = names.get(key)
    if whole and whole[1] is not How.LEADER:
        return True
    return "-" in name and all(names.get((word,), ("", How.LEADER))[1] is not How.LEADER for word in key)


@lru_cache(maxsize=4096)
def _is_city(name: str) -> bool:
    return any(city.population >= _LARGE_CITY for city in find(name)[:1])


@cache
def _no_tags() -> frozenset[str]:
    """Words that make no name by themselves."""
    return words_of("no tag") | words_of("title") | words_of("before a title")


@cache
def _calendar_words(lang: str) -> frozenset[str]:
    """Names of the days and months in a language, folded, and what an s makes of them (`Saturdays`, `montags`)."""
    try:
        locale = Locale.parse(lang or "en")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    calendars = (locale.days["format"]["wide"], locale.months["format"]["wide"])
    names = {name.casefold() for calendar in calendars for name in calendar.values()}
    return frozenset(names | {f"{name}s" for name in names})
