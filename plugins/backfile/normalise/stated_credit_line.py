"""Rule: the credit line that a format states, together with the sign-off that the body prints."""

from __future__ import annotations

from functools import cache

from backfile.article import Contributor
from backfile.decode.document import Role
from backfile.normalise.account import Outcome
from backfile.normalise.credits.credit import Credit
from backfile.normalise.credits.kind import kind_of
from backfile.normalise.credits.parse import parse
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding, whole
from backfile.normalise.sign_off import sign_off
from backfile.normalise.story import beside_given, body_alone, is_stated
from backfile.vocab.agencies import Agency, agencies, label_of, mentions, named, weakly_named


def stated_credit_line(draft: Draft) -> Finding:
    """`credit_line`, with its staff, agencies and reporters; and the staff and agencies that the format names apart.

    The body's own sign-off comes first, each stated line after it on a line of its own. Agencies count by the alias
    list: a provider that is none on it is no agency.
    """
    if not is_stated(draft):
        return NOTHING
    stated = [i for i, block in enumerate(draft.document.blocks) if block.role is Role.CREDIT_LINE]
    lines = tuple(whole(draft, index, Outcome.FIELD, "credit_line") for index in stated)
    printed = sign_off(body_alone(draft))
    fields = Fields(**printed.fields)
    texts = [draft.document.blocks[index].text for index in stated]
    lang = draft.fields.get("lang", "")
    for text in texts:
        _add(fields, _read(text, lang))
    if texts:
        own = fields.get("credit_line", "").split("\n")
        fields["credit_line"] = "\n".join(dict.fromkeys(filter(None, (*own, *texts))))
    if staff := tuple(candidate.value for candidate in draft.candidates("staff")):
        fields["staff"] = tuple(dict.fromkeys((*fields.get("staff", ()), *staff)))
    providers = [label for c in draft.candidates("agencies") for label in _labels(c.value)]
    if providers:
        fields["agencies"] = tuple(dict.fromkeys((*fields.get("agencies", ()), *providers)))
    return Finding(fields, beside_given(draft, (*printed.claims, *lines)), printed.review)


def _read(text: str, lang: str) -> Credit:
    """A credit line's Credit; a line of no known kind is a sign-off, for that is what the format calls it."""
    kind = kind_of(text, lang)
    return parse(text, lang=lang, kind=kind.value if "by" in kind.value else "agencies-only")


def _add(fields: Fields, credit: Credit) -> None:
    """Add what one credit line says to what is known."""
    if credit.staff:
        fields["staff"] = tuple(dict.fromkeys((*fields.get("staff", ()), *credit.staff)))
    if credit.agencies:
        fields["agencies"] = tuple(dict.fromkeys((*fields.get("agencies", ()), *map(label_of, credit.agencies))))
    people = tuple(Contributor(person.name, person.role, person.place) for person in credit.people)
    if people:
        fields["reporting"] = tuple(dict.fromkeys((*fields.get("reporting", ()), *people)))


def _labels(name: str) -> tuple[str, ...]:
    """Labels of the wire agencies that a provider's name holds: by alias, identifier, domain, or the one weak alias."""
    own = named(name) or agencies().get(name.lower()) or _by_domain().get(name.lower().removeprefix("www."))
    if own or (len(weak := weakly_named(name)) == 1 and (own := weak[0])):
        return (own.label,) if own.is_wire else ()
    return tuple(dict.fromkeys(agency.label for _, _, agency in mentions(name) if agency.is_wire))


@cache
def _by_domain() -> dict[str, Agency]:
    return {agency.domain: agency for agency in agencies().values() if agency.domain}
