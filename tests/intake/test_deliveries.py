"""What arrives in archives, with a table of notes, or damaged: from inbox/ to content/."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from one_process import reading_in_this_process

from backfile.capture.store import Store
from backfile.folders import Folders
from backfile.frontmatter import read
from backfile.intake import run as run_module
from backfile.intake.run import take_in
from backfile.report import IntakeReport
from backfile.vocab import SiteWords

FERRY = """Ferry to Lindau sails again after eleven weeks

14 May 2021

The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm.

Forty people and a dog waited on the pier from six in the morning.
"""
BRIDGE = FERRY.replace("Ferry", "Bridge").replace("ferry", "bridge").replace("sail", "open")


@pytest.fixture(autouse=True, scope="module")
def one_process() -> Iterator[None]:
    """Processes of their own take a second each to begin."""

    with reading_in_this_process(run_module):
        yield


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "inbox").mkdir()
    return Folders(tmp_path)


def run(folders: Folders) -> IntakeReport:
    return take_in(folders, SiteWords())


def inbox(folders: Folders) -> list[str]:
    return sorted(path.name for path in folders.inbox.iterdir())


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("_", "."), text)
    return out.getvalue()


def article(folders: Folders, word: str) -> str:
    (path,) = (path for path in folders.content.rglob("*.md") if word in path.name)
    return path.read_text("utf-8")


def test_the_files_of_an_archive_become_articles_and_the_archive_leaves_the_inbox(folders: Folders) -> None:
    (folders.inbox / "drop.zip").write_bytes(zipped(ferry_txt=FERRY, bridge_txt=BRIDGE))
    report = run(folders)
    assert sorted(taken.name for taken in report.taken) == ["drop.zip/bridge.txt", "drop.zip/ferry.txt"]
    assert inbox(folders) == []


def test_hidden_files_in_an_archive_are_counted_and_need_nobodys_attention(folders: Folders) -> None:
    (folders.inbox / "drop.zip").write_bytes(zipped(ferry_txt=FERRY, _DS_Store="x"))
    report = run(folders)
    assert "drop.zip: 1 hidden file in it was left alone." in list(report.lines())
    assert not report.needs_attention


def test_an_archive_that_is_damaged_is_kept_whole_beside_what_could_be_read(folders: Folders) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, text in (("ferry.txt", FERRY), ("bridge.txt", BRIDGE * 100)):
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            made.addfile(info, io.BytesIO(text.encode()))
    data = out.getvalue()[: 3 * 512 + 2_000]
    (folders.inbox / "drop.tar").write_bytes(data)
    report = run(folders)
    assert [taken.name for taken in report.taken] == ["drop.tar/ferry.txt"]
    (problem,) = report.problems
    assert "it is damaged" in problem.problem
    with Store.open(folders.captures, writable=False) as store:
        assert store.get(problem.digest).data == data
        record = store.metadata(problem.digest)
        assert record
        assert record.problem == problem.problem
    assert inbox(folders) == []


def test_a_damaged_archive_is_named_once_and_counted_after_that(folders: Folders) -> None:
    (folders.inbox / "drop.zip").write_bytes(zipped(ferry_txt=FERRY)[:-30])
    assert len(run(folders).problems) == 1
    again = run(folders)
    assert (again.problems, again.unread_before) == ((), 1)


def test_what_is_named_in_this_run_is_not_counted_as_of_an_earlier_one(folders: Folders) -> None:
    (folders.inbox / "drop.zip").write_bytes(zipped(ferry_txt=FERRY)[:-30])
    (folders.inbox / "empty.txt").write_bytes(b"")
    report = run(folders)
    assert (len(report.problems), report.unread_before) == (2, 0)


def test_a_damaged_file_that_is_too_large_to_keep_stays_in_the_inbox(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.capture.parcel.LARGEST_CAPTURE", 100)
    (folders.inbox / "drop.zip").write_bytes(zipped(ferry_txt="x" * 80, bridge_txt="y" * 80)[:-30])
    report = run(folders)
    assert (report.problems[0].digest, inbox(folders)) == ("", ["drop.zip"])


def test_what_a_table_notes_is_so_whatever_the_file_says(folders: Folders) -> None:
    (folders.inbox / "ferry.txt").write_text(FERRY, "utf-8")
    (folders.inbox / "metadata.csv").write_text(
        "file,source,date,authors,rights,access,collection\n"
        "ferry.txt,https://news.example/f,2021-05-15,Ann Lee; Bo Ek,CC BY 4.0,metadata,Harbour box 7\n",
        "utf-8",
    )
    report = run(folders)
    found = read(article(folders, "ferry"))
    assert found.date
    assert (found.source, found.date.text, found.rights) == ("https://news.example/f", "2021-05-15", "CC BY 4.0")
    assert (found.authors, found.access) == (("Ann Lee", "Bo Ek"), "metadata")
    assert found.extra == {"collection": "Harbour box 7"}
    assert inbox(folders) == []
    assert not report.problems


def test_a_table_keeps_only_the_rows_that_were_not_applied(folders: Folders) -> None:
    (folders.inbox / "ferry.txt").write_text(FERRY, "utf-8")
    (folders.inbox / "metadata.csv").write_text('file,rights\ngone.txt,"a, b"\nferry.txt,CC0\n', "utf-8")
    report = run(folders)
    assert read(article(folders, "ferry")).rights == "CC0"
    assert (folders.inbox / "metadata.csv").read_text("utf-8") == 'file,rights\ngone.txt,"a, b"\n'
    (problem,) = report.problems
    assert problem.name == "metadata.csv, line 2"
    assert "It is still where it was." in "".join(report.lines())


def test_a_file_with_a_faulty_row_is_taken_in_once_the_row_is_mended(folders: Folders) -> None:
    (folders.inbox / "ferry.txt").write_text(FERRY, "utf-8")
    table = folders.inbox / "metadata.csv"
    table.write_text("file,date\nferry.txt,15.5.2021\n", "utf-8")
    assert (run(folders).taken, inbox(folders)) == ((), ["ferry.txt", "metadata.csv"])
    table.write_text("file,date\nferry.txt,2021-05-15\n", "utf-8")
    run(folders)
    assert "date: 2021-05-15" in article(folders, "ferry")
    assert inbox(folders) == []


def test_a_row_holds_for_every_article_of_a_file(folders: Folders) -> None:
    records = [{"title": f"Story {n} of the harbour", "text": f"Words of number {n}."} for n in (1, 2)]
    (folders.inbox / "pile.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    (folders.inbox / "metadata.csv").write_text("file,outlet\npile.jsonl,The Tidewater Post\n", "utf-8")
    run(folders)
    assert all("outlet: The Tidewater Post" in path.read_text("utf-8") for path in folders.content.rglob("*.md"))


def test_an_entry_without_a_headline_is_given_one_by_a_row_of_its_own_name(folders: Folders) -> None:
    items = [{"id": "1", "content_text": "The ferry sailed again."}, {"id": "2", "content_text": "The bridge opened."}]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Lake", "items": items})
    (folders.inbox / "feed.json").write_text(feed)
    (first, second) = run(folders).problems
    assert ("metadata.csv" in first.remedy, second.name) == (True, "feed.json#2")
    (folders.inbox / "feed.json").write_text(feed)
    (folders.inbox / "metadata.csv").write_text("file,title\nfeed.json#2,Bridge opens\n")
    report = run(folders)
    assert [taken.name for taken in report.taken] == ["feed.json#2"]
    assert report.held == ()
    assert read(article(folders, "bridge")).title == "Bridge opens"


def test_notes_that_come_later_with_the_same_file_are_applied(folders: Folders) -> None:
    (folders.inbox / "ferry.txt").write_text(FERRY, "utf-8")
    run(folders)
    (folders.inbox / "ferry.txt").write_text(FERRY, "utf-8")
    (folders.inbox / "metadata.csv").write_text("file,rights\nferry.txt,CC0\n", "utf-8")
    run(folders)
    assert read(article(folders, "ferry")).rights == "CC0"
