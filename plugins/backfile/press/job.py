"""The job: what one build is given to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from backfile.folders import Folders
from backfile.press.report import Stopwatch
from backfile.site import Site


@dataclass(frozen=True, slots=True)
class Job:
    """The input of one build; Pelican's context holds it as `job`."""

    site: Site
    folders: Folders
    samples: bool
    """Whether the samples stand in for an archive that is still empty."""
    now: datetime
    """The moment, aware, that embargoes are judged against."""
    search: bool = True
    """Whether search is brought up to date."""
    stopwatch: Stopwatch = field(default_factory=Stopwatch)

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
