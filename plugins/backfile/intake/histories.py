"""Writing history/: the versions of an article and what changed between them, derived from its readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

from backfile.article import Article, block_text
from backfile.frontmatter import read, write
from backfile.history import FieldChange, Version, history_as_json, history_file
from backfile.intake.contents import write_whole
from backfile.intake.versions import CapturedReading, versions
from backfile.intake.word_diff import changed_passages, word_diff

_TOLD_APART = frozenset({"title", "standfirst", "body", "capture", "review", "extra"})
"""Fields that are compared by their words, or not at all."""


def history_of(readings: Iterable[CapturedReading]) -> tuple[Version, ...]:
    """The versions of an article, oldest first; those of one version alone are no history, and give none."""
    found = versions(readings)
    if len(found) < 2:
        return ()
    articles = [read(reading.record.text) for reading in found]
    first = Version(found[0].digest, found[0].captured_at)
    changes = zip(found[1:], pairwise(articles), strict=True)
    return (first, *(_version(reading, before, after) for reading, (before, after) in changes))


def write_history(folder: Path, path: str, readings: Iterable[CapturedReading]) -> None:
    """Write the history of the article at a path below content/ to the folder history/, where it has one.

    Raises:
        BuildError: it cannot be written.
    """
    if history := history_of(readings):
        write_whole(history_file(folder, path), history_as_json(history))


def _version(reading: CapturedReading, before: Article, after: Article) -> Version:
    return Version(
        capture=reading.digest,
        captured_at=reading.captured_at,
        fields=tuple(_field_changes(before, after)),
        headline=word_diff(before.title, after.title),
        standfirst=word_diff(before.standfirst, after.standfirst),
        body=changed_passages([*map(block_text, before.body)], [*map(block_text, after.body)]),
    )


def _field_changes(before: Article, after: Article) -> Iterable[FieldChange]:
    for field in fields(Article):
        if field.name not in _TOLD_APART and getattr(before, field.name) != getattr(after, field.name):
            yield FieldChange(field.name, _printed(before, field.name), _printed(after, field.name))


def _printed(article: Article, name: str) -> str:
    """A field as front matter writes it, without its name."""
    value = getattr(article, name)
    if isinstance(value, str):
        return value
    lines = write(Article("x", **{name: value})).splitlines()[2:-1]
    return "\n".join(lines).removeprefix(f"{name}:").strip()
