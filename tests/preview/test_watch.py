"""Which changes of a site are told."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from backfile.folders import Folders
from backfile.preview import Watch

ABSENT = 0.3
"""Seconds for which nothing is told."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for folder in ("site/content/2021", "site/inbox", "site/output", "theme"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "site" / "pelicanconf.py").write_text("SITENAME = 'A'\n")
    return tmp_path / "site"


@pytest.fixture
def watch(site: Path) -> Iterator[Watch]:
    with Watch(Folders(site), site.parent / "theme") as watch:
        begun = site / "begun.py"
        while not watch.wait(0.1):  # until it listens
            begun.write_text("")
        begun = site / "content" / "begun.md"
        while begun not in watch.wait(0.1):
            begun.write_text("")
        while watch.wait(ABSENT):
            pass
        yield watch


@pytest.mark.parametrize(
    "name", ["content/2021/a.md", "inbox/a.html", "pelicanconf.py", "threads.yaml", "vocabulary.csv"]
)
def test_a_written_file_is_told(watch: Watch, site: Path, name: str) -> None:
    (site / name).write_text("x")
    assert site / name in watch.wait(30)


def test_a_file_renamed_onto_another_is_told_again_and_again(watch: Watch, site: Path) -> None:
    for _ in range(3):
        (site / ".beside").write_text("x")
        (site / ".beside").replace(site / "pelicanconf.py")
        assert watch.wait(30) == {site / "pelicanconf.py"}


@pytest.mark.parametrize(
    "name",
    ["output/index.html", "notes.txt", "content/.a.md.swp", "content/a.md~", "content/.git/x.md", "inbox/a.part"],
)
def test_what_no_build_reads_is_not_told(watch: Watch, site: Path, name: str) -> None:
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("x")
    assert watch.wait(ABSENT) <= {site / "content" / ".git"}


def test_what_leaves_the_inbox_is_not_told(watch: Watch, site: Path) -> None:
    (site / "inbox" / "a.html").write_text("x")
    assert watch.wait(30)
    (site / "inbox" / "a.html").unlink()
    assert watch.wait(1) == frozenset()  # longer than what comes there is waited for


def test_what_still_grows_in_the_inbox_is_told_when_it_is_whole(
    watch: Watch, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.preview.watch.ARRIVAL_SECONDS", 2)
    file = site / "inbox" / "a.warc"

    def grow() -> None:
        for _ in range(5):
            with file.open("a") as opened:
                opened.write("x")
            time.sleep(0.1)

    copying = threading.Thread(target=grow)
    copying.start()
    assert watch.wait(30) == {file}
    assert file.read_text() == "xxxxx"
    copying.join()


def test_an_edit_is_told_while_something_still_grows_in_the_inbox(watch: Watch, site: Path) -> None:
    (site / "inbox" / "a.warc").write_text("x")
    (site / "content" / "a.md").write_text("x")
    assert [watch.wait(30), watch.wait(30)] == [{site / "content" / "a.md"}, {site / "inbox" / "a.warc"}]


def test_a_removed_article_is_told(watch: Watch, site: Path) -> None:
    (site / "content" / "begun.md").unlink()
    assert watch.wait(30) == {site / "content" / "begun.md"}


def test_a_folder_that_goes_and_comes_again_is_watched_again(watch: Watch, site: Path) -> None:
    shutil.rmtree(site / "content")
    (site / "content").mkdir()
    file, found = site / "content" / "a.md", frozenset[Path]()
    for _ in range(100):
        file.write_text("x")
        if file in (found := watch.wait(0.3)):
            break
    assert file in found


def test_a_folder_that_was_not_there_at_first_is_watched_once_it_is(watch: Watch, site: Path) -> None:
    (site / "media").mkdir()
    file, found = site / "media" / "a.jpg", frozenset[Path]()
    for _ in range(100):
        file.write_text("x")
        if file in (found := watch.wait(0.3)):
            break
    assert file in found
