"""The account: what became of every span of a capture's text, and where every field came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The three places where a word can end."""

    FIELD = "field"
    BODY = "body"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of characters start up to end of one block."""

    block: int
    """Index in `Document.blocks`."""
    start: int
    end: int
    outcome: Outcome
    detail: str = ""
    """The field's name, or why it was set aside (`page chrome`, `promo`, …); for the body `subhead` or empty."""
    rule: str = ""
    """Name of the rule that decided."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one field's value came from."""

    field: str
    rule: str
    source: str = ""
    """`text`, or the metadata it was read from (`json-ld`, `og:title`, …)."""


@dataclass(frozen=True, slots=True)
class Note:
    """What one rule asks a person to look at."""

    rule: str
    text: str
    """`field: what is uncertain`."""


@dataclass(frozen=True, slots=True)
class Account:
    """Fates that cover all text of a Document exactly once, in reading order, and the origin of every field."""

    fates: tuple[Fate, ...] = ()
    origins: tuple[Origin, ...] = ()
    notes: tuple[Note, ...] = ()
