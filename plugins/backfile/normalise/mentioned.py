"""The other countries that headline, standfirst and first paragraph name: those who act, and those spoken of."""

from __future__ import annotations

from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.head_places import head_places
from backfile.normalise.place_words import How
from backfile.vocab.regions import country_of


def mentioned(draft: Draft) -> Finding:
    """List countries by name, people, institution or leader, in the order of the text, without the region's own.

    Cities, names within a firm's, seats (`Bermuda-based`) and the exchange of a stock code are weak: they count only
    where neither another name nor a dateline tells a country.
    """
    head = head_places(draft)
    regions = {country_of(code) for code in draft.fields.get("region", ())}
    places = [place for part in (head.title, head.standfirst, head.lead) for place in part]
    named = [place for place in places if place.how not in _WEAK and not place.based]
    dateline = draft.fields.get("dateline")
    if not named and not regions and not (dateline and dateline.region):
        named = places
    others = tuple(country for country in dict.fromkeys(place.country for place in named) if country not in regions)
    return Finding(Fields(mentioned=others)) if others else NOTHING


_WEAK = (How.CITY, How.FIRM, How.LISTING)
