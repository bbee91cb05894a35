"""The job: what one build is given to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from backfile.folders import Folders
from backfile.press.logo import Logo
from backfile.press.report import Stopwatch
from backfile.progress import Progress, silent
from backfile.provenance import FILE_NAME as PROVENANCE
from backfile.site import Site
from backfile.workers.workers import ThisMachine, Workers


def _unheard(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Way:
    """How a build goes about its work; its result is the same for every way."""

    search: bool = True
    """Whether search is brought up to date."""
    workers: Workers = field(default_factory=ThisMachine)
    """Who reads and prints."""
    why: str = ""
    """The address of a page of which to tell why it was made anew; or empty."""
    progress: Progress = silent
    """Told how far the build has come."""
    remark: Callable[[str], None] = _unheard
    """Told, in a sentence, what a person may want to know while it runs."""


@dataclass(frozen=True, slots=True)
class Job:
    """The input of one build; Pelican's context holds it as `job`."""

    site: Site
    folders: Folders
    settings_file: Path
    samples: bool
    """Whether the samples stand in for an archive that is still empty."""
    now: datetime
    """The moment, aware, that embargoes are judged against."""
    way: Way = field(default_factory=Way)
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    logo: Logo | None = None

    @property
    def content(self) -> Path:
        """The folder of articles to build."""
        return self.folders.samples.content if self.samples else self.folders.content

    @property
    def media(self) -> Path:
        """The folder of their pictures."""
        return self.folders.samples.media if self.samples else self.folders.media

    @property
    def relations(self) -> Path:
        """The folder of the site that says how these articles belong together."""
        return self.folders.samples.root if self.samples else self.folders.root

    @property
    def history(self) -> Path:
        """The folder that tells of their versions."""
        return self.folders.samples.history if self.samples else self.folders.history

    @property
    def provenance(self) -> Path:
        """The file that tells how they came out of their captures; where it is not there, their pages say less."""
        return (self.folders.samples if self.samples else self.folders).cache / PROVENANCE

    @property
    def state(self) -> Path:
        """The folder that keeps what builds have read and printed."""
        return self.folders.cache / "press"
