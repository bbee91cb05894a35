"""Doing one thing to many."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from backfile.workers import in_order as module
from backfile.workers.in_order import in_order
from backfile.workers.workers import ThisMachine


def doubled(number: int) -> int:
    return 2 * number


def doubled_unless_deadly(number: int) -> int:
    if number in (3, 40):
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def minus(number: int, reason: str) -> int:  # noqa: ARG001
    return -number


def endless_from_three_on(number: int) -> str:
    while number == 3:
        pass
    return str(number)


def asleep_from_three_on(number: int) -> str:
    if number == 3:
        time.sleep(600)
    return str(number)


def stuck_in_native_code(number: int) -> str:
    if number == 3:
        hashlib.pbkdf2_hmac("sha256", b"", b"", 2_000_000_000)
    return str(number)


def told(number: int, reason: str) -> str:
    return f"{number} {reason}"


@pytest.mark.parametrize("number", [0, 5, 300])
def test_results_come_in_the_order_of_things(number: int) -> None:
    assert list(in_order(doubled, range(number), number=number, died=minus)) == [2 * thing for thing in range(number)]


@pytest.mark.parametrize("number", [5, 60])
def test_a_thing_that_kills_its_process_is_told_and_all_others_are_done(number: int) -> None:
    results = list(in_order(doubled_unless_deadly, range(number), number=number, died=minus))
    assert results == [-thing if thing in (3, 40) else 2 * thing for thing in range(number)]


@pytest.mark.parametrize("function", [endless_from_three_on, asleep_from_three_on, stuck_in_native_code])
def test_a_thing_that_takes_for_ever_is_told_and_all_others_are_done(function: Callable[[int], str]) -> None:
    results = list(in_order(function, range(40), number=40, died=told, longest=0.1))
    assert results == ["3 took longer than 0.1 seconds" if thing == 3 else str(thing) for thing in range(40)]


def test_a_death_is_told_as_a_death() -> None:
    assert list(in_order(killed, [1], number=1, died=told)) == ["1 ended its process"]


def killed(_: int) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def process_number(_: int) -> int:
    return os.getpid()


def test_processes_end_with_a_parent_that_is_killed() -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from test_in_order import process_number, minus\n"
        "from backfile.workers.in_order import in_order\n"
        "if __name__ == '__main__':\n"
        "    results = in_order(process_number, range(1000), number=1000, died=minus)\n"
        "    print(next(results), flush=True)\n"
        "    input()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    assert parent.stdout
    worker = int(parent.stdout.readline())
    os.kill(worker, 0)
    parent.kill()
    parent.wait()
    with parent.stdout, suppress(ProcessLookupError, FileNotFoundError):
        for _ in range(500):
            os.kill(worker, 0)
            if Path(f"/proc/{worker}/stat").read_text().split()[2] == "Z":
                return
            time.sleep(0.01)
        os.kill(worker, signal.SIGKILL)
        pytest.fail("it outlived its parent")


def test_things_are_fetched_only_as_they_are_needed() -> None:
    fetched = 0

    def things() -> Iterator[int]:
        nonlocal fetched
        for thing in range(10_000):
            fetched += 1
            yield thing

    results = in_order(
        doubled, things(), number=10_000, died=minus, weight=lambda _: module._BATCH_WEIGHT, workers=ThisMachine(2)
    )
    assert next(results) == 0
    assert fetched < 20
    results.close()
