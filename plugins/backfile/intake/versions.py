"""One article of several captures: which reading is shown, what others add to it, and what its history is.

All of it depends on the readings alone, never on the order in which they arrived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from backfile.article import Article, EventDate, Paragraph
from backfile.capture.metadata_record import MetadataRecord
from backfile.frontmatter import read, write
from backfile.intake.likeness import likeness

FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
"""Media types whose captures are entries of feeds."""

_HEAD_END = "\n---\n"
_STUB = "\nstatus: truncated\n"
_NO_TEXT = re.compile(r"^(?:capture|source|modified): .*\n|^review:\n(?:  - .*\n)*", re.MULTILINE)
_PICTURE = re.compile(r"^(  file:|::: figure) \S+$", re.MULTILINE)
_STATED = re.compile(r"^(?:modified|date): (.*)$", re.MULTILINE)
_ENOUGH = 0.5
"""Share of the longest reading's length from which on a feed's text counts as full."""
_REPEATS = 0.8
"""Likeness from which on a feed's summary repeats the article's own words."""
_FILLED = ("date", "source", "section", "standfirst", "authors", "tags")
"""What a feed's entry adds to a page that lacks it."""


@dataclass(frozen=True)
class CapturedReading:
    """What the rules made of one capture of an article."""

    record: MetadataRecord
    captured_at: str
    """An instant in UTC."""
    again: tuple[str, ...] = ()
    """The instants at which the same bytes came again."""

    @property
    def digest(self) -> str:
        """Digest of the capture."""
        return self.record.capture

    @property
    def is_entry(self) -> bool:
        """Whether it is a feed's entry and no page."""
        return self.record.media_type in FEEDS

    @cached_property
    def is_stub(self) -> bool:
        """Whether it holds only the beginning of the article."""
        return _STUB in self.record.text.partition(_HEAD_END)[0] + "\n"

    @cached_property
    def order(self) -> tuple[str, str, str, str]:
        """What sorts readings from oldest to newest: when last seen, the outlet's own time, when first seen, digest."""
        stated = max(_STATED.findall(self.record.text.partition(_HEAD_END)[0]), default="")
        return (max((self.captured_at, *self.again)), stated, self.captured_at, self.digest)

    @property
    def sightings(self) -> list[CapturedReading]:
        """The reading once for every time that it was seen."""
        return [replace(self, captured_at=at, again=()) for at in dict.fromkeys((self.captured_at, *self.again))]

    @cached_property
    def essence(self) -> str:
        """Its Markdown without what may differ between two captures of one text."""
        return essence(self.record.text)


@dataclass(frozen=True, slots=True)
class Composition:
    """An article as its readings together give it."""

    shown: CapturedReading
    markdown: str
    filled: tuple[tuple[str, str], ...] = ()
    """(field, digest) of what feeds' entries added."""


def essence(markdown: str) -> str:
    """A file's Markdown without the capture, the notes for review, the spelling of its address and pictures' names."""
    head, end, body = markdown.partition(_HEAD_END)
    return _PICTURE.sub(r"\1", _NO_TEXT.sub("", head + "\n") + end + body)


def standing(readings: Iterable[CapturedReading]) -> list[CapturedReading]:
    """The readings that may be shown, oldest first: whole pages; else a feed's fuller text; else what there is."""
    ordered = sorted(readings, key=lambda reading: reading.order)
    pages = [reading for reading in ordered if not reading.is_entry]
    entries = [reading for reading in ordered if reading.is_entry]
    if whole := [page for page in pages if not page.is_stub]:
        return whole
    longest_stub = max((len(page.record.text) for page in pages), default=0)
    fuller = [entry for entry in entries if not entry.is_stub and len(entry.record.text) > longest_stub]
    return _full(fuller or pages or entries)


def composed(readings: Iterable[CapturedReading]) -> Composition:
    """The article that readings, at least one, give: the newest of those that stand, with what entries add to it."""
    known = tuple(readings)
    shown = standing(known)[-1]
    others = [reading for reading in known if reading is not shown and (reading.is_entry or shown.is_entry)]
    if not others:
        return Composition(shown, shown.record.text)
    article = read(shown.record.text)
    filled: dict[str, str] = {}
    for other in sorted(others, key=lambda other: (not other.is_entry, other.order), reverse=True):
        offered = read(other.record.text)
        for name in _FILLED:
            if value := _lacking(article, offered, name):
                article = replace(article, **{name: value})  # type: ignore[arg-type]
                filled.setdefault(name, other.digest)
    if not filled:
        return Composition(shown, shown.record.text)
    review = tuple(note for note in article.review if note.partition(":")[0] not in filled)
    return Composition(shown, write(replace(article, review=review)), tuple(filled.items()))


def versions(readings: Iterable[CapturedReading]) -> list[CapturedReading]:
    """The first reading of each version, oldest first: neighbours in time with one text are one version.

    A text that came back, as after a correction that was withdrawn, is a version anew.
    """
    found: list[CapturedReading] = []
    seen = (sighting for reading in standing(readings) for sighting in reading.sightings)
    for reading in sorted(seen, key=lambda sighting: sighting.order):
        if not found or found[-1].essence != reading.essence:
            found.append(reading)
    return found


def _full(readings: Sequence[CapturedReading]) -> list[CapturedReading]:
    longest = max((len(reading.record.text) for reading in readings), default=0)
    return [reading for reading in readings if len(reading.record.text) >= _ENOUGH * longest]


def _lacking(article: Article, offered: Article, name: str) -> object:
    """What an entry offers for a field that the article lacks, or says less of; empty where nothing."""
    value: object = getattr(offered, name)
    if name == "date":
        return value if isinstance(value, EventDate) and _is_finer(value, article.date) else None
    if name == "tags":
        return _united(article.tags, offered.tags)
    if getattr(article, name) or (name == "authors" and article.byline):
        return None
    if name == "standfirst":
        return _summary(article, offered)
    return value


def _summary(article: Article, offered: Article) -> str:
    """An entry's standfirst, or the one paragraph that it has; nothing where it is cut, or the text repeats it."""
    is_all = offered.status == "truncated" and len(offered.body) == 1
    summary = offered.standfirst or (offered.text if is_all and isinstance(offered.body[0], Paragraph) else "")
    return "" if _is_cut(summary) or likeness(summary, article.text) > _REPEATS else summary


def _united(own: tuple[str, ...], offered: tuple[str, ...]) -> tuple[str, ...]:
    """An article's tags with those that it lacks, in whatever case; nothing where it lacks none."""
    known = {tag.casefold() for tag in own}
    added = tuple(tag for tag in offered if tag.casefold() not in known)
    return (*own, *added) if added else ()


def _is_finer(offered: EventDate, known: EventDate | None) -> bool:
    """Whether a date says all that the known one says, and more."""
    return known is None or (len(offered.text) > len(known.text) and offered.text.startswith(known.text))


def _is_cut(text: str) -> bool:
    return text.rstrip("])» ").endswith(("…", "..."))
