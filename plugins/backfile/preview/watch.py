"""Watching: which files of a site changed, as soon as it is quiet again."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from types import TracebackType
from typing import Self

from watchfiles import Change, watch

from backfile.errors import BuildError
from backfile.folders import Folders
from backfile.relations.threads import FILE_NAME as THREADS
from backfile.vocab.answers import FILE_NAME as VOCABULARY

QUIET = 30
"""Milliseconds without a change after which a save is over: editors write a file in several steps."""

LONGEST = 400
"""Milliseconds after which changes that never pause are told all the same."""

ARRIVAL_SECONDS = 0.5
"""Without a change in the inbox, after which what was copied there is whole."""

_UNDER_WAY = (".part", ".tmp", ".swp", ".swx", ".crdownload", ".download", "~", ".pyc")
"""Endings of what editors and browsers write beside a file; they rename it when it is whole."""


class Watch:
    """Tells which files of a site, or of its theme, changed.

    The site's own folder is watched apart from those in it, and not below: there lie output/ and .cache/. A watched
    file would be lost when an editor renames another onto it; a folder is not. Folders may come and go.
    """

    def __init__(self, folders: Folders, theme: Path) -> None:
        self._root, self._inbox = folders.root.absolute(), folders.inbox.absolute()
        below = (folders.inbox, folders.content, folders.media, folders.history, folders.root / "relations", theme)
        self._folders = tuple(folder.absolute() for folder in below)
        self._found: SimpleQueue[frozenset[Path] | Exception] = SimpleQueue()
        self._arriving: set[Path] = set()
        self._settled = inf
        self._renewed, self._ended = threading.Event(), threading.Event()
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._watch_root, self._watch_below)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        self._renewed.set()
        for thread in self._threads:
            thread.join()

    def wait(self, seconds: float | None) -> frozenset[Path]:
        """The files and folders that changed since the last time; none where that many seconds nothing did.

        What comes into the inbox may still be growing: it is told when nothing there has changed for a while.

        Raises:
            BuildError: the system refuses to watch.
        """
        until = inf if seconds is None else monotonic() + seconds
        while True:
            found = self._next(min(until, self._settled) if self._arriving else until)
            if arriving := {path for path in found if path.is_relative_to(self._inbox)}:
                self._arriving |= arriving
                self._settled = monotonic() + ARRIVAL_SECONDS
            if rest := found - arriving:
                return rest
            if self._arriving and monotonic() >= self._settled:
                arrived, self._arriving = frozenset(self._arriving), set()
                return arrived
            if monotonic() >= until:
                return frozenset()

    def _next(self, until: float) -> frozenset[Path]:
        """All that is told so far, or the next that is before that moment."""
        changed: set[Path] = set()
        try:
            changed |= self._told(self._found.get(timeout=None if until == inf else max(0, until - monotonic())))
            while True:
                changed |= self._told(self._found.get_nowait())
        except Empty:
            return frozenset(changed)

    def _told(self, found: frozenset[Path] | Exception) -> frozenset[Path]:
        if isinstance(found, Exception):
            raise BuildError(
                f"the folder cannot be watched: {found}", place=str(self._root),
                remedy="Set the environment variable WATCHFILES_FORCE_POLLING=1, which looks instead of listening",
            ) from found  # fmt: skip
        return found

    def _watch_root(self) -> None:
        for changed in self._changes([self._root], self._ended, below=False):
            if changed & set(self._folders):
                self._renewed.set()
            names = {THREADS, VOCABULARY}
            if told := {
                path for path in changed if path.name in names or path.suffix == ".py" or path in self._folders
            }:
                self._found.put(frozenset(told))

    def _watch_below(self) -> None:
        while not self._ended.is_set():
            self._renewed.clear()
            there = [folder for folder in self._folders if folder.is_dir()]
            for changed in self._changes(there, self._renewed, below=True):
                if told := frozenset(filter(self._matters, changed)):
                    self._found.put(told)

    def _changes(self, paths: Iterable[Path], stop: threading.Event, *, below: bool) -> Iterator[set[Path]]:
        try:
            for changes in watch(
                *paths, watch_filter=self._is_told, debounce=LONGEST, step=QUIET, stop_event=stop, recursive=below
            ):
                yield {Path(path) for _, path in changes}
        except Exception as problem:  # noqa: BLE001  # the library's errors have no name in common
            self._found.put(problem)
            self._ended.wait()

    def _is_told(self, change: Change, path: str) -> bool:
        """What a person or intake takes out of the inbox is no news."""
        return not path.endswith(_UNDER_WAY) and not (
            change is Change.deleted and Path(path).is_relative_to(self._inbox)
        )

    def _matters(self, path: Path) -> bool:
        folder = next((each for each in self._folders if path.is_relative_to(each)), path)
        return not any(part.startswith(".") for part in path.relative_to(folder).parts)
