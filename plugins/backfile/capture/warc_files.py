"""The WARC files of the store: their names, which of them grows, and who may write."""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import suppress
from pathlib import Path

from backfile.errors import StoreError

_NAME = re.compile(r"backfile-(\d{5,})\.warc\.gz")


def warc_files(folder: Path) -> list[Path]:
    """The WARC files of the store, oldest first."""
    return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


def growing_file(folder: Path, largest: int) -> Path:
    """The last WARC file while it holds at most `largest` bytes, else the next one."""
    files = warc_files(folder)
    if not files:
        return folder / "backfile-00001.warc.gz"
    if files[-1].stat().st_size <= largest:
        return files[-1]
    number = int(_NAME.sub(r"\1", files[-1].name)) + 1
    return folder / f"backfile-{number:05}.warc.gz"


def locked(folder: Path) -> int:
    """A descriptor that keeps other writers out until it is closed, or its process ends in whatever way."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as cause:
        os.close(lock)
        raise StoreError(
            "another process is writing to the captures", place=str(folder), remedy="Wait until it has finished"
        ) from cause
    return lock


def sync_folder(folder: Path) -> None:
    """Make a new file's name as safe as its bytes, where the system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)
