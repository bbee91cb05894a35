"""Whether processes live, asked patiently."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path


def is_alive(process: int) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def all_end(processes: Iterable[int]) -> bool:
    return comes_true(lambda: not any(map(is_alive, processes)))


def comes_true(condition: Callable[[], bool]) -> bool:
    """Whether a condition comes true in twenty seconds, which a busy machine may need."""
    for _ in range(2000):
        if condition():
            return True
        time.sleep(0.01)
    return False
