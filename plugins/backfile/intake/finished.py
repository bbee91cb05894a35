"""What an interrupted run had finished, so that the next one goes on; deleting the file costs only time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class Finished:
    """The names of things that were done under one mark; under another mark nothing is done yet."""

    def __init__(self, file: Path, mark: str) -> None:
        self._file, self._mark = file, mark
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        self._names = set(lines[1:]) if lines[:1] == [mark] else set[str]()

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def add(self, names: Iterable[str]) -> None:
        """Note that these are done; what was noted survives the death of this process."""
        fresh = not self._names
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("w" if fresh else "a", encoding="utf-8") as file:
            if fresh:
                file.write(f"{self._mark}\n")
            for name in names:
                file.write(f"{name}\n")
                self._names.add(name)
