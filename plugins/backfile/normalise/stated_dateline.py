"""Rule: the dateline that a format states; the one that the body prints is preferred, for it is what readers saw."""

from __future__ import annotations

from backfile.article import Dateline
from backfile.decode.document import Role
from backfile.normalise.account import Outcome
from backfile.normalise.credits.dateline import parse_dateline
from backfile.normalise.dateline import dateline
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.story import beside_given, body_alone, is_stated
from backfile.vocab.agencies import label_of
from backfile.vocab.regions import is_region


def stated_dateline(draft: Draft) -> Finding:
    """`dateline`: as the body prints it, else as the format states it, with the codes that the format gives its place.

    A stated dateline beside a printed one is set aside as its duplicate.
    """
    if not is_stated(draft):
        return NOTHING
    stated = [i for i, block in enumerate(draft.document.blocks) if block.role is Role.DATELINE]
    lines = tuple(whole(draft, index, Outcome.FIELD, "dateline") for index in stated)
    printed = dateline(body_alone(draft))
    if printed.fields:
        aside = tuple(Claim(c.block, c.start, c.end, Outcome.SET_ASIDE, "duplicate of the dateline") for c in lines)
        fields = Fields(**printed.fields)
        fields["dateline"] = _placed(fields["dateline"], draft)
        return Finding(fields, beside_given(draft, (*aside, *printed.claims)))
    cities = tuple(candidate.value for candidate in draft.candidates("dateline city"))
    text = "\n".join(draft.document.blocks[index].text for index in stated) or ", ".join(cities)
    if not text:
        return NOTHING
    credit = parse_dateline(text, lang=draft.fields.get("lang", ""))
    filing = credit.dateline
    where = Dateline(text, filing.city, filing.country, filing.date) if filing else Dateline(text)
    fields = Fields(dateline=_placed(where, draft, cities))
    if credit.agencies:
        fields["agencies"] = tuple(label_of(identifier) for identifier in credit.agencies)
    return Finding(fields, beside_given(draft, lines), source="stated")


def _placed(where: Dateline, draft: Draft, cities: tuple[str, ...] = ()) -> Dateline:
    """The dateline with the codes and cities that the format states for it, where it states any."""
    codes = tuple(code for c in draft.candidates("dateline region") if is_region(code := c.value))
    return Dateline(where.text, cities or where.city, codes or where.region, where.date)
