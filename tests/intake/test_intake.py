"""Intake: from inbox/ to content/, and what it never does."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from one_process import reading_in_this_process

from backfile.article import Article
from backfile.capture.capture import Capture, sha256
from backfile.capture.store import Store
from backfile.folders import Folders
from backfile.frontmatter import read, write
from backfile.intake import desk as desk_module
from backfile.intake import manuscript as manuscript_module
from backfile.intake import run as run_module
from backfile.intake.manuscript import Manuscript, manuscript_of
from backfile.intake.run import take_in
from backfile.report import IntakeReport, Problem
from backfile.vocab import SiteWords
from backfile.workers.in_order import in_order

FERRY = """Ferry to Lindau sails again after eleven weeks

14 May 2021

The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm.

Forty people and a dog waited on the pier from six in the morning.
"""
NAMESAKE = """Ferry to Lindau sails again after eleven weeks

14 May 2021

A model of the old steamer has gone back on show at the toy museum, where it waited for a new funnel.

The museum opens at ten; children pay nothing on the first day.
"""
"""Another story of the same headline and day."""
BRIDGE = FERRY.replace("Ferry", "Bridge").replace("ferry", "bridge")
PATH = "2021/05/14/ferry-to-lindau-sails-again-after-eleven-weeks"
FIXTURES = Path(__file__).parent.parent / "fixtures" / "intake"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "inbox").mkdir()
    return Folders(tmp_path)


def drop(folders: Folders, name: str, text: str | bytes) -> None:
    path = folders.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def run(folders: Folders) -> IntakeReport:
    return take_in(folders, SiteWords())


def articles(folders: Folders) -> list[str]:
    return sorted(path.relative_to(folders.content).as_posix() for path in folders.content.rglob("*") if path.is_file())


def edit(folders: Folders, path: str, old: str, new: str) -> str:
    file = folders.content / f"{path}.md"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return text.replace(old, new)


@pytest.fixture(autouse=True, scope="module")
def one_process() -> Iterator[None]:
    """Rules that a test changes hold in this process alone, so captures are read in it."""

    with reading_in_this_process(run_module):
        yield


def read_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a rule had become better: every headline gets a word more."""

    def better(article: Article) -> str:
        return write(replace(article, title=article.title + " today"))

    monkeypatch.setattr(manuscript_module, "write", better)


# ---- the way in


def test_a_capture_becomes_an_article_and_leaves_the_inbox(folders: Folders) -> None:
    drop(folders, "ferry.txt", FERRY)
    report = run(folders)
    article = read((folders.content / f"{PATH}.md").read_text("utf-8"))
    assert [taken.path for taken in report.taken] == [PATH]
    assert not report.needs_attention
    assert article.title == "Ferry to Lindau sails again after eleven weeks"
    assert article.capture == sha256(FERRY.encode())
    assert list(folders.inbox.iterdir()) == []


def test_the_record_of_an_intake_says_what_was_written_and_why(folders: Folders) -> None:
    drop(folders, "ferry.txt", FERRY)
    run(folders)
    with Store.open(folders.captures) as store:
        record = store.metadata(sha256(FERRY.encode()))
    assert record
    assert record.path == PATH
    assert record.markdown == sha256((folders.content / f"{PATH}.md").read_bytes())
    assert record.account["fates"]


def test_the_same_bytes_twice_make_one_article(folders: Folders) -> None:
    drop(folders, "a.txt", FERRY)
    drop(folders, "b.txt", FERRY)
    first = run(folders)
    drop(folders, "c.txt", FERRY)
    second = run(folders)
    assert articles(folders) == [f"{PATH}.md"]
    assert [(held.name, held.path) for held in (*first.held, *second.held)] == [("b.txt", PATH), ("c.txt", PATH)]


def test_a_second_article_of_one_headline_and_day_gets_a_suffix_of_its_own(folders: Folders) -> None:
    drop(folders, "a.txt", FERRY)
    run(folders)
    drop(folders, "b.txt", NAMESAKE)
    run(folders)
    assert articles(folders) == sorted([f"{PATH}.md", f"{PATH}-{sha256(NAMESAKE.encode())[7:15]}.md"])


