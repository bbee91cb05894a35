"""Placing files in output/: whole, under another name first, and only where they differ from what stands there."""

# A path object for every page costs as much as comparing the page.
# ruff: noqa: PTH102, PTH103, PTH105, PTH106, PTH108, PTH120

from __future__ import annotations

import os
import uuid

_OURS = f".{uuid.uuid4().hex[:12]}.part"
"""The ending of files that are being written; no two processes on any machine share it."""


def place(path: str, data: bytes) -> tuple[bool, os.stat_result]:
    """Make a file hold these bytes: untouched where it does, else by a new file renamed onto it.

    Gives whether it was written, and how it looks now.
    """
    if not _folder_is_new(os.path.dirname(path)) and (status := _holding(path, data)):
        return False, status
    temporary = f"{path}.{os.getpid()}{_OURS}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        try:
            _write(descriptor, data)
            status = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    return True, status


def _folder_is_new(folder: str) -> bool:
    """Make a folder where there is none; whether there was none."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        return False
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    return True


def _holding(path: str, data: bytes) -> os.stat_result | None:
    """How a file looks that holds these bytes; None for any other."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        status = os.fstat(descriptor)
        return status if status.st_size == len(data) and os.read(descriptor, len(data) + 1) == data else None
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    while written < len(data):
        written += os.write(descriptor, data[written:])


def take_away(root: str, names: list[str]) -> int:
    """Remove files below a folder, by their paths there, and the folders left empty; how many there were."""
    removed = 0
    for name in names:
        try:
            os.unlink(f"{root}/{name}")
        except FileNotFoundError:
            continue
        removed += 1
        folder = os.path.dirname(name)
        while folder:
            try:
                os.rmdir(f"{root}/{folder}")
            except OSError:
                break
            folder = os.path.dirname(folder)
    return removed
