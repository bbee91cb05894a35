"""What a build tells of itself."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType

from backfile.errors import BackfileError


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of one build."""

    articles: int
    """How many articles the site shows."""
    pages_written: int
    unchanged: int
    removed: int
    problems: tuple[BackfileError, ...] = ()
    """What a person must mend, by file; everything else was built."""
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Wall time by pass: read, reduce, print, index."""
    samples: bool = False
    """Whether the articles are the samples."""
    why: tuple[str, ...] = ()
    """Why the page that was asked for was made anew; empty where none was asked for or nothing was."""
    is_there: bool = False
    """Whether there is a page at the address that was asked for."""
    read: int = 0
    """How many article files were new or changed."""
    workers: int = 1

    @property
    def summary(self) -> str:
        """One line for a person."""
        what = ("sample " if self.samples else "") + ("article" if self.articles == 1 else "articles")
        spent = sum(self.seconds.values())
        return (
            f"{self.articles:,} {what}; files: {self.pages_written:,} written, {self.unchanged:,} unchanged, "
            f"{self.removed:,} removed; {spent:.1f} s"
        )


class Stopwatch:
    """The seconds that each pass takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        """Count the time of a block under a pass's name."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