def test_a_name_that_a_person_took_is_taken_in_any_case(folders: Folders) -> None:
    file = folders.content / f"{PATH.replace('ferry', 'Ferry')}.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\ntitle: Ours\n---\n")
    drop(folders, "a.txt", FERRY)
    run(folders)
    assert f"{PATH}-{sha256(FERRY.encode())[7:15]}.md" in articles(folders)
    assert file.read_text() == "---\ntitle: Ours\n---\n"


def test_a_compressed_capture_is_read_through(folders: Folders) -> None:
    packed = gzip.compress(FERRY.encode())
    drop(folders, "ferry.txt.gz", packed)
    run(folders)
    assert read((folders.content / f"{PATH}.md").read_text("utf-8")).capture == sha256(packed)


def test_a_saved_page_brings_its_pictures_and_nothing_else(folders: Folders) -> None:
    shutil.copytree(FIXTURES / "saved-page", folders.inbox, dirs_exist_ok=True)
    report = run(folders)
    assert [taken.name for taken in report.taken] == ["Ferry.html"]
    picture = (FIXTURES / "saved-page" / "Ferry_files" / "pier.jpg").read_bytes()
    (media,) = folders.media.iterdir()
    assert media.name == f"{sha256(picture)[7:]}.png"
    assert media.read_bytes() == picture
    assert media.name in (folders.content / f"{report.taken[0].path}.md").read_text("utf-8")
    assert list(folders.inbox.iterdir()) == []


def test_nothing_to_take_in_is_no_news(folders: Folders) -> None:
    report = run(folders)
    assert list(report.lines()) == []


# ---- what cannot be read


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.txt", b""), ("blank.txt", b" \n\n"), ("noise.bin", bytes(range(256)) * 9), ("a.pdf", b"%PDF-1.7\n")],
)
def test_a_capture_that_cannot_be_read_is_kept_and_named(folders: Folders, name: str, data: bytes) -> None:
    drop(folders, name, data)
    drop(folders, "ferry.txt", FERRY)
    report = run(folders)
    (problem,) = report.problems
    assert report.needs_attention
    assert (problem.name, problem.digest) == (name, sha256(data))
    assert problem.problem
    assert problem.remedy
    assert [taken.path for taken in report.taken] == [PATH]
    assert list(folders.inbox.iterdir()) == []
    with Store.open(folders.captures) as store:
        assert store.get(sha256(data)).data == data


def test_a_capture_that_could_not_be_read_is_news_once(folders: Folders) -> None:
    drop(folders, "empty.txt", b"")
    run(folders)
    report = run(folders)
    assert not report.needs_attention
    assert list(report.lines()) == ["1 capture of earlier runs could not be read either."]


