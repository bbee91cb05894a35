"""Which article that is held already a manuscript is another capture of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from backfile.capture.metadata_record import MetadataRecord
from backfile.frontmatter import locate
from backfile.intake.article_keys import ADDRESS, article_keys
from backfile.intake.contents import Contents
from backfile.intake.ledger import Family, Ledger
from backfile.intake.likeness import likeness, shared_words
from backfile.intake.versions import CapturedReading

_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
_SAME_HEADLINE = 0.5
_ALIKE_AT_ONE_ADDRESS = 0.2
"""Likeness of bodies from which on two captures of one address are of one article, whatever the headline became."""
_ALIKE = 0.5
"""Likeness of bodies that makes one article of two captures with one headline, day and outlet, where an address lacks.

Measured on 19,043 wire stories: see docs/relations.md."""


class KnownArticles:
    """The articles that captures/ and content/ hold."""

    def __init__(self, ledger: Ledger, contents: Contents) -> None:
        self._ledger, self._contents = ledger, contents

    def path_of(self, reading: CapturedReading, *, surely_new: bool) -> tuple[str, str]:
        """The path of the article that a reading is of, and that of another article that claims its address.

        Each is empty where there is none. `surely_new` says that no file of content/ can hold what captures/ does not
        tell of; otherwise files are looked into too, which an interrupted run or a lost archive leaves.
        """
        if not surely_new and (path := self._contents.by_capture.get(reading.digest)):
            return path, ""
        rival = ""
        for key in reading.record.keys:
            families = [(path, self._ledger.family(path)) for path in self._ledger.paths(key)]
            if not surely_new:
                families += self._unrecorded.get(key, ())
            for path, family in families:
                if _is_of(reading, family, key):
                    return path, ""
                if key.startswith(ADDRESS) and any(other.record.keys[:1] == (key,) for other in family.values()):
                    rival = rival or path
        return "", rival

    @cached_property
    def _unrecorded(self) -> dict[str, list[tuple[str, Family]]]:
        """By key, the articles of content/ whose capture has no record, each as the one reading of its file."""
        found: defaultdict[str, list[tuple[str, Family]]] = defaultdict(list)
        for digest, path in self._contents.by_capture.items():
            if self._ledger.tells_of(digest):
                continue
            text = self._contents.file(path).read_text("utf-8", "replace")
            if article := locate(text).known:
                keys = article_keys(article, "")
                reading = CapturedReading(MetadataRecord(digest, 0, path, keys=keys, text=text), "")
                for key in keys:
                    found[key].append((path, {digest: reading}))
        return found


def _is_of(reading: CapturedReading, family: Family, key: str) -> bool:
    """Whether a reading is of the article whose readings share a key with it."""
    others = sorted(family.values(), key=lambda other: other.order, reverse=True)
    if key.startswith(ADDRESS):
        return any(_alike_at_one_address(reading, other) for other in others)
    own, theirs = _addresses([reading]), _addresses(others)
    if own and theirs and not own & theirs:
        return False
    return any(likeness(_body(reading), _body(other)) >= _ALIKE for other in others)


def _alike_at_one_address(one: CapturedReading, other: CapturedReading) -> bool:
    return (
        one.is_entry != other.is_entry
        or shared_words(_title(one), _title(other)) >= _SAME_HEADLINE
        or likeness(_body(one), _body(other)) >= _ALIKE_AT_ONE_ADDRESS
    )


def _addresses(readings: Iterable[CapturedReading]) -> set[str]:
    return {key for reading in readings for key in reading.record.keys if key.startswith(ADDRESS)}


def _title(reading: CapturedReading) -> str:
    found = _TITLE.search(reading.record.text)
    return found[1] if found else ""


def _body(reading: CapturedReading) -> str:
    return reading.record.text.partition("\n---\n")[2]
