"""Vocabularies: tables kept as data files, each with one small lookup module."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.vocab.outlets import Outlets


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that rules look up, beyond the fixed tables of agencies and regions: what one site adds."""

    outlets: Outlets
    """Outlets known to Backfile, and those of the site's settings."""
