"""The other countries that headline, standfirst and first paragraph name: those who act, and those spoken of."""

from __future__ import annotations

from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.head_places import head_places
from backfile.vocab.regions import country_of


def mentioned(draft: Draft) -> Finding:
    """List countries by name, people, city or institution, in the order of the text, without the region's own."""
    head = head_places(draft)
    regions = {country_of(code) for code in draft.fields.get("region", ())}
    countries = dict.fromkeys(place.country for places in (head.title, head.standfirst, head.lead) for place in places)
    others = tuple(country for country in countries if country not in regions)
    return Finding(Fields(mentioned=others)) if others else NOTHING
