"""Search in the preview: one command at a time, which may be stopped at any moment."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from backfile.preview import SearchUpdate


def command(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def ended(search: SearchUpdate) -> None:
    while search._listener and search._listener.is_alive():
        time.sleep(0.01)


def test_it_is_due_until_it_was_done() -> None:
    with SearchUpdate(command("pass"), print) as search:
        assert not search.is_due
        search.ask()
        assert search.is_due
        search.start()
        ended(search)
        search.stop()
        assert not search.is_due


def test_one_that_is_stopped_is_due_again_and_none_of_its_processes_is_left(tmp_path: Path) -> None:
    begun, written = tmp_path / "begun", tmp_path / "written"
    child = f"import time; open({str(begun)!r}, 'w'); time.sleep(1.5); open({str(written)!r}, 'w')"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with SearchUpdate(command(parent), print) as search:
        search.start()
        while not begun.exists():
            time.sleep(0.01)
        search.stop()
        assert search.is_due
        time.sleep(2)
        assert not written.exists()


def test_what_kept_it_from_its_end_is_told() -> None:
    told: list[str] = []
    program = "import sys; print('Reading 5 of 10\\nbackfile: no room', file=sys.stderr); sys.exit(1)"
    with SearchUpdate(command(program), told.append) as search:
        search.start()
        ended(search)
    assert told == ["backfile: no room"]


def test_articles_that_must_be_mended_are_not_told_again() -> None:
    told: list[str] = []
    with SearchUpdate(
        command("import sys; print('content/a.md: wrong', file=sys.stderr); sys.exit(1)"), told.append
    ) as search:
        search.start()
        ended(search)
    assert told == []
