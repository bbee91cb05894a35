"""Leaders: heads of state and government, and ministers as prominent, with their country and their years (leaders.csv).

A short list of what is certain, not a complete one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from backfile.vocab.regions import table

_SURNAME_FIRST = frozenset(["CN", "TW", "KR", "KP", "SG", "VN", "KH"])
"""Countries whose people's surnames come first."""

_LONGEST_MEMORY = 15
"""Years after office in which a full name that others may bear still means the leader."""

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)+\.?|[^\W\d_]+")
_PARTICLES = frozenset(["de", "du", "von", "van", "der", "bin", "al", "el", "d", "la", "da", "arap"])


@dataclass(frozen=True, slots=True)
class Leader:
    """A person of office."""

    name: str
    """As English writes it, with the accents of its own language."""
    code: str
    """ISO 3166-1 code of the country of today."""
    surname: str
    """Folded words, a space between them."""
    distinctive: bool
    """Whether the surname alone tells who is meant, in the years of office."""
    since: int
    until: int
    """Calendar years, both included."""
    spellings: tuple[tuple[str, str], ...] = ()
    """Language (empty: any) and the full name as it is written there, first the one to write."""

    def spelt(self, lang: str) -> str:
        """The name as a language writes it."""
        return next((name for language, name in self.spellings if language == lang), self.name)


def leader_named(words: tuple[str, ...], year: int) -> Leader | None:
    """The leader of a full name; one whose name others may bear only in the years of office and some after."""
    for leader in _by_full_name().get(words, ()):
        if not year or (leader.since - 5 <= year and (leader.distinctive or year <= leader.until + _LONGEST_MEMORY)):
            return leader
    return None


def leader_called(surname: str, year: int, *, titled: bool) -> Leader | None:
    """The one leader in office that a folded surname means; if not `titled` it must be distinctive."""
    if not year:
        return None
    some = [one for one in _by_surname().get(surname, ()) if one.since <= year <= one.until]
    return some[0] if len(some) == 1 and (titled or some[0].distinctive) else None


@cache
def full_names() -> frozenset[tuple[str, ...]]:
    """The folded words of every full name."""
    return frozenset(_by_full_name())


@cache
def surnames() -> frozenset[str]:
    """Every folded surname."""
    return frozenset(_by_surname())


def words_of_leader(name: str) -> tuple[str, ...]:
    """The folded words by which a leader is looked up."""
    return tuple(word.replace(".", "") for word in _WORD.findall(name.casefold()))


@cache
def _leaders() -> tuple[Leader, ...]:
    found = []
    for row in table("leaders.csv"):
        spellings = [spelling.rpartition(":") for spelling in filter(None, row["also"].split("|"))]
        own = tuple((language, name) for language, _, name in spellings)
        found.append(
            Leader(
                row["name"], row["code"], _surname(row["name"], row["code"]), row["alone"] == "yes",
                int(row["since"]), int(row["until"] or 9999), own,
            )
        )  # fmt: skip
    return tuple(found)


def _surname(name: str, code: str) -> str:
    words = words_of_leader(name)
    if code in _SURNAME_FIRST or len(words) == 1:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES - {"al", "el", "bin"}:
        start -= 1
    return " ".join(words[start:])


@cache
def _by_full_name() -> dict[tuple[str, ...], tuple[Leader, ...]]:
    found: dict[tuple[str, ...], tuple[Leader, ...]] = {}
    for leader in _leaders():
        for name in dict.fromkeys((leader.name, *(name for _, name in leader.spellings))):
            found[words_of_leader(name)] = (*found.get(words_of_leader(name), ()), leader)
    return found


@cache
def _by_surname() -> dict[str, tuple[Leader, ...]]:
    found: dict[str, tuple[Leader, ...]] = {}
    for leader in _leaders():
        spelt = (_surname(name, leader.code) for _, name in leader.spellings)
        for surname in dict.fromkeys((leader.surname, *spelt)):
            found[surname] = (*found.get(surname, ()), leader)
    return found
