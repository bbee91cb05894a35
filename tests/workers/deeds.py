"""What workers are given to do in tests: functions that any process can import."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

PREPARED: list[str] = []
"""What a test puts here before a run, forked processes find."""


@dataclass(frozen=True)
class Deed:
    """One thing to do, which leaves a line in a file for each time that it is begun."""

    number: int
    notes: Path
    deadly: int = 0
    """How often it ends its process before it succeeds."""

    @property
    def begun(self) -> int:
        note = self.notes / str(self.number)
        return len(note.read_text().splitlines()) if note.exists() else 0


def do(deed: Deed) -> int:
    with (deed.notes / str(deed.number)).open("a") as note:
        note.write(f"{os.getpid()}\n")
    if deed.begun <= deed.deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return 10 * deed.number


def do_slowly(deed: Deed) -> int:
    result = do(deed)
    time.sleep(0.05)
    return result


def do_for_ever(deed: Deed) -> int:
    do(deed)
    while True:
        time.sleep(0.01)


def refuse_two(deed: Deed) -> int:
    if deed.number == 2:
        raise LookupError("two is refused")
    return do_slowly(deed)


def process_of(_: Deed) -> int:
    return os.getpid()


def prepared(_: Deed) -> list[str]:
    return PREPARED


def named(deed: Deed) -> str:
    return f"deed {deed.number}"
