"""Rule: the places that a format states by code: where it happened, and which other countries it speaks of."""

from __future__ import annotations

from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.story import is_stated
from backfile.vocab.regions import country_of, is_region, regions


def stated_places(draft: Draft) -> Finding:
    """`region` and `mentioned`: the stated codes in their order, a country not beside its own subdivision.

    Coded subjects of wire copy are the strongest evidence for where a story happened; where it was filed is none. A
    code that is not in the table asks for review.
    """
    if not is_stated(draft):
        return NOTHING
    stated = tuple(dict.fromkeys(candidate.value for candidate in draft.candidates("region")))
    known = [_coded(code) for code in stated if is_region(_coded(code)) and not code.isdigit()]
    codes = tuple(code for code in dict.fromkeys(known) if not any(country_of(o) == code != o for o in known))
    review = tuple(f"region: {code!r} is no known code" for code in stated if _coded(code) not in regions())
    fields = Fields(region=codes) if codes else Fields()
    mentioned = tuple(code for c in draft.candidates("mentioned") if is_region(code := _coded(c.value)))
    if mentioned:
        fields["mentioned"] = mentioned
    return Finding(fields, review=review, source="stated")


def _coded(value: str) -> str:
    return value.strip().upper()
