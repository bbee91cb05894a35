"""Reading everything again: what differs is told and written, and what a person did stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from one_process import reading_in_this_process

from backfile.article import Article
from backfile.capture.capture import sha256
from backfile.capture.store import Store
from backfile.folders import Folders
from backfile.frontmatter import read, write
from backfile.intake import again as again_module
from backfile.intake import ledger as ledger_module
from backfile.intake import manuscript as manuscript_module
from backfile.intake import run as run_module
from backfile.intake.again import AgainReport, Reread, read_again
from backfile.intake.run import take_in
from backfile.vocab import SiteWords
from backfile.vocab.answers import Answer, AnswerKind

FERRY = """Ferry to Lindau sails again after eleven weeks

14 May 2021

The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm.

Forty people and a dog waited on the pier from six in the morning.

Our Sunday walks begin at the pier.
"""
BRIDGE = (
    FERRY.replace("Ferry", "Bridge").replace("ferry", "bridge").replace("Our Sunday walks begin at the pier.\n", "")
)
PATH = "2021/05/14/ferry-to-lindau-sails-again-after-eleven-weeks"
WALKS = SiteWords(answers=(Answer(AnswerKind.PROMO, "Our Sunday walks begin at the pier."),))


@pytest.fixture(autouse=True, scope="module")
def one_process() -> Iterator[None]:
    """Rules that a test changes hold in this process alone, so captures are read in it."""

    with reading_in_this_process(run_module, again_module):
        yield


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path)
    folders.inbox.mkdir()
    (folders.inbox / "ferry.txt").write_text(FERRY)
    (folders.inbox / "bridge.txt").write_text(BRIDGE)
    take_in(folders, SiteWords())
    return folders


def again(folders: Folders, words: SiteWords = WALKS, *, write: bool = True) -> tuple[AgainReport, list[Reread]]:
    shown: list[Reread] = []
    return read_again(folders, words, write=write, show=shown.append), shown


def article(folders: Folders, path: str = PATH) -> Article:
    return read((folders.content / f"{path}.md").read_text("utf-8"))


def edit(folders: Folders, old: str, new: str) -> None:
    file = folders.content / f"{PATH}.md"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def tree(folders: Folders) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folders.content.rglob("*") if p.is_file()}


def test_nothing_differs_where_rules_and_words_are_the_same(folders: Folders) -> None:
    before = tree(folders)
    report, shown = again(folders, SiteWords())
    assert (report.reread, report.unchanged, report.problems, shown) == (0, 2, (), [])
    assert tree(folders) == before


def test_what_reads_differently_is_told_field_by_field_and_written(folders: Folders) -> None:
    report, (reread,) = again(folders)
    assert (report.reread, report.unchanged) == (1, 1)
    assert (reread.path, reread.edited, [difference.field for difference in reread.differences]) == (
        PATH,
        False,
        ["body"],
    )
    assert "Sunday walks" in reread.differences[0].before
    assert "Sunday walks" not in article(folders).text


def test_without_writing_it_is_told_and_everything_stays(folders: Folders) -> None:
    before, stored = tree(folders), sum(p.stat().st_size for p in folders.captures.glob("*.warc.gz"))
    report, shown = again(folders, write=False)
    assert (report.reread, [r.path for r in shown]) == (1, [PATH])
    assert tree(folders) == before
    assert sum(p.stat().st_size for p in folders.captures.glob("*.warc.gz")) == stored


def test_an_edited_field_stays_and_the_others_are_read_anew(folders: Folders) -> None:
    edit(folders, "title: Ferry to Lindau sails again after eleven weeks", "title: Ferry back  # shorter")
    _, (reread,) = again(folders)
    assert reread.edited
    assert [difference.field for difference in reread.differences] == ["body"]
    assert article(folders).title == "Ferry back"
    assert "# shorter" in (folders.content / f"{PATH}.md").read_text()
    assert "Sunday walks" not in article(folders).text


def test_an_edited_body_stays(folders: Folders) -> None:
    edit(folders, "Forty people", "Some forty people")
    report, shown = again(folders)
    assert (report.reread, shown) == (0, [])
    assert "Sunday walks" in article(folders).text


def test_edits_outlive_any_number_of_readings(folders: Folders) -> None:
    edit(folders, "title: Ferry to Lindau sails again after eleven weeks", "title: Ferry back")
    again(folders)
    again(folders, SiteWords())
    assert article(folders).title == "Ferry back"
    assert "Sunday walks" in article(folders).text


def test_what_is_recorded_of_an_article_is_read_once(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    read_records: list[str] = []
    metadata = Store.metadata

    def counted(store: Store, digest: str) -> object:
        read_records.append(digest)
        return metadata(store, digest)

    def all_at_once(function: Callable[[Any], Any], things: Iterable[Any], **_: object) -> Iterator[Any]:
        return map(function, list(things))

    monkeypatch.setattr(Store, "metadata", counted)
    monkeypatch.setattr(again_module, "in_order", all_at_once)
    monkeypatch.setattr(ledger_module, "_FAMILIES", 1)
    again(folders)
    assert len(read_records) == len(set(read_records)) == 2


def test_a_deleted_article_stays_deleted(folders: Folders) -> None:
    (folders.content / f"{PATH}.md").unlink()
    report, _ = again(folders)
    assert report.reread == 0
    assert not (folders.content / f"{PATH}.md").exists()


def test_an_article_that_a_person_moved_is_read_anew_where_it_lies(folders: Folders) -> None:
    (folders.content / f"{PATH}.md").rename(folders.content / "ferry.md")
    _, (reread,) = again(folders)
    assert reread.path == "ferry"
    assert "Sunday walks" not in article(folders, "ferry").text
    assert not (folders.content / f"{PATH}.md").exists()


def test_a_better_headline_or_date_moves_no_article(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def better(article: Article) -> str:
        return write(replace(article, title="Another headline"))

    monkeypatch.setattr(manuscript_module, "write", better)
    report, _ = again(folders, SiteWords())
    assert report.reread == 2
    assert article(folders).title == "Another headline"


def test_what_was_read_again_is_recorded_in_captures(folders: Folders) -> None:
    again(folders)
    with Store.open(folders.captures) as store:
        record = store.metadata(sha256(FERRY.encode()))
    assert record
    assert record.markdown == sha256((folders.content / f"{PATH}.md").read_bytes())
    assert any(fate[4] == "promo" for fate in record.account["fates"])


def test_an_interrupted_run_goes_on_where_it_was(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again_module, "_SAFE_AFTER", 1)
    asked: list[int] = []

    def interrupted(_: str, number: int, __: int) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_again(folders, WALKS, write=True, show=lambda _: None, progress=interrupted)
    report, _ = again(folders)
    assert (report.finished_before, report.reread + report.unchanged) == (1, 1)
    assert "Sunday walks" not in article(folders).text


def test_what_one_vocabulary_finished_another_reads_again(folders: Folders) -> None:
    again(folders)
    report, _ = again(folders, SiteWords())
    assert (report.finished_before, report.reread) == (0, 1)


def test_a_file_that_is_no_article_any_more_is_named_and_the_run_goes_on(folders: Folders) -> None:
    edit(folders, "date: 2021-05-14", "date: May")
    report, _ = again(folders)
    (problem,) = report.problems
    assert problem.name == f"content/{PATH}.md"
    assert report.unchanged == 2


def test_an_article_that_a_person_wrote_is_left_alone(folders: Folders) -> None:
    (folders.content / "own.md").write_text("---\ntitle: Our own\n---\nWords.\n")
    report, _ = again(folders, SiteWords())
    assert (report.reread, report.unchanged) == (0, 3)
