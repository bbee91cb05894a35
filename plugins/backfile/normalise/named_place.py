"""NamedPlace: a place that stands in a text."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.normalise.place_words import How
from backfile.vocab.regions import country_of


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
    based: bool = False
    """Whether it names a country only to say whose a firm is: `Bermuda-based`, `Example Corp of Japan`."""
    seat: bool = False
    """Whether it only says where somebody has a seat: `Bermuda-based`, `Example AG of Lugano, Switzerland`."""
    referred: bool = False
    """Whether it only tells which meeting or time is spoken of: `the accord reached in Paris last month`."""
    qualified: bool = False
    """Whether the text prints where it lies: `Orkney, Scotland`."""

    @property
    def country(self) -> str:
        """ISO 3166-1 code."""
        return country_of(self.code)


Settled = tuple[tuple[str, str], ...]
"""Folded names of cities that the story itself places, each with its region's code."""

LeftOpen = tuple[tuple[str, tuple[str, ...]], ...]
"""Names of cities after a locative word, each with the countries between which nothing decides."""
