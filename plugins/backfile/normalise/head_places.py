"""The places that a story's head names, each name read in the sense that the story itself gives it."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.normalise.draft import Draft
from backfile.normalise.named_places import NamedPlace, Settled, named_places, names_left_open
from backfile.normalise.story import body_texts
from backfile.vocab.places import folded


@dataclass(frozen=True, slots=True)
class HeadPlaces:
    """Places by the part of the head that names them."""

    title: tuple[NamedPlace, ...]
    standfirst: tuple[NamedPlace, ...]
    caption: tuple[NamedPlace, ...]
    lead: tuple[NamedPlace, ...]
    left_open: tuple[tuple[str, tuple[str, ...]], ...]
    """Names that say where something is, and the countries between which nothing in the story decides."""


def head_places(draft: Draft) -> HeadPlaces:
    """The places of headline, standfirst, caption and first paragraph.

    A namesake is settled by a qualifier printed in any of them (`Orkney, Scotland`), else by the dateline's country.
    """
    texts, lang = head_of(draft), draft.fields.get("lang", "")
    settled = _settled(draft, texts, lang)
    open_names = dict(pair for text in texts for pair in names_left_open(text, lang, settled))
    title, standfirst, caption, lead = (named_places(text, lang, settled) for text in texts)
    return HeadPlaces(title, standfirst, caption, lead, tuple(open_names.items()))


def head_of(draft: Draft) -> tuple[str, str, str, str]:
    """The headline, the standfirst, the picture's caption, and the first paragraph."""
    image = draft.fields.get("image")
    lead = next(iter(body_texts(draft)), "")
    return draft.fields.get("title", ""), draft.fields.get("standfirst", ""), image.caption if image else "", lead


def _settled(draft: Draft, texts: tuple[str, ...], lang: str) -> Settled:
    codes: dict[str, str] = {}
    for text in texts:
        for place in named_places(text, lang):
            if place.qualified:
                codes.setdefault(folded(text[place.start : place.end]), place.code)
    dateline = draft.fields.get("dateline")
    if dateline and len(dateline.region) == 1:
        named_open = {folded(name) for text in texts for name, _ in names_left_open(text, lang)}
        for city in set(map(folded, dateline.city)) & named_open:
            codes.setdefault(city, dateline.region[0])
    return tuple(codes.items())
