"""The other countries that headline, standfirst and first paragraph name: those who act, and those spoken of."""

from __future__ import annotations

from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.named_places import named_places
from backfile.normalise.region import head_of
from backfile.vocab.regions import country_of


def mentioned(draft: Draft) -> Finding:
    """List countries by name, people, city or institution, in the order of the text, without the region's own."""
    title, standfirst, _, lead = head_of(draft)
    lang = draft.fields.get("lang", "")
    regions = {country_of(code) for code in draft.fields.get("region", ())}
    countries = dict.fromkeys(place.country for text in (title, standfirst, lead) for place in named_places(text, lang))
    others = tuple(country for country in countries if country not in regions)
    return Finding(Fields(mentioned=others)) if others else NOTHING
