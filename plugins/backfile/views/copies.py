"""Wire copy side by side."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.views.parts import Teaser


@dataclass(frozen=True, slots=True)
class PassageView:
    """One place of a copy, told against the source."""

    same: int
    """How many paragraphs stand here as they stand in the source; 0 where words differ."""
    stretches: tuple[tuple[str, str], ...] = ()
    """(`same`, `removed` or `added`, words) of one paragraph, in reading order."""


@dataclass(frozen=True, slots=True)
class CopyColumn:
    """One outlet's article beside the source."""

    article: Teaser
    agencies: str
    """Whom it credits."""
    words: str
    """What it is, and how it differs, in words."""
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class CopiesView:
    """A family of wire copy, side by side."""

    source: Teaser
    agencies: str
    words: str
    """Why it is held to be the source; or empty."""
    text: tuple[str, ...]
    """Its paragraphs."""
    copies: tuple[CopyColumn, ...]
    """The others, oldest first."""
    more: int = 0
    """How many there are beside those given."""
