"""Rule: what a format states of the story as a publication: its address, outlet, status, access and old addresses."""

from __future__ import annotations

from typing import cast, get_args
from urllib.parse import urlsplit

from backfile.article import Access
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.story import is_stated
from backfile.vocab.outlets import Outlet, Outlets


def stated_identity(draft: Draft) -> Finding:
    """`source`, `outlet` (its label where it is known by name or address), `series`, `status`, `access`, `aliases`."""
    if not is_stated(draft):
        return NOTHING
    fields = Fields()
    if source := _address(draft):
        fields["source"] = source
    if outlet := _outlet(draft, source):
        fields["outlet"] = outlet
    if series := _first(draft, "series"):
        fields["series"] = series
    if status := _first(draft, "status"):
        fields["status"] = status
    access = _first(draft, "access")
    if access in get_args(Access):
        fields["access"] = cast("Access", access)
    if aliases := tuple(candidate.value for candidate in draft.candidates("aliases")):
        fields["aliases"] = aliases
    return Finding(fields, source="stated")


def _first(draft: Draft, name: str) -> str:
    return next((candidate.value for candidate in draft.candidates(name)), "")


def _address(draft: Draft) -> str:
    """The first address that leads to a page of the web."""
    for value in (*(candidate.value for candidate in draft.candidates("source")), draft.document.uri):
        try:
            parts = urlsplit(value)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and " " not in value:
            return value
    return ""


def _at(name: str, outlets: Outlets) -> Outlet | None:
    """The outlet of a name that is a host."""
    return outlets.at(name) if "." in name and " " not in name else None


def _outlet(draft: Draft, address: str) -> str:
    """The label of the first outlet that is known by its name, else by the address; else the first name as stated."""
    outlets = draft.vocabulary.outlets
    names = [candidate.value for candidate in draft.candidates("outlet")]
    known = next((outlet for name in names if (outlet := outlets.named(name) or _at(name, outlets))), None)
    known = known or (outlets.at(address) if address else None)
    return known.label if known else next(iter(names), "")
