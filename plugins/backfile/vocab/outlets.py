"""Outlets: who publishes, by label, full name and domain. The table holds public facts; a site adds its own."""

from __future__ import annotations

import csv
import functools
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
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalnum())


def outlets(site_outlets: Mapping[str, OutletSetting] = MappingProxyType({})) -> Outlets:
    """The known outlets and those of a site's settings, which come first where both name the same thing."""
    own = tuple(Outlet(s.label, s.name, s.domains) for s in site_outlets.values())
    return _indexed((*_known(), *own)) if own else _known_index()


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
