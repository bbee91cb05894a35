"""The region: where the story happened, by what its head says, and never by where it was filed."""

from __future__ import annotations

from collections.abc import Iterable

from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.named_places import NamedPlace, named_places
from backfile.normalise.place_words import How
from backfile.normalise.story import body_texts


def region(draft: Draft) -> Finding:
    """Take the strongest evidence that there is, and no weaker one beside it.

    In order: what a locative phrase names in the headline, the standfirst, the caption (`in Idlib`; `Idlib, Syria`);
    countries by name in the headline, unless they act (`Turkey-backed`); a locative phrase in the first paragraph; the
    one country that the first paragraph names. A dateline is no evidence: it says where a story was filed.
    """
    title, standfirst, caption, lead = head_of(draft)
    lang = draft.fields.get("lang", "")
    for text in (title, standfirst, caption):
        if found := _located(named_places(text, lang)):
            return Finding(Fields(region=found))
    named = _codes(place for place in named_places(title, lang) if place.how is How.NAME and not place.actor)
    if named:
        note = () if len(named) == 1 else ("region: the headline names several countries",)
        return Finding(Fields(region=named), review=note)
    in_lead = named_places(lead, lang)
    if found := _located(in_lead):
        return Finding(Fields(region=found))
    countries = dict.fromkeys(place.country for place in in_lead if place.how is not How.INSTITUTION)
    by_name = _codes(place for place in in_lead if place.how is How.NAME and not place.actor)
    return Finding(Fields(region=by_name)) if len(countries) == 1 and len(by_name) == 1 else NOTHING


def head_of(draft: Draft) -> tuple[str, str, str, str]:
    """The headline, the standfirst, the picture's caption, and the first paragraph."""
    image = draft.fields.get("image")
    lead = next(iter(body_texts(draft)), "")
    return draft.fields.get("title", ""), draft.fields.get("standfirst", ""), image.caption if image else "", lead


def _located(places: Iterable[NamedPlace]) -> tuple[str, ...]:
    return _codes(place for place in places if place.locative)


def _codes(places: Iterable[NamedPlace]) -> tuple[str, ...]:
    """Codes once each, a country only where none of its own subdivisions is among them."""
    codes = tuple(dict.fromkeys(place.code for place in places))
    return tuple(code for code in codes if not any(other.startswith(f"{code}-") for other in codes))
