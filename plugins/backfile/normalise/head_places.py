"""The places that a story's head names, each name read in the sense that the story itself gives it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from backfile.article import Dateline
from backfile.normalise.account import Outcome
from backfile.normalise.draft import Draft
from backfile.normalise.named_place import LeftOpen, NamedPlace, Settled
from backfile.normalise.named_places import read_places
from backfile.vocab.places import folded


@dataclass(frozen=True, slots=True)
class HeadPlaces:
    """Places by the part of the head that names them."""

    title: tuple[NamedPlace, ...]
    standfirst: tuple[NamedPlace, ...]
    caption: tuple[NamedPlace, ...]
    lead: tuple[NamedPlace, ...]
    left_open: LeftOpen
    """Names that say where something is, and the countries between which nothing in the story decides."""


Head = tuple[str, str, str, str]
"""The headline, the standfirst, the picture's caption, and the first paragraph."""


def head_places(draft: Draft) -> HeadPlaces:
    """The places of headline, standfirst, caption and first paragraph.

    A namesake is settled by a qualifier printed in any of them (`Orkney, Scotland`), else by the dateline's country.
    """
    fields = draft.fields
    date = fields.get("date")
    return _head_places(head_of(draft), fields.get("lang", ""), fields.get("dateline"), date.year if date else 0)


def head_of(draft: Draft) -> Head:
    """The headline, the standfirst, the picture's caption, and the first paragraph."""
    image = draft.fields.get("image")
    return (
        draft.fields.get("title", ""),
        draft.fields.get("standfirst", ""),
        image.caption if image else "",
        lead(draft),
    )


def lead(draft: Draft) -> str:
    """The first paragraph, or empty."""
    for index in sorted(draft.fates):
        for fate in draft.fates[index]:
            if fate.outcome is Outcome.BODY:
                return draft.document.blocks[index].text[fate.start : fate.end].strip()[:_LONGEST_LEAD]
    return ""


_LONGEST_LEAD = 10_000
"""Characters of a first paragraph that are looked at: beyond them it is a whole text without breaks."""


@lru_cache(maxsize=64)
def _head_places(texts: Head, lang: str, dateline: Dateline | None, year: int) -> HeadPlaces:
    """The places of a head; kept for the few rules that ask for them one after another."""
    read = [read_places(text, lang, (), year) for text in texts]
    if settled := _settled(texts, read, dateline):
        read = [read_places(text, lang, settled, year) for text in texts]
    open_names = dict(pair for _, left_open in read for pair in left_open)
    title, standfirst, caption, first = (places for places, _ in read)
    return HeadPlaces(title, standfirst, caption, first, tuple(open_names.items()))


def _settled(texts: Head, read: list[tuple[tuple[NamedPlace, ...], LeftOpen]], dateline: Dateline | None) -> Settled:
    codes: dict[str, str] = {}
    for text, (places, _) in zip(texts, read, strict=True):
        for place in places:
            if place.qualified:
                codes.setdefault(folded(text[place.start : place.end]), place.code)
    if dateline and len(dateline.region) == 1:
        named_open = {folded(name) for _, left_open in read for name, _ in left_open}
        for city in set(map(folded, dateline.city)) & named_open:
            codes.setdefault(city, dateline.region[0])
    return tuple(codes.items())
