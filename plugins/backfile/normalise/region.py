"""The region: where the story happened, by what its head says, and never by where it was filed."""

from __future__ import annotations

from collections.abc import Iterable

from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.head_places import head_places
from backfile.normalise.named_place import NamedPlace
from backfile.normalise.place_words import How


def region(draft: Draft) -> Finding:
    """Take the strongest evidence that there is, and no weaker one beside it.

    In order: what a locative phrase names in the headline, the standfirst, the caption (`in Idlib`; `Idlib, Syria`);
    countries by name in the headline, unless they act (`Turkey-backed`); a locative phrase in the first paragraph that
    tells no other meeting or time (`the accord reached in Paris`); the one country that the first paragraph names. A
    dateline is no evidence: it says where a story was filed. A city's name that several countries bear is never guessed
    at; where nothing else is known a note asks for review.
    """
    if "region" in draft.fields:
        return NOTHING
    head = head_places(draft)
    for places in (head.title, head.standfirst, head.caption):
        if found := _located(places):
            return Finding(Fields(region=found))
    named = _codes(place for place in head.title if place.how is How.NAME and not (place.actor or place.seat))
    if named:
        note = () if len(named) == 1 else ("region: the headline names several countries",)
        return Finding(Fields(region=named), review=note)
    if found := _located(place for place in head.lead if not place.referred):
        return Finding(Fields(region=found))
    countries = dict.fromkeys(place.country for place in head.lead if place.how not in _NO_PLACES and not place.seat)
    by_name = _codes(place for place in head.lead if place.how is How.NAME and not (place.actor or place.seat))
    if len(countries) == 1 and len(by_name) == 1:
        return Finding(Fields(region=by_name))
    return Finding(review=tuple(f"region: {name} can be in {' or '.join(codes)}" for name, codes in head.left_open))


_NO_PLACES = (How.INSTITUTION, How.FIRM, How.LEADER, How.LISTING)
"""Ways to name a country that do not say that the story is there."""


def _located(places: Iterable[NamedPlace]) -> tuple[str, ...]:
    return _codes(place for place in places if place.locative)


def _codes(places: Iterable[NamedPlace]) -> tuple[str, ...]:
    """Codes once each, a country only where none of its own subdivisions is among them."""
    codes = tuple(dict.fromkeys(place.code for place in places))
    if len(codes) < 2:  # the usual case
        return codes
    return tuple(code for code in codes if not any(other.startswith(f"{code}-") for other in codes))
