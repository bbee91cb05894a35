"""Places that a text names: countries, their parts, cities after a locative word, peoples, institutions, leaders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from backfile.normalise.named_place import LeftOpen, NamedPlace, Settled
from backfile.normalise.place_reader import PlaceReader
from backfile.normalise.place_words import UNSPACED, How
from backfile.normalise.stock_codes import stock_codes
from backfile.normalise.unspaced_places import unspaced_places


def named_places(text: str, lang: str = "", settled: Settled = (), year: int = 0) -> tuple[NamedPlace, ...]:
    """The places named in a text, in order, none twice at one spot; the longest name at a spot counts.

    A city's name that several countries bear counts only where the story says which is meant (`settled`). The year of
    the story (0: unknown) tells who was in office, and which exchange a stock code's suffix stood for.
    """
    return read_places(text, lang, settled, year)[0]


@lru_cache(maxsize=2048)
def read_places(text: str, lang: str, settled: Settled, year: int) -> tuple[tuple[NamedPlace, ...], LeftOpen]:
    """The places named in a text, and its names of cities after a locative word that several countries bear."""
    if not text:
        return (), ()
    lang = lang.partition("-")[0]
    if not text.isascii() and UNSPACED.search(text):
        return tuple(_in_unspaced(text, lang)), ()
    reader = PlaceReader(text, lang, settled, year)
    places = list(reader.places())
    listings = [NamedPlace(start, end, code, How.LISTING) for start, end, code in stock_codes(text, year)]
    if listings:
        places = sorted((*places, *listings), key=lambda place: place.start)
    return tuple(places), tuple(reader.open.items())


def _in_unspaced(text: str, lang: str) -> Iterator[NamedPlace]:
    for start, end, code, locative, city in unspaced_places(text, lang):
        yield NamedPlace(start, end, code, How.CITY if city else How.NAME, locative)
