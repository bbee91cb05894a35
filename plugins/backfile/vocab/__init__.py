"""Vocabularies: tables kept as data files, each with one small lookup module."""

from __future__ import annotations

from dataclasses import dataclass, field

from backfile.site import OutletSetting
from backfile.vocab.answers import Answer, Answers
from backfile.vocab.outlets import Outlets


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What a site adds to the vocabularies: hashable and picklable, so that it reaches every process."""

    outlets: tuple[OutletSetting, ...] = ()
    """The outlets of its settings."""
    answers: tuple[Answer, ...] = ()
    """The lines of its `vocabulary.csv`."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that rules look up, beyond the fixed tables of agencies and regions."""

    outlets: Outlets
    """Outlets known to Backfile, and those of the site's settings."""
    answers: Answers = field(default_factory=Answers)
    """What the site's editors have answered."""
