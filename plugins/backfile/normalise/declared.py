"""Rule: what an HTML page declares of itself: its address, outlet and section."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from backfile.decode.document import Candidate
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding

_LONGEST_SECTION = 40


def declared(draft: Draft) -> Finding:
    """`source` (canonical), `outlet` (its label where it is known) and `section`, as the page states them."""
    document = draft.document
    if document.media_type != "text/html":
        return NOTHING
    fields = Fields()
    if address := _address(draft):
        fields["source"] = address
    if outlet := _outlet(draft, address):
        fields["outlet"] = outlet
    if section := _section(draft, fields.get("outlet", "")):
        fields["section"] = section
    return Finding(fields, source="metadata") if fields else NOTHING


def _address(draft: Draft) -> str:
    """The canonical address, made absolute; else og:url; else where the page was fetched from."""
    offered = sorted(draft.candidates("source"), key=lambda c: c.source != "canonical")
    for value in (*(c.value for c in offered), draft.document.uri):
        try:
            address = urljoin(draft.document.uri, value.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and " " not in address:
            return address
    return ""


def _outlet(draft: Draft, address: str) -> str:
    """The label of a known outlet by address, then by name; else the name that the page gives itself."""
    outlets = draft.vocabulary.outlets
    if address and (known := outlets.at(address)):
        return known.label
    order = ("og:site_name", "json-ld")
    offered = sorted(
        draft.candidates("outlet"), key=lambda c: order.index(c.source) if c.source in order else len(order)
    )
    for candidate in offered:
        if known := outlets.named(candidate.value.lstrip("@")):
            return known.label
    return next((_shown(c) for c in offered if _shown(c)), "")


def _shown(candidate: Candidate) -> str:
    name = candidate.value.strip()
    usable = candidate.source in ("og:site_name", "json-ld", "meta:dc.publisher", "meta:publisher") and len(name) <= 60
    return name if usable and "//" not in name else ""


def _section(draft: Draft, outlet: str) -> str:
    """The first section that names one and is no address."""
    for candidate in draft.candidates("section"):
        value = candidate.value.strip()
        if value and len(value) <= _LONGEST_SECTION and "/" not in value and value != outlet:
            return value
    return ""
