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
    return tuple(sorted(name for name, _ in files_below(content, ".md")))


def files_below(top: Path, ending: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder whose name ends so, by its path from there.

    Hidden ones, links and the folder's own README.md are left out.
    """
    waiting = [("", str(top))]
    while waiting:
        prefix, folder = waiting.pop()
        try:
            scanned = os.scandir(folder)
        except FileNotFoundError:
            continue
        with scanned as found:
            for entry in found:
                name = entry.name
                if name.startswith("."):
                    continue
                if entry.is_file(follow_symlinks=False):
                    if name.endswith(ending) and (prefix or name != _README):
                        yield prefix + name, entry
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{prefix}{name}/", entry.path))


def _holds_file(folder: Path) -> bool:
    return any(not name.startswith(_CAPTURE_INDEX) for name, _ in files_below(folder))
