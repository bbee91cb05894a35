"""`backfile relate`, and what intake does of it."""

from __future__ import annotations

import pytest

from backfile.cli import main
from backfile.folders import Folders

STORY = """Divers find the seal of the Grey Sound tunnel

16 March 2021

Two divers brought the torn seal to the quay on Tuesday. It is as long as a bus.
"""


def test_relate_tells_what_it_found(running: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relate", "--site", str(running.root)]) == 0
    assert capsys.readouterr().out == (
        "28 articles: 1 family of wire copy with 3 articles; 0 confirmed threads.\n"
        "threads.yaml: 2 new proposals, 0 new suggestions.\n"
    )
    assert main(["relate", "--site", str(running.root)]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_relate_fails_where_a_thread_names_an_article_that_is_not_there(running: Folders) -> None:
    main(["relate", "--site", str(running.root)])
    (running.content / "2021/03/05/osland-blames-a-seal.md").unlink()
    assert main(["relate", "--site", str(running.root)]) == 1


def test_intake_relates_what_it_took_in_and_tells_only_what_is_new(
    running: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    running.inbox.mkdir()
    (running.inbox / "seal.txt").write_text(STORY, "utf-8")
    assert main(["intake", "--site", str(running.root)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "threads.yaml: 2 new proposals, 0 new suggestions."
    assert (running.root / "relations" / "families.jsonl").is_file()
    (running.inbox / "again.txt").write_text(STORY.replace("divers", "women"), "utf-8")
    main(["intake", "--site", str(running.root)])
    assert "threads.yaml" not in capsys.readouterr().out


def test_intake_without_arrivals_relates_nothing(running: Folders) -> None:
    running.inbox.mkdir()
    assert main(["intake", "--site", str(running.root)]) == 0
    assert not (running.root / "threads.yaml").exists()


def test_intake_keeps_what_it_took_in_where_the_file_of_threads_is_in_fault(
    running: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    running.inbox.mkdir()
    (running.inbox / "seal.txt").write_text(STORY, "utf-8")
    (running.root / "threads.yaml").write_text("confirmed:\n  - id: x\n", "utf-8")
    assert main(["intake", "--site", str(running.root)]) == 1
    told = capsys.readouterr()
    assert "1 article taken in." in told.out
    assert "threads.yaml:2: title: is missing" in told.err