def test_other_rules_try_again(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(article: Article) -> str:  # noqa: ARG001
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(manuscript_module, "write", refuse)
        drop(folders, "ferry.txt", FERRY)
        report = run(folders)
        assert "Backfile failed on it (ZeroDivisionError" in report.problems[0].problem
    assert not run(folders).taken
    for module in ("run", "desk"):
        monkeypatch.setattr(f"backfile.intake.{module}.RULES_VERSION", 1_000_000)
    assert [taken.path for taken in run(folders).taken] == [PATH]


def test_a_link_out_of_the_inbox_is_left_and_named(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text(FERRY)
    (folders.inbox / "link.txt").symlink_to(outside)
    report = run(folders)
    assert [problem.name for problem in report.problems] == ["link.txt"]
    assert outside.exists()
    assert not folders.content.exists()


def test_a_capture_whose_bytes_are_damaged_stops_no_other(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    drop(folders, "bridge.txt", BRIDGE)
    drop(folders, "ferry.txt", FERRY)
    with monkeypatch.context() as patch:
        patch.setattr(desk_module.Desk, "settle", die)
        with pytest.raises(KeyboardInterrupt):
            run(folders)
    with Store.open(folders.captures) as store:
        offset = store._index.capture(sha256(BRIDGE.encode())).offset
    with (folders.captures / "backfile-00001.warc.gz").open("r+b") as file:
        file.seek(offset)
        file.write(bytes(400))
    report = run(folders)
    assert [taken.path for taken in report.taken] == [PATH]
    assert [problem.digest for problem in report.problems] == [sha256(BRIDGE.encode())]


# ---- a person's work


def test_an_edited_article_is_never_overwritten_and_the_new_reading_is_offered(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folders, "ferry.txt", FERRY)
    run(folders)
    edited = edit(folders, PATH, "a dog", "two dogs")
    read_differently(monkeypatch)
    drop(folders, "again.txt", FERRY)
    report = run(folders)
    (offer,) = report.offers
    assert (folders.content / f"{PATH}.md").read_text("utf-8") == edited
    assert "-title: Ferry to Lindau sails again after eleven weeks\n" in offer.difference
    assert "+title: Ferry to Lindau sails again after eleven weeks today\n" in offer.difference
    assert not report.taken


def test_an_edited_article_is_left_without_a_word_where_nothing_reads_differently(folders: Folders) -> None:
    drop(folders, "ferry.txt", FERRY)
    run(folders)
    edit(folders, PATH, "a dog", "two dogs")
    drop(folders, "again.txt", FERRY)
    report = run(folders)
    assert (report.offers, [held.path for held in report.held]) == ((), [PATH])


def test_an_article_that_nobody_edited_is_read_anew_at_its_old_address(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folders, "ferry.txt", FERRY)
    run(folders)
    read_differently(monkeypatch)
    drop(folders, "again.txt", FERRY)
    (taken,) = run(folders).taken
    assert (taken.path, taken.again, articles(folders)) == (PATH, True, [f"{PATH}.md"])
    assert "eleven weeks today" in (folders.content / f"{PATH}.md").read_text("utf-8")


@pytest.mark.parametrize("lose_index", [False, True])
def test_a_deleted_article_does_not_come_back(folders: Folders, lose_index: bool) -> None:
    drop(folders, "ferry.txt", FERRY)
    run(folders)
    (folders.content / f"{PATH}.md").unlink()
    if lose_index:
        (folders.captures / "backfile.index").unlink()
    drop(folders, "again.txt", FERRY)
    report = run(folders)
    assert articles(folders) == []
    assert "was deleted from content/ and stays so" in next(report.lines())


def test_the_address_of_a_deleted_article_is_not_given_to_another(folders: Folders) -> None:
    drop(folders, "ferry.txt", FERRY)
    run(folders)
    (folders.content / f"{PATH}.md").unlink()
    drop(folders, "other.txt", NAMESAKE)
    run(folders)
    assert articles(folders) == [f"{PATH}-{sha256(NAMESAKE.encode())[7:15]}.md"]


def test_an_article_that_a_person_moved_is_found(folders: Folders) -> None:
    drop(folders, "ferry.txt", FERRY)
    run(folders)
    (folders.content / "lakes").mkdir()
    (folders.content / f"{PATH}.md").rename(folders.content / "lakes" / "ferry.md")
    drop(folders, "again.txt", FERRY)
    report = run(folders)
    assert [held.path for held in report.held] == ["lakes/ferry"]
    assert articles(folders) == ["lakes/ferry.md"]


# ---- runs that die


def test_a_run_that_dies_after_keeping_is_finished_by_the_next(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    drop(folders, "ferry.txt", FERRY)
    with monkeypatch.context() as patch:
        patch.setattr(desk_module.Desk, "settle", die)
        with pytest.raises(KeyboardInterrupt):
            run(folders)
    assert list(folders.inbox.iterdir()) == []
    assert [taken.path for taken in run(folders).taken] == [PATH]


def test_a_text_that_came_back_is_shown_by_the_run_after_one_that_died(folders: Folders) -> None:
    for name in ("Forty", "Fifty"):
        drop(folders, f"{name}.txt", FERRY.replace("Forty", name))
        run(folders)
    assert len(articles(folders)) == 1
    with Store.open(folders.captures) as store:
        store.keep(Capture(FERRY.encode(), sha256(FERRY.encode()), "Forty.txt", captured_at="2999-01-01T00:00:00Z"))
    run(folders)
    assert "Forty people" in (folders.content / f"{PATH}.md").read_text("utf-8")
    assert list(run(folders).lines()) == list(IntakeReport().lines())


def test_a_run_that_dies_after_writing_leaves_one_article(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    drop(folders, "bridge.txt", BRIDGE)
    run(folders)
    drop(folders, "ferry.txt", FERRY)
    with monkeypatch.context() as patch:
        patch.setattr(desk_module.Ledger, "make_safe", die)
        with pytest.raises(KeyboardInterrupt):
            run(folders)
    assert f"{PATH}.md" in articles(folders)
    run(folders)
    assert articles(folders) == sorted([f"{PATH}.md", f"{PATH.replace('ferry', 'bridge')}.md"])
    with Store.open(folders.captures) as store:
        assert store.unread(0) == []


def test_a_site_that_lost_its_captures_takes_them_in_again_beside_its_articles(folders: Folders) -> None:
    drop(folders, "ferry.txt", FERRY)
    run(folders)
    edited = edit(folders, PATH, "a dog", "two dogs")
    shutil.rmtree(folders.captures)
    drop(folders, "ferry.txt", FERRY)
    report = run(folders)
    assert articles(folders) == [f"{PATH}.md"]
    assert (folders.content / f"{PATH}.md").read_text("utf-8") == edited
    assert [offer.path for offer in report.offers] == [PATH]


# ---- many, and anything


def test_many_captures_are_read_side_by_side_as_one_by_one(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        drop(folders, f"{number:03}.txt", FERRY.replace("Ferry", f"Ferry {number}"))
    drop(folders, "empty.txt", b"")
    monkeypatch.setattr(run_module, "in_order", in_order)
    report = run(folders)
    assert [taken.name for taken in report.taken] == [f"{number:03}.txt" for number in range(30)]
    assert len(articles(folders)) == 30
    assert [problem.name for problem in report.problems] == ["empty.txt"]


def test_a_text_that_begins_with_the_name_of_an_archives_format_is_a_text(folders: Folders) -> None:
    drop(folders, "a.txt", FERRY.replace("Ferry to Lindau", "WARC/1.0 explained: ferry to Lindau", 1))
    drop(folders, "b.txt", b"WARC/1.")
    report = run(folders)
    assert [taken.name for taken in report.taken] == ["a.txt", "b.txt"]
    assert not report.problems


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode("utf-8", "replace"))),
        max_size=4,
    )
)
def test_any_bytes_are_kept_byte_for_byte_and_stop_nothing(
    tmp_path_factory: pytest.TempPathFactory, files: list[bytes]
) -> None:
    folders = Folders(tmp_path_factory.mktemp("site"))
    for number, data in enumerate(files):
        drop(folders, f"{number}.html" if number % 2 else f"{number}.txt", data)
    report = run(folders)
    with Store.open(folders.captures) as store:
        assert {store.get(digest).data for digest in store.digests()} == set(files)
    assert len(report.taken) + len(report.problems) == len(set(files))
    assert not any("failed on it" in problem.problem for problem in report.problems)


def fatal_for_bridges(capture: Capture, words: SiteWords) -> Manuscript | Problem:
    if b"Bridge" in capture.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return manuscript_of(capture, words)


def test_a_capture_that_kills_its_process_is_named_and_the_run_goes_on(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "in_order", in_order)
    monkeypatch.setattr(run_module, "manuscript_of", fatal_for_bridges)
    drop(folders, "bridge.txt", BRIDGE)
    drop(folders, "ferry.txt", FERRY)
    report = run(folders)
    assert [taken.name for taken in report.taken] == ["ferry.txt"]
    assert [(problem.name, problem.digest) for problem in report.problems] == [("bridge.txt", sha256(BRIDGE.encode()))]
    assert not run(folders).problems
