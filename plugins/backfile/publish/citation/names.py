"""The names of authors, as citation styles turn them round: `Leila al-Shami` is `al-Shami, L.` and `Shami, Leila al-`.

A name is read as a person's where it has the form that European languages print: given names, particles in lower case,
one surname. Any other (one word, another script, letters after it) is left whole. A style has no words for a long list
that mixes the two, so there all stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_SMALL = "a-zß-öø-ÿ"
_WORD = f"[{_CAPITAL}][{_SMALL}]+"
_GIVEN = rf"(?:{_WORD}(?:-{_WORD})*|(?:[{_CAPITAL}]\.)+)"
_PARTICLES = f"(?:(?:[{_SMALL}]+ )+|(?:al|el|as|ad|an|ar|ash|at|az)-)"
_PERSON = re.compile(
    rf"(?P<given>{_GIVEN}(?: {_GIVEN})*) (?P<particle>{_PARTICLES})?(?P<family>(?:Mc|Mac|O['’])?{_WORD}(?:-{_WORD})*)"
)
_CONJUNCTIONS = frozenset(
    {"and", "und", "et", "y", "e", "och", "og", "en", "with", "mit", "for", "in", "of", "at", "by"}
)
"""Words in lower case that are no part of a name: `Mona Rieger and Sam Okoro` is no one person."""

_CLOSE_INITIALS = re.compile(r"(?<=\.)(?=\w)")
_PART_OF_GIVEN = re.compile(rf"(-?)([{_CAPITAL}])[{_SMALL}]*\.?")

_MIXED = 3
"""The longest list in which persons and whole names stand together."""


@dataclass(frozen=True, slots=True)
class Author:
    """An author: a person with `family`, or a name left whole."""

    name: str
    """As printed."""
    family: str = ""
    given: str = ""
    particle: str = ""
    """What stands before the surname, with the space or hyphen that ties it: `al-`, `van der `."""

    @property
    def surname(self) -> str:
        """The surname with its particle."""
        return f"{self.particle}{self.family}"

    @property
    def initials(self) -> str:
        """The given names cut to their first letters: `J.-L. K.`."""
        return "".join(
            f"{hyphen or (' ' if number else '')}{letter}."
            for number, (hyphen, letter) in enumerate(_PART_OF_GIVEN.findall(self.given))
        )


FORMS: Mapping[str, Callable[[Author], str]] = MappingProxyType(
    {
        "whole": lambda author: author.name,
        "short": lambda author: f"{author.surname}, {author.initials}",
        "inverted": lambda author: f"{author.surname}, {author.given}",
        "demoted": lambda author: f"{author.family}, {f'{author.given} {author.particle}'.rstrip()}",
        "direct": lambda author: f"{author.given} {author.surname}",
    }
)
"""How styles print one name: names.tsv says which where."""


def authors_of(names: tuple[str, ...]) -> tuple[Author, ...]:
    """The authors of these names, in their order."""
    if len(names) == 1:
        return (_author(names[0]),)
    authors = tuple(map(_author, names))
    if len(authors) > _MIXED and len({bool(author.family) for author in authors}) > 1:
        return tuple(map(Author, names))
    return authors


@lru_cache(maxsize=8192)
def _author(name: str) -> Author:
    person = _PERSON.fullmatch(name)
    if not person:
        return Author(name)
    particle = person["particle"] or ""
    if not _CONJUNCTIONS.isdisjoint(particle.split()):
        return Author(name)
    given = _CLOSE_INITIALS.sub(" ", person["given"])
    return Author(name, family=person["family"].replace("'", "’"), given=given, particle=particle)
