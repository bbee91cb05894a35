"""Doing one thing to many on a Dask cluster: what a death costs, and what is said where there is none."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alive import comes_true
from dask_cluster import scheduler
from deeds import Deed, do, do_slowly, named, refuse_two
from test_in_order import doubled_unless_deadly, minus

from backfile.cli import main
from backfile.errors import WorkerError
from backfile.workers import cluster as cluster_module
from backfile.workers.in_order import in_order
from backfile.workers.opened import opened
from backfile.workers.run import run
from backfile.workers.workers import Workers

CRAWL = Path(__file__).parent.parent / "fixtures" / "warc" / "heritrix.warc.gz"
SETTINGS = 'SITENAME = "Lake archive"\nTIMEZONE = "UTC"\nOUTLETS = {"HP": {"name": "Harbour Post"}}\n'


@pytest.fixture(scope="module")
def cluster(dask_address: str) -> Iterator[Workers]:
    with opened(dask=dask_address) as workers:
        assert comes_true(lambda: workers.number == 2)
        yield workers


def test_each_task_comes_once_with_its_result_though_a_worker_is_killed_half_way(
    cluster: Workers, tmp_path: Path
) -> None:
    tasks = [Deed(number, tmp_path) for number in range(40)]
    results = run(cluster, do_slowly, tasks, describe=named)
    found = [next(results) for _ in range(20)]
    killed = int((tmp_path / str(found[-1][0].number)).read_text())
    os.kill(killed, signal.SIGKILL)
    found += results
    assert sorted((task.number, result) for task, result in found) == [(each, 10 * each) for each in range(40)]


def test_a_task_that_ends_its_workers_ends_the_run_and_is_named(cluster: Workers, tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match=r"^deed 1: "):
        list(run(cluster, do, [Deed(0, tmp_path), Deed(1, tmp_path, deadly=9)], describe=named))


def test_a_thing_that_ends_its_workers_is_told_and_all_others_are_done(cluster: Workers) -> None:
    results = list(in_order(doubled_unless_deadly, range(60), number=60, died=minus, workers=cluster))
    assert results == [-thing if thing in (3, 40) else 2 * thing for thing in range(60)]


def test_an_exception_of_a_task_comes_as_it_is_and_nothing_more_is_begun(cluster: Workers, tmp_path: Path) -> None:
    tasks = [Deed(number, tmp_path) for number in range(200)]
    with pytest.raises(LookupError, match="two is refused"):
        list(run(cluster, refuse_two, tasks, describe=named))
    assert not any(task.begun for task in tasks[100:])


def test_a_process_does_one_task_at_a_time_however_many_threads_it_has(cluster: Workers, tmp_path: Path) -> None:
    tasks = [Deed(number, tmp_path) for number in range(12)]
    assert not any(met for _, met in run(cluster, meets_another, tasks, describe=named))


_at_work: list[int] = []


def meets_another(deed: Deed) -> bool:
    _at_work.append(deed.number)
    do_slowly(deed)
    met = len(_at_work) > 1
    _at_work.remove(deed.number)
    return met


OWL = "Owl {0} elected mayor\n\nHarbour Post, 3 May 2021\n\nOwl {0} won by two votes on Monday.\n"


def test_intake_reads_a_pile_of_captures_on_the_cluster_as_on_this_machine(
    dask_address: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    made = []
    for place, options in (("here", ["--workers", "1"]), ("there", ["--dask", dask_address])):
        site = tmp_path / place
        (site / "inbox").mkdir(parents=True)
        (site / "pelicanconf.py").write_text(SETTINGS)
        shutil.copy(CRAWL, site / "inbox")
        for number in range(20):
            (site / "inbox" / f"owl-{number}.txt").write_text(OWL.format(number))
        assert main(["intake", *options, "--site", str(site)]) == 0
        assert capfd.readouterr().err == ""
        made.append({path.relative_to(site): path.read_bytes() for path in site.glob("content/**/*.md")})
    assert len(made[0]) > 20
    assert made[0] == made[1]
    assert any(b"outlet: HP" in text for text in made[1].values())


# ---- where there is no cluster


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkerError, match=r"Dask is not installed.*pip install 'backfile\[dask\]'"), opened(dask="a:1"):
        pass


def free_port() -> int:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return int(there.getsockname()[1])


_REFUSED = "no Dask scheduler answers|is no address of a Dask scheduler"


@pytest.mark.parametrize(
    "address", ["127.0.0.1:{port}", "tcp://127.0.0.1:{port}", "nowhere", "a:b:c", "carrier://pigeon"]
)
def test_an_address_without_a_scheduler_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster_module, "_PATIENCE", 0.3)
    with pytest.raises(WorkerError, match=_REFUSED), opened(dask=address.format(port=free_port())):
        pass
    assert capfd.readouterr().err == ""


def test_a_scheduler_without_workers_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster_module, "_PATIENCE", 2)
    with scheduler(tmp_path) as address, pytest.raises(WorkerError, match="has no workers"), opened(dask=address):
        pass
    assert capfd.readouterr().err == ""


def test_workers_with_another_backfile_are_refused(dask_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "code_digest", os.getpid)
    with pytest.raises(WorkerError, match="another version of Backfile"), opened(dask=dask_address):
        pass
