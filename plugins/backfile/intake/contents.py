"""The folder content/ as intake knows it: which names are taken, and which file holds which capture's article."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from backfile.errors import BuildError
from backfile.folders import article_files

_HEAD = 16 * 1024
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_CAPTURE = re.compile(rb"^capture:[ \t]*[\"']?(sha256:[0-9a-f]{64})\b", re.MULTILINE)


class Contents:
    """The articles below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: dict[str, set[str]] = {}

    def file(self, path: str) -> Path:
        """The file of the article at a path below content/ without its ending."""
        return self.folder / f"{path}.md"

    def holds(self, path: str) -> bool:
        """Whether a file has this path, in whatever case: on some file systems the two would be one."""
        parent, _, name = path.rpartition("/")
        if parent not in self._names:
            folder = self.folder / parent
            self._names[parent] = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
        return f"{name}.md".casefold() in self._names[parent]

    @cached_property
    def by_capture(self) -> dict[str, str]:
        """Path of each article by its capture's digest, as its front matter says: all files are looked into, once."""
        found: dict[str, str] = {}
        for name in article_files(self.folder):
            if digest := capture_in(self.folder / name):
                found.setdefault(digest, name.removesuffix(".md"))
        return found

    def write(self, path: str, markdown: str) -> None:
        """Write an article under a temporary name, and rename it, so that no half file is ever seen.

        Raises:
            BuildError: it cannot be written.
        """
        file = self.file(path)
        write_whole(file, markdown.encode())
        parent, _, name = path.rpartition("/")
        self._names.setdefault(parent, set()).add(f"{name}.md".casefold())


def capture_in(file: Path) -> str:
    """The digest of the capture that a Markdown file was read from, as its front matter says, or empty."""
    with file.open("rb") as stream:
        front_matter = _FRONT_MATTER.search(stream.read(_HEAD))
    found = front_matter and _CAPTURE.search(front_matter[1])
    return found[1].decode() if found else ""


def write_whole(file: Path, data: bytes) -> None:
    """Write a file under a temporary name beside it, and rename it.

    Raises:
        BuildError: it cannot be written.
    """
    temporary = file.with_name(f".{file.name}.new")
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        temporary.replace(file)
    except OSError as cause:
        raise BuildError(
            f"it cannot be written: {cause.strerror or cause}", place=str(file),
            remedy="Make room or give permission, then run it again; nothing that was taken in is lost",
        ) from cause  # fmt: skip
