"""One build at a time: a second one on the same site says so and stops."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backfile.errors import BuildError


@contextmanager
def build_lock(cache: Path) -> Iterator[None]:
    """Hold the site's lock while a block runs; the system takes it back from a process that dies.

    Raises:
        BuildError: another build of this site is running.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "build.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            raise BuildError(
                "this site is being built already", place=str(cache.parent.resolve()),
                remedy="Wait until the other build ends, or end it",
            ) from cause  # fmt: skip
        yield
