"""The inbox: what lies there, what belongs together, and how it is received and removed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from backfile.capture.capture import Attachment, Capture
from backfile.capture.containers.containers import captures_in
from backfile.capture.media_types import media_type_of
from backfile.capture.parcel import Parcel
from backfile.capture.saved_page import folder_names
from backfile.capture.watched import Watch, opened
from backfile.capture.web_archive import WebArchive
from backfile.errors import CaptureError
from backfile.report import Remark

_README = "README.md"
_SMALL = 256 * 1024
"""Bytes up to which a file is read once, and looked at in memory: a score of formats ask for its head."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be received: a file, or a saved page with the files of its folder."""

    path: Path
    """The file, below the folder where it was found."""
    name: str
    """Its path relative to that folder, with forward slashes."""
    attachments: tuple[Path, ...] = ()
    """The files of its folder, sorted."""

    @property
    def files(self) -> tuple[Path, ...]:
        """All its files."""
        return (self.path, *self.attachments)


def waiting(folder: Path) -> Iterator[Item]:
    """What waits below `folder`, sorted by name: hidden files, links and the folder's own README.md are left alone.

    Raises:
        CaptureError: a folder cannot be looked into.
    """
    if folder.is_dir():
        yield from _items(folder, folder)


def links(folder: Path) -> list[Path]:
    """The symbolic links below `folder`, which are not followed: they could lead anywhere."""
    return sorted(
        Path(parent, name)
        for parent, folders, files in os.walk(folder)
        for name in (*folders, *files)
        if Path(parent, name).is_symlink()
    )


def item_of(path: Path) -> Item:
    """The file at `path`, whatever its name, with its page's folder where it has one."""
    return Item(path, path.name, _attached(path))


def items_at(paths: Iterable[Path]) -> Iterator[Item]:
    """The files at `paths`; of a folder, what waits below it.

    Raises:
        CaptureError: a folder cannot be looked into.
    """
    for path in paths:
        if path.is_dir():
            yield from waiting(path)
        else:
            yield item_of(path)


@contextmanager
def parcel_of(item: Item, received_at: str, watch: Watch | None = None) -> Iterator[Parcel]:
    """An item, opened as a parcel; `received_at` is an instant in UTC, `watch` is told how far a large file was read.

    Raises:
        CaptureError: the file cannot be read.
    """
    try:
        with opened(item.path, watch) as file:
            attachments = tuple(
                Attachment(path.relative_to(item.path.parent).as_posix(), media_type_of(path.name), path.read_bytes())
                for path in item.attachments
            )
            size = os.fstat(file.fileno()).st_size
            seekable = BytesIO(file.read()) if size <= _SMALL else file
            yield Parcel(seekable, item.name, size, received_at, attachments)
    except OSError as cause:
        raise CaptureError(
            f"it cannot be read: {cause.strerror}", place=item.name, remedy="Give permission to read it"
        ) from cause


def receive(item: Item, received_at: str, watch: Watch | None = None) -> Iterator[Capture | Remark | WebArchive]:
    """The captures that an item holds, in order: one, unless it is a container.

    Raises:
        CaptureError: the file cannot be read, is damaged, or is too large for a page; what came before is good.
    """
    with parcel_of(item, received_at, watch) as parcel:
        yield from captures_in(parcel)


def remove(item: Item, folder: Path) -> None:
    """Delete an item that is safely in the store, and the folders below `folder` that this empties.

    Raises:
        OSError: a file cannot be deleted.
    """
    for path in item.files:
        path.unlink(missing_ok=True)
    for parent in sorted({p for path in item.files for p in path.parents if folder in p.parents}, reverse=True):
        if not any(parent.iterdir()):
            parent.rmdir()


def _items(folder: Path, top: Path) -> Iterator[Item]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted((entry for entry in listing if _is_ours(entry, folder, top)), key=lambda one: one.name)
    except OSError as cause:
        raise CaptureError(
            f"the folder cannot be looked into: {cause.strerror}",
            place=str(folder),
            remedy="Give permission to read it",
        ) from cause
    inner = "" if folder == top else f"{folder.relative_to(top).as_posix()}/"
    paths = {entry.name: folder / entry.name for entry in entries}
    pages = {entry.name: _attached(paths[entry.name]) for entry in entries if entry.is_file()}
    page_folders = {_folder_of(paths[name], attached) for name, attached in pages.items() if attached}
    for name, path in paths.items():
        if name in pages:
            yield Item(path, inner + name, pages[name])
        elif path.is_dir() and path not in page_folders:
            yield from _items(path, top)


def _is_ours(entry: os.DirEntry[str], folder: Path, top: Path) -> bool:
    if entry.name.startswith(".") or entry.is_symlink():
        return False
    return entry.name != _README or folder != top


def _folder_of(page: Path, attached: tuple[Path, ...]) -> Path:
    return page.parent / attached[0].relative_to(page.parent).parts[0]


def _attached(page: Path) -> tuple[Path, ...]:
    """The files of the folder that a browser saved with a page, sorted; none where there is no such folder."""
    for name in folder_names(page.name):
        folder = page.with_name(name)
        if folder.is_dir() and not folder.is_symlink():
            return tuple(sorted(path for path in _files_below(folder)))
    return ()


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, _, files in os.walk(folder):
        for name in files:
            path = Path(parent, name)
            if path.is_file() and not path.is_symlink():
                yield path
