"""The history of an article: what changed from one captured version of it to the next, and when it was captured.

One JSON file for each article with more than one version, in the folder history/ of the site, under the article's path
below content/. It says nothing that the captures do not: intake writes it again where the folder is gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from backfile.errors import BuildError


class Change(StrEnum):
    """What became of a stretch of text between two versions."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words that share one fate; a blank line within it divides paragraphs."""

    change: Change
    text: str


Passage = tuple[Stretch, ...]
"""Neighbouring paragraphs of which at least one changed, or a whole field."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that reads differently, as front matter writes it; empty where it was not there."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, and how it differs from the one before."""

    capture: str
    """`sha256:…` of the capture that first showed it."""
    captured_at: str
    """An instant in UTC."""
    fields: tuple[FieldChange, ...] = ()
    headline: Passage = ()
    """Empty where the headline stayed as it was."""
    standfirst: Passage = ()
    body: tuple[Passage, ...] = ()
    """The changed passages in order; paragraphs between them stayed as they were."""


def history_as_json(versions: Iterable[Version]) -> bytes:
    """Versions, oldest first, as one JSON object in UTF-8."""
    record = {"versions": [asdict(version) for version in versions]}
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def history_file(folder: Path, path: str) -> Path:
    """The file in history/ of the article at a path below content/ without its ending."""
    return folder / f"{path}.json"


def histories(folder: Path) -> frozenset[str]:
    """The paths below content/ of the articles that the folder history/ tells of."""
    return frozenset(
        file.relative_to(folder).as_posix().removesuffix(".json")
        for file in folder.rglob("*.json")
        if not file.name.startswith(".")
    )


def version_counts(folder: Path, paths: Iterable[str]) -> Mapping[str, int]:
    """How many versions each of the articles at these paths has that the folder history/ tells of.

    A file that is no history counts as absent: whoever reads it to print it names it.
    """
    counts: dict[str, int] = {}
    if told := histories(folder):
        for path in told.intersection(paths):
            with suppress(BuildError):
                counts[path] = len(read_history(history_file(folder, path)))
    return MappingProxyType(counts)


def read_history(file: Path) -> tuple[Version, ...]:
    """The versions, oldest first, that a file of history/ tells of.

    Raises:
        BuildError: it cannot be read, or is no history.
    """
    try:
        return tuple(_version(record) for record in json.loads(file.read_bytes())["versions"])
    except (OSError, ValueError, TypeError, KeyError) as cause:
        raise BuildError(
            "this is no history of an article", place=str(file),
            remedy="Delete the folder history/ and run `backfile intake`, which writes it again",
        ) from cause  # fmt: skip


def _version(record: Any) -> Version:
    return Version(
        capture=str(record["capture"]),
        captured_at=str(record["captured_at"]),
        fields=tuple(FieldChange(str(f["field"]), str(f["before"]), str(f["after"])) for f in record["fields"]),
        headline=_passage(record["headline"]),
        standfirst=_passage(record["standfirst"]),
        body=tuple(map(_passage, record["body"])),
    )


def _passage(stretches: list[dict[str, str]]) -> Passage:
    return tuple(Stretch(Change(stretch["change"]), str(stretch["text"])) for stretch in stretches)
