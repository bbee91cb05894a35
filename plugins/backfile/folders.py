"""The folders of a site: what lies where, and whether the samples stand in for an archive that is still empty."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders below a site's own: the folder that holds its settings file."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where captures are dropped."""
        return self.root / "inbox"

    @property
    def captures(self) -> Path:
        """Every capture ever taken in."""
        return self.root / "captures"

    @property
    def media(self) -> Path:
        """Pictures that came with captures."""
        return self.root / "media"

    @property
    def content(self) -> Path:
        """The articles as Markdown."""
        return self.root / "content"

    @property
    def output(self) -> Path:
        """The site as built."""
        return self.root / "output"

    @property
    def cache(self) -> Path:
        """The state of builds; deleting it costs only time."""
        return self.root / ".cache"

    @property
    def samples(self) -> Folders:
        """The site folder of the samples: its captures/, media/ and content/ lie below .cache/."""
        return Folders(self.cache / "samples")

    @property
    def is_empty(self) -> bool:
        """Whether inbox/, captures/ and content/ hold no file yet, hidden ones aside."""
        return not any(_holds_file(folder) for folder in (self.inbox, self.captures, self.content))

    @property
    def shows_samples(self) -> bool:
        """Whether a build shows the samples: the site is empty, and intake has made them."""
        return self.is_empty and self.samples.content.is_dir()


def _holds_file(folder: Path) -> bool:
    return any(
        path.is_file()
        for path in folder.rglob("*")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
