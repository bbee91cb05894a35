"""Outlets: who publishes, by label, full name and domain. The table holds public facts; a site adds its own."""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from urllib.parse import urlsplit

from backfile.site import OutletSetting


@dataclass(frozen=True, slots=True)
class Outlet:
    """One publisher."""

    label: str
    name: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names it goes by in print, exact in case."""
    country: str = ""
    """ISO 3166-1 code of its seat: evidence for ambiguous agency names, never for a story's region."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """A table of outlets, looked up by label, by name or by host."""

    by_label: Mapping[str, Outlet]
    by_name: Mapping[str, Outlet] = field(default_factory=lambda: MappingProxyType({}))
    """Labels, full names and aliases, folded as `folded` does."""
    by_domain: Mapping[str, Outlet] = field(default_factory=lambda: MappingProxyType({}))

    def named(self, name: str) -> Outlet | None:
        """The outlet of that label, name or alias, whatever its case and punctuation."""
        return self.by_name.get(folded(name))

    def at(self, address: str) -> Outlet | None:
        """The outlet that publishes at a web address or host: that of the longest domain which holds it."""
        try:
            host = (
                urlsplit(address).hostname
                if "//" in address
                else address.split("/", maxsplit=1)[0].split(":", maxsplit=1)[0]
            ) or ""
        except ValueError:
            return None
        parts = host.lower().split(".")
        return next((o for i in range(len(parts)) if (o := self.by_domain.get(".".join(parts[i:])))), None)


def folded(name: str) -> str:
    """A name's letters and digits alone, without case and marks: equal for spellings of one name."""
    return _UNNAMED.sub("", unicodedata.normalize("NFKD", name).casefold())


_UNNAMED = re.compile(r"[\W_]+")


def outlets(own: Iterable[OutletSetting] = ()) -> Outlets:
    """The known outlets and a site's own, which come first where both name the same thing."""
    known = _known_index()
    added = tuple(
        Outlet(
            s.label, s.name, s.domains, s.aliases, known.by_label[s.label].country if s.label in known.by_label else ""
        )
        for s in own
    )
    return _indexed((*_known(), *added)) if added else known


@functools.cache
def _known() -> tuple[Outlet, ...]:
    text = files("backfile.vocab").joinpath("outlets.csv").read_text("utf-8")
    return tuple(
        Outlet(row["label"], row["name"], _listed(row["domains"]), _listed(row["aliases"]), row["country"])
        for row in csv.DictReader(text.splitlines())
    )


@functools.cache
def _known_index() -> Outlets:
    return _indexed(_known())


def _indexed(listed: Iterable[Outlet]) -> Outlets:
    """Later outlets override earlier ones of the same label, name or domain; a full name overrides an alias."""
    by_label: dict[str, Outlet] = {}
    names: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    table = tuple(listed)
    for outlet in table:
        names.update((folded(alias), outlet) for alias in outlet.aliases if folded(alias))
    for outlet in table:
        by_label[outlet.label] = outlet
        names.update((folded(name), outlet) for name in (outlet.name, outlet.label) if folded(name))
        domains.update((domain.lower().removeprefix("www."), outlet) for domain in outlet.domains)
    return Outlets(MappingProxyType(by_label), MappingProxyType(names), MappingProxyType(domains))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
