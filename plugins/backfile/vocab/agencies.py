"""News agencies, picture agencies and collections: who is who by identifier, by label and by the names in print.

The table is agencies.csv. A *strong* alias names its agency wherever it stands in a credit line, exact in case; a
*weak* alias is a word, a person's initials or several agencies as well, and needs evidence beside it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency of the table."""

    id: str
    """Frozen identifier, for addresses and machine output."""
    label: str
    """Unique short name, for people."""
    name: str
    aliases: tuple[str, ...]
    """Strong aliases, exact in case."""
    weak_aliases: tuple[str, ...]
    country: str
    """ISO 3166-1 code of its seat."""
    kind: str
    """`wire`, `wire+photo`, `photo`, `stock photo`, `press release`, …"""
    state_run: bool
    domain: str
    note: str

    @property
    def is_wire(self) -> bool:
        """Whether it delivers copy: text that an outlet may credit."""
        return self.kind.startswith("wire") or self.kind in ("video", "sports data", "automated text")

    @property
    def is_photo(self) -> bool:
        """Whether it delivers pictures and no copy."""
        return self.kind.startswith(("photo", "stock photo"))

    @property
    def is_collection(self) -> bool:
        """Whether it is a house that supplies other makers' pictures."""
        return self.id in DISTRIBUTORS or self.kind in ("stock photo", "photo archive")

    @property
    def is_press_release(self) -> bool:
        """Whether it distributes releases for whoever pays: never credited as an agency."""
        return self.kind == "press release"

    @property
    def is_syndication(self) -> bool:
        """Whether it resells other outlets' stories."""
        return self.kind == "syndication"


DISTRIBUTORS = ("picture-alliance", "getty", "imago")
"""Collections of press pictures, which carry whole agencies; they come before stock houses named in one credit."""

LOWER_CASE_TRAPS = frozenset(["ap", "pa", "sid", "sda", "apa", "epa", "cp", "tt", "efe"])
"""Agency names that in lower case are as often somebody's initials."""

_FUZZY = 6
"""Letters from which on a name with one misprinted letter is still that name."""

_LONG_ENOUGH = 5
"""Letters from which on a strong alias counts in capitals too."""


@cache
def agencies() -> Mapping[str, Agency]:
    """All agencies by identifier, in the order of the table."""
    text = files("backfile.vocab").joinpath("agencies.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["id"]: _agency(row) for row in rows})


def agency_of(label: str) -> Agency | None:
    """The agency with this label, or None."""
    return _by_label().get(label)


def label_of(identifier: str) -> str:
    """The label of the agency with this identifier. Raises KeyError where there is none."""
    return agencies()[identifier].label


def named(text: str) -> Agency | None:
    """The agency that this text names by a strong alias, or None; the text is the whole name, exact in case."""
    return _by_alias().get(text.strip())


def weakly_named(text: str) -> tuple[Agency, ...]:
    """The agencies that this text may name by a weak alias."""
    return _by_weak_alias().get(text.strip(), ())


def nearly_named(text: str) -> Agency | None:
    """The one agency whose strong alias of six letters or more differs from this text by one letter, or None."""
    if len(text) < _FUZZY or named(text):
        return None
    near = {a.id: a for alias, a in _resembling(text) if _one_apart(alias, text)}
    return next(iter(near.values())) if len(near) == 1 else None


def _resembling(text: str) -> Iterator[tuple[str, Agency]]:
    """Long aliases that begin or end as a text does, and are as long but for one letter: all that one letter leaves."""
    half = _FUZZY // 2
    for size in range(len(text) - 1, len(text) + 2):
        yield from _by_edge().get((size, text[:half], ""), ())
        yield from _by_edge().get((size, "", text[-half:]), ())


@cache
def _by_edge() -> Mapping[tuple[int, str, str], tuple[tuple[str, Agency], ...]]:
    """Long aliases with their agencies, by length and first letters, and by length and last letters."""
    half = _FUZZY // 2
    table: defaultdict[tuple[int, str, str], list[tuple[str, Agency]]] = defaultdict(list)
    for alias, agency in _by_alias().items():
        if len(alias) >= _FUZZY:
            table[len(alias), alias[:half], ""].append((alias, agency))
            table[len(alias), "", alias[-half:]].append((alias, agency))
    return {edge: tuple(found) for edge, found in table.items()}


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed makes one text the other (edit distance 1)."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def mentions(text: str) -> Iterator[tuple[int, int, Agency]]:
    """Every strong alias that stands in a text as a whole word, longest first, as (start, end, agency)."""
    for found in _pattern().finditer(text):
        yield found.start(), found.end(), _by_alias()[found[0]]


def _agency(row: Mapping[str, str]) -> Agency:
    return Agency(
        id=row["id"],
        label=row["label"],
        name=row["name"],
        aliases=_names(row["aliases"]),
        weak_aliases=_names(row["weak_aliases"]),
        country=row["country"],
        kind=row["kind"],
        state_run=row["state_run"] == "yes",
        domain=row["domain"],
        note=row["note"],
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split(";") if name)


@cache
def _by_label() -> Mapping[str, Agency]:
    return {agency.label: agency for agency in agencies().values()}


@cache
def _by_alias() -> Mapping[str, Agency]:
    full = {a.name: a for a in agencies().values() if " " in a.name and a.name not in a.weak_aliases and a.is_wire}
    strong = full | {alias: agency for agency in agencies().values() for alias in agency.aliases}
    capitals = {alias.upper(): agency for alias, agency in strong.items() if len(alias) >= _LONG_ENOUGH}
    return capitals | strong


@cache
def _by_weak_alias() -> Mapping[str, tuple[Agency, ...]]:
    table: dict[str, tuple[Agency, ...]] = {}
    for agency in agencies().values():
        for alias in agency.weak_aliases:
            table[alias] = (*table.get(alias, ()), agency)
    return table


@cache
def _pattern() -> re.Pattern[str]:
    """Every strong alias, longer ones first, under its first letter, so that few are tried at any letter."""
    under: dict[str, list[str]] = {}
    for name in sorted(_by_alias(), key=len, reverse=True):
        under.setdefault(name[0], []).append(re.escape(name[1:]))
    names = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in under.items())
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")
