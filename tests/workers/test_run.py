"""Doing one thing to many on this machine: results as they come, and what a death costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest
from alive import all_end, comes_true, is_alive
from deeds import PREPARED, Deed, do, do_for_ever, do_slowly, named, prepared, process_of, refuse_two

from backfile.errors import WorkerError
from backfile.workers import processes as processes_module
from backfile.workers.opened import opened
from backfile.workers.run import run
from backfile.workers.workers import ThisMachine, cores


def deeds(notes: Path, number: int, **deadly: int) -> list[Deed]:
    """So many deeds; `_3=1`: the third ends its process once."""
    return [Deed(each, notes, deadly.get(f"_{each}", 0)) for each in range(number)]


def processes_noted(notes: Path) -> list[int]:
    return [int(line) for note in notes.iterdir() for line in note.read_text().splitlines()]


@pytest.mark.parametrize("number", [0, 1, 7])
@pytest.mark.parametrize("workers", [1, 2])
def test_each_task_comes_once_with_its_result(tmp_path: Path, number: int, workers: int) -> None:
    tasks = deeds(tmp_path, number)
    results = list(run(ThisMachine(workers), do, tasks, describe=named))
    assert sorted((task.number, result) for task, result in results) == [(each, 10 * each) for each in range(number)]
    assert all(task.begun == 1 for task in tasks)


@pytest.mark.parametrize(("workers", "number"), [(1, 5), (4, 1)])
def test_what_one_process_would_do_is_done_in_this_one(tmp_path: Path, workers: int, number: int) -> None:
    results = run(ThisMachine(workers), process_of, deeds(tmp_path, number), describe=named)
    assert {process for _, process in results} == {os.getpid()}


def test_processes_begin_with_what_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deeds.PREPARED", [*PREPARED, "a table"])
    results = run(ThisMachine(2), prepared, deeds(tmp_path, 4), describe=named)
    assert [found for _, found in results] == [["a table"]] * 4


def test_a_task_whose_worker_died_is_named_and_done_again_and_no_other_is(tmp_path: Path) -> None:
    tasks, remarks = deeds(tmp_path, 12, _3=1), []
    results = run(ThisMachine(2), do_slowly, tasks, describe=named, remark=remarks.append)
    assert sorted(result for _, result in results) == [10 * each for each in range(12)]
    assert [task.begun for task in tasks] == [2 if each == 3 else 1 for each in range(12)]
    assert remarks == ["The process died that did deed 3; another does it again."]


def test_all_workers_may_die(tmp_path: Path) -> None:
    tasks = deeds(tmp_path, 4, _0=1, _1=1, _2=1, _3=1)
    results = run(ThisMachine(2), do, tasks, describe=named)
    assert sorted(result for _, result in results) == [0, 10, 20, 30]


def test_a_task_that_ends_two_workers_ends_the_run_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match=r"^deed 1: .*--workers 1") as error:
        list(run(ThisMachine(2), do, deeds(tmp_path, 6, _1=9), describe=named))
    assert error.value.place == "deed 1"
    assert all_end(processes_noted(tmp_path))


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_of_a_task_comes_as_it_is_and_nothing_more_is_begun(tmp_path: Path, workers: int) -> None:
    tasks = deeds(tmp_path, 40)
    with pytest.raises(LookupError, match="two is refused"):
        list(run(ThisMachine(workers), refuse_two, tasks, describe=named))
    assert not any(task.begun for task in tasks[10:])


def test_progress_is_told_of_each(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    list(run(ThisMachine(2), do, deeds(tmp_path, 3), describe=named, progress=lambda *how_far: told.append(how_far)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_whoever_wants_no_more_results_waits_for_none(tmp_path: Path) -> None:
    first, *rest = deeds(tmp_path, 3)
    results = run(ThisMachine(2), do_first_alone, [first, *rest], describe=named)
    assert next(results) == (first, 0)
    assert comes_true(lambda: bool(rest[0].begun))
    results.close()
    assert all_end(processes_noted(tmp_path))


def do_first_alone(deed: Deed) -> int:
    return do_for_ever(deed) if deed.number else do(deed)


def test_a_task_that_waits_at_a_process_that_dies_goes_to_another(tmp_path: Path) -> None:
    deadly, waits = Deed(0, tmp_path, deadly=9), Deed(1, tmp_path)
    with processes_module.processes(1, ahead=1) as executor:
        died, done = executor.submit(do, deadly), executor.submit(do, waits)
        assert done.result() == 10
        assert isinstance(died.exception(), BrokenExecutor)
    assert deadly.begun == waits.begun == 1


def test_a_process_that_dies_while_it_has_nothing_to_do_is_replaced(tmp_path: Path) -> None:
    with processes_module.processes(1) as executor:
        idle = executor.submit(process_of, Deed(0, tmp_path)).result()
        os.kill(idle, signal.SIGKILL)
        assert comes_true(lambda: bool(executor._lanes[0].pool._broken))
        assert executor.submit(do, Deed(1, tmp_path)).result() == 10


def test_where_there_is_no_fork_processes_are_spawned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes_module, "_FORKS", False)
    results = run(ThisMachine(2), process_of, deeds(tmp_path, 4), describe=named)
    assert os.getpid() not in {process for _, process in results}


def test_there_are_as_many_workers_as_cores_that_may_be_used() -> None:
    with opened() as workers:
        assert workers.number == cores() <= (os.cpu_count() or 1)


# ---- the end of the parent

ENDLESS = (
    "import sys\n"
    "from pathlib import Path\n"
    "from deeds import Deed, do_for_ever, named\n"
    "from backfile.workers.run import run\n"
    "from backfile.workers.workers import ThisMachine\n"
    "if __name__ == '__main__':\n"
    "    deeds = [Deed(0, Path(sys.argv[1]), 1), Deed(1, Path(sys.argv[1]))]\n"
    "    list(run(ThisMachine(2), do_for_ever, deeds, describe=named))\n"
)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_processes_end_with_their_parent_at_once(tmp_path: Path, end: signal.Signals) -> None:
    """One of the two was forked; the other took the place of one that died, and was spawned."""
    notes = tmp_path / "notes"
    notes.mkdir()
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    with (tmp_path / "said").open("wb") as said:
        parent = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, notes],
            env={**os.environ, "PYTHONPATH": path}, stderr=said, start_new_session=True,
        )  # fmt: skip
    assert comes_true(lambda: len(processes_noted(notes)) == 3)
    if end is signal.SIGINT:
        os.killpg(parent.pid, end)  # as a terminal does
    else:
        parent.send_signal(end)
    assert parent.wait() == -end
    try:
        assert all_end(processes_noted(notes))
    finally:
        for process in filter(is_alive, processes_noted(notes)):
            os.kill(process, signal.SIGKILL)
    assert ("\nKeyboardInterrupt" in (tmp_path / "said").read_text()) is (end is signal.SIGINT)
