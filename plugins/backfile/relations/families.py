"""Families: the articles that print one delivery of copy, a line of JSON each in `relations/families.jsonl`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from backfile.errors import RelationError

FILE_NAME = "relations/families.jsonl"
"""Where they lie in the site's folder."""

KnownBy = Literal["agency", "earliest", "fullest"]
"""Why an article is held to be the source: a news agency published it; it is the earliest of all; or, where agency
and time are not known, it has the most words."""

Kind = Literal["source", "copy", "repeat", "update"]
"""What an article is in its family: the source; the first of its outlet; the same words again by the same outlet; or
changed words by the same outlet."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one text has that another lacks."""

    paragraphs: tuple[int, ...] = ()
    """Numbers, from 1, of the paragraphs that are all new; in the text that has them."""
    sentences: int = 0
    """New sentences in other paragraphs."""
    words: int = 0
    """Words in all of these; characters in scripts without spaces."""

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.paragraphs or self.sentences)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far the words of two articles agree, in runs of words (shingles)."""

    shared: int
    """Runs that both have."""
    jaccard: float
    """Share of these among all runs of the two."""
    containment: float
    """Share of these among the runs of the shorter."""


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a family."""

    path: str
    """Below content/, without its ending."""
    kind: Kind
    outlet: str
    date: str
    agencies: tuple[str, ...]
    """Labels of the agencies it credits."""
    adds: Difference = Difference()
    """What it has that the source lacks."""
    cuts: Difference = Difference()
    """What the source has that it lacks."""
    alone: Difference = Difference()
    """What it has that no other of the family has."""
    like: str = ""
    """Path of the article that it was found to be a copy of: the source where it is one of it."""
    overlap: Overlap | None = None
    """With that article."""


@dataclass(frozen=True, slots=True)
class Family:
    """Articles of one copy, oldest first."""

    source: str
    """Path of the article that the others are measured against."""
    known_by: KnownBy
    members: tuple[Member, ...]


def line_of(family: Family) -> str:
    """A family as one line of JSON, without what is empty."""
    return json.dumps(_known(asdict(family)), ensure_ascii=False)


def read_families(file: Path) -> tuple[Family, ...]:
    """The families of a file; none where there is no file.

    Raises:
        RelationError: a line is no family.
    """
    if not file.is_file():
        return ()
    families = []
    for number, line in enumerate(file.read_bytes().splitlines(), 1):  # of text, U+2028 in a name would end a line
        try:
            families.append(_family(json.loads(line)))
        except (ValueError, TypeError, KeyError) as cause:
            raise RelationError(
                f"this is no family: {cause}", place=f"{FILE_NAME}:{number}",
                remedy="Delete the file, and run `backfile relate`, which makes it anew",
            ) from cause  # fmt: skip
    return tuple(families)


def _family(found: dict[str, Any]) -> Family:
    return Family(found["source"], found["known_by"], tuple(map(_member, found["members"])))


def _member(found: dict[str, Any]) -> Member:
    return Member(
        path=found["path"],
        kind=found["kind"],
        outlet=found.get("outlet", ""),
        date=found.get("date", ""),
        agencies=tuple(found.get("agencies", ())),
        adds=_difference(found.get("adds", {})),
        cuts=_difference(found.get("cuts", {})),
        alone=_difference(found.get("alone", {})),
        like=found.get("like", ""),
        overlap=Overlap(**found["overlap"]) if "overlap" in found else None,
    )


def _difference(found: dict[str, Any]) -> Difference:
    return Difference(tuple(found.get("paragraphs", ())), found.get("sentences", 0), found.get("words", 0))


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: part for key, part in ((key, _known(part)) for key, part in value.items()) if part}
    return [_known(part) for part in value] if isinstance(value, list | tuple) else value
