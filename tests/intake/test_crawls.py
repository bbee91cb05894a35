"""Intake of web archives: every article in them becomes one, and what is none is kept and counted."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from one_process import reading_in_this_process
from warcio.archiveiterator import ArchiveIterator

from backfile.capture.capture import sha256
from backfile.capture.inbox import items_at
from backfile.capture.store import Store
from backfile.cli import main
from backfile.cli import read as read_module
from backfile.folders import Folders
from backfile.frontmatter import read
from backfile.intake import run as run_module
from backfile.intake.desk import Desk
from backfile.intake.run import take_in
from backfile.report import IntakeReport
from backfile.vocab import SiteWords

FIXTURES = Path(__file__).parent.parent / "fixtures" / "warc"
FERRY = "2024/05/03/ferry-gets-its-rudder-back-after-eleven-weeks"
SCHOOL = "2024/05/04/school-roof-in-lindau-holds-engineers-say"
WORDS = SiteWords()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "inbox").mkdir()
    return Folders(tmp_path)


@pytest.fixture(autouse=True, scope="module")
def one_process() -> Iterator[None]:
    """A handful of pages is read faster in this process than beside it."""

    with reading_in_this_process(run_module, read_module):
        yield


def run(folders: Folders, *names: str) -> IntakeReport:
    for name in names:
        shutil.copy(FIXTURES / name, folders.inbox / name)
    return take_in(folders, WORDS)


def lines(report: IntakeReport) -> str:
    return "\n".join(report.lines())


def test_articles_are_taken_in_and_other_pages_are_counted(folders: Folders) -> None:
    report = run(folders, "wget.warc.gz")
    assert sorted(taken.path for taken in report.taken) == [FERRY, SCHOOL]
    assert report.no_articles == 4
    assert not report.needs_attention
    assert "wget.warc.gz: new in it are 32 records, 6 pages, 1 revisit." in lines(report)
    assert "2 articles taken in, 4 kept, no article." in lines(report)
    assert list(folders.inbox.iterdir()) == []


def test_what_is_no_article_is_looked_at_once(folders: Folders) -> None:
    run(folders, "wget.warc.gz")
    assert lines(take_in(folders, WORDS)) == ""


def test_an_article_of_a_crawl_has_its_address_and_its_picture(folders: Folders) -> None:
    run(folders, "browsertrix.wacz")
    article = read((folders.content / f"{FERRY}.md").read_text("utf-8"))
    assert article.source == "http://lakenews.example/2024/05/03/ferry-rudder/"
    assert article.image
    picture = (FIXTURES / "site" / "media" / "pier-1280.png").read_bytes()
    assert article.image.file == f"{sha256(picture)[7:]}.png"
    assert [(file.name, file.read_bytes()) for file in folders.media.iterdir()] == [(article.image.file, picture)]


def test_a_picture_that_captures_hold_damaged_is_named_and_its_article_and_all_others_are_written(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "settle", die)
        with pytest.raises(KeyboardInterrupt):
            run(folders, "wget.warc.gz")
    with (folders.captures / "backfile-00001.warc.gz").open("r+b") as file:
        records = ArchiveIterator(file)
        pictures = [
            records.get_record_offset()
            for record in records
            if record.http_headers and record.http_headers.get_header("Content-Type", "").startswith("image/")
        ]
        for offset in pictures:
            file.seek(offset + 20)
            file.write(bytes(40))
    assert pictures
    report = take_in(folders, WORDS)
    assert sorted(taken.path for taken in report.taken) == [FERRY, SCHOOL]
    assert [problem.name for problem in report.problems] == [f"content/{FERRY}.md"]


def test_a_second_crawl_of_the_same_pages_makes_no_articles(folders: Folders) -> None:
    run(folders, "wget.warc.gz")
    report = run(folders, "wget-again.warc.gz", "heritrix.warc.gz")
    assert (report.taken, report.problems, report.no_articles) == ((), (), 0)
    assert "wget-again.warc.gz: new in it are 32 records, 0 pages, 14 revisits." in lines(report)


def test_an_archive_within_an_archive_is_taken_in(folders: Folders) -> None:
    with zipfile.ZipFile(folders.inbox / "delivery.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.write(FIXTURES / "heritrix.warc.gz", "2024/crawl.warc.gz")
    report = run(folders)
    assert sorted(taken.name for taken in report.taken) == [
        "delivery.zip/2024/crawl.warc.gz#5", "delivery.zip/2024/crawl.warc.gz#8",
    ]  # fmt: skip


def test_what_is_noted_of_an_archive_holds_for_its_articles(folders: Folders) -> None:
    (folders.inbox / "metadata.csv").write_text("file,rights,source\nheritrix.warc.gz,Lake News,https://x.example/\n")
    report = run(folders, "heritrix.warc.gz")
    with Store.open(folders.captures) as store:
        capture = next(store.get(digest) for digest in store.digests() if "ferry" in store.get(digest).target_uri)
    assert not report.problems
    assert capture.notes == (("rights", "Lake News"),)
    assert capture.target_uri == "http://lakenews.example/2024/05/03/ferry-rudder/"


def test_a_page_that_a_person_put_there_is_an_article_whatever_it_looks_like(folders: Folders) -> None:
    shutil.copy(FIXTURES / "site" / "imprint" / "index.html", folders.inbox / "imprint.html")
    assert len(run(folders).taken) == 1


def test_a_page_that_a_crawler_met_first_is_an_article_once_a_person_gives_it(folders: Folders) -> None:
    run(folders, "wget.warc.gz")
    shutil.copy(FIXTURES / "site" / "imprint" / "index.html", folders.inbox / "imprint.html")
    report = run(folders)
    assert [taken.path for taken in report.taken] == ["undated/imprint-of-lake-news"]
    (folders.captures / "backfile.index").unlink()
    with Store.open(folders.captures) as store:
        assert not store.get(sha256((FIXTURES / "site" / "imprint" / "index.html").read_bytes())).crawled


def test_a_damaged_archive_is_reported_with_its_bytes_and_leaves_the_inbox(folders: Folders) -> None:
    data = (FIXTURES / "wget.warc.gz").read_bytes()[:-900]
    (folders.inbox / "torn.warc.gz").write_bytes(data)
    report = run(folders)
    (problem,) = report.problems
    assert len(report.taken) == 2
    assert report.needs_attention
    assert f"to {len(data)} are no whole record; all whole records are kept" in problem.problem
    assert "It is kept as sha256:" in lines(report)
    assert list(folders.inbox.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"filedesc://old.arc 0.0.0.0 20050101000000 text/plain 69\n1 0 Archive\n", "an ARC file"),
        (
            gzip.compress(b"filedesc://old.arc 0.0.0.0 20050101000000 text/plain 69\n1 0 Archive\n", mtime=0),
            "an ARC file",
        ),
        (b"WARC/0.18\r\nWARC-Type: warcinfo\r\n\r\n", "a draft of the standard"),
        (b"\x28\xb5\x2f\xfd rest", "compressed with Zstandard"),
        (b"\x5d\x2a\x4d\x18 rest", "a WARC file compressed with Zstandard"),
    ],
)
def test_an_archive_of_another_form_is_named_and_kept(folders: Folders, data: bytes, what: str) -> None:
    (folders.inbox / "old").write_bytes(data)
    report = run(folders)
    (problem,) = report.problems
    assert what in problem.problem
    with Store.open(folders.captures) as store:
        assert store.get(sha256(data)).data == data


def test_an_archive_that_is_referred_to_stays_where_it_lies(folders: Folders, tmp_path: Path) -> None:
    there = tmp_path / "crawls"
    there.mkdir()
    shutil.copy(FIXTURES / "heritrix.warc.gz", there)
    shutil.copy(FIXTURES / "whole.warc.gz", there)
    (there / "notes.txt").write_text("Ask Jana")
    report = take_in(folders, WORDS, items=items_at([there]), refer=True)
    assert sorted(taken.path for taken in report.taken) == [FERRY, SCHOOL]
    assert [problem.name for problem in report.problems] == ["notes.txt", "whole.warc.gz/"[:-1]]
    assert "It is still where it was." in lines(report)
    assert len(list(there.iterdir())) == 3
    assert sum(file.stat().st_size for file in folders.captures.glob("*.warc.gz")) < 20_000
    (there / "heritrix.warc.gz").unlink()
    assert "heritrix.warc.gz: it is gone since it was taken in" in lines(take_in(folders, WORDS))


def test_the_command_takes_in_what_it_is_pointed_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "Lake"\n')
    status = main(["intake", "--site", str(tmp_path), "--reference", str(FIXTURES / "wget-plain.warc")])
    assert status == 0
    assert f"content/{SCHOOL}.md" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["heritrix.warc.gz", "browsertrix.wacz", "whole.warc.gz"])
def test_an_archive_can_be_read_without_a_site(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--jsonl", str(FIXTURES / name)]) == 0
    printed = capsys.readouterr()
    titles = [json.loads(line)["title"] for line in printed.out.splitlines()]
    assert set(titles) <= {
        "Ferry gets its rudder back after eleven weeks",
        "School roof in Lindau holds, engineers say",
    }
    assert titles
    assert ("no article" in printed.err) == (name != "whole.warc.gz")


def test_reading_names_the_damage_of_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "torn.warc.gz").write_bytes((FIXTURES / "heritrix.warc.gz").read_bytes()[:-50])
    assert main(["read", str(tmp_path / "torn.warc.gz")]) == 1
    printed = capsys.readouterr()
    assert "are no whole record" in printed.err
    assert "title: Ferry gets its rudder back" in printed.out


def test_a_bomb_of_a_package_is_refused(folders: Folders) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("datapackage.json", "{}")
        package.writestr("archive/data.warc", bytes(100 << 20))
    (folders.inbox / "bomb.wacz").write_bytes(data.getvalue())
    assert "unpacks to more than 100 times its size" in lines(run(folders))
