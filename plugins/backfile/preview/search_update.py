"""Search in the preview: brought up to date beside it, in quiet moments, by a process that may be stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

_STOPPED = ("backfile: ", "  because: ")
"""How a command begins the lines that say what stopped it; status 1 alone says that some article must be mended."""


class SearchUpdate:
    """Runs a command that brings search up to date, one at a time, while nothing else builds.

    A process of its own can be stopped at any moment and leaves no memory behind; the next one finishes its work.
    """

    def __init__(self, command: Sequence[str], tell: Callable[[str], None]) -> None:
        """`tell` is called, in another thread, with what kept a command from ending its work."""
        self._command, self._tell = tuple(command), tell
        self._due = False
        self._process: subprocess.Popen[str] | None = None
        self._listener: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def is_due(self) -> bool:
        """Whether there is something to be brought up to date."""
        return self._due

    def ask(self) -> None:
        """Note that something is to be brought up to date."""
        self._due = True

    def start(self) -> None:
        """Begin."""
        self.stop()
        self._due = False
        self._process = subprocess.Popen(  # noqa: S603  # our own command
            self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, errors="replace", start_new_session=True,
        )  # fmt: skip
        self._listener = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._listener.start()

    def stop(self) -> None:
        """End what is under way, which is then due again; when this returns, none of its processes is left."""
        process, listener = self._process, self._listener
        if not process or not listener:
            return
        if listener.is_alive():
            self._due = True
            with suppress(ProcessLookupError):  # it ended just now
                os.killpg(process.pid, signal.SIGKILL)
        listener.join()
        self._process = self._listener = None

    def _listen(self, process: subprocess.Popen[str]) -> None:
        """Read until the command and all processes that it started have closed their end."""
        assert process.stderr
        said = process.stderr.read()
        status = process.wait()
        if status > 0 and (lines := [line for line in said.splitlines() if status > 1 or line.startswith(_STOPPED)]):
            self._tell("\n".join(lines))
