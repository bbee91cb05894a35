"""The folders of a site: what lies where, and whether the samples stand in for an archive that is still empty."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_README = "README.md"
_CAPTURE_INDEX = "backfile.index"


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
    def history(self) -> Path:
        """What changed between the versions of articles that were captured more than once; made from captures/."""
        return self.root / "history"

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
        """Whether inbox/, captures/ and content/ hold nothing yet.

        Hidden files, a folder's own README.md, links, and the index of captures/, which is made anew, are nothing.
        """
        return not any(_holds_file(folder) for folder in (self.inbox, self.captures, self.content))

    @property
    def shows_samples(self) -> bool:
        """Whether a build shows the samples: the site is empty, and intake has made them."""
        return self.is_empty and self.samples.content.is_dir()


def article_files(content: Path) -> tuple[str, ...]:
    """The paths of all Markdown files below content/ but hidden ones and its README.md, as `2020/02/20/slug.md`."""
    return tuple(sorted(name for name in _files_below(content) if name.endswith(".md")))


def _holds_file(folder: Path) -> bool:
    return any(not name.startswith(_CAPTURE_INDEX) for name in _files_below(folder))


def _files_below(top: Path) -> Iterator[str]:
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if not name.startswith(".")]
        way = Path(folder).relative_to(top).as_posix()
        prefix = "" if way == "." else f"{way}/"
        for name in names:
            if not name.startswith(".") and prefix + name != _README and not Path(folder, name).is_symlink():
                yield prefix + name
