"""Bad input of every kind: each specimen gives a clear line, none stops the run, and every capture is kept."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from backfile.capture.capture import Capture, sha256
from backfile.capture.store import Store
from backfile.check import check
from backfile.folders import Folders
from backfile.frontmatter import read
from backfile.intake import run as run_module
from backfile.intake.manuscript import Manuscript, manuscript_of
from backfile.intake.run import take_in
from backfile.report import IntakeReport, Problem
from backfile.vocab import SiteWords
from backfile.workers.in_order import in_order

SPECIMENS = Path(__file__).parent.parent / "fixtures" / "bad"

REFUSED = {
    "broken.xml": "broken XML",
    "picture.txt": "picture",
    "program.txt": "program",
    "truncated.txt.gz": "its gzip compression ends too soon",
    "white_space.txt": "it is empty",
}
"""What cannot be an article, and what the report says of it."""

READ = {
    "epoch_zero.txt": ("Ferry to Lindau runs again after thirteen weeks", "", "1970-01-01T00:00:00Z"),
    "future.txt": ("Ferry to Lindau runs again after fourteen weeks", "", "2090-02-20"),
    "nul_bytes.txt": ("Ferry to Lindau runs again after eleven weeks", "2020-02-20", ""),
    "only_headline.txt": ("Ferry to Lindau runs again after eleven weeks", "", "no text found"),
    "wrong_charset.html": ("Паром снова ходит через реку", "", ""),
    "year_20020.txt": ("Ferry to Lindau runs again after eleven weeks", "", "20 February 20020"),
    "zero_date.txt": ("Ferry to Lindau runs again after twelve weeks", "", "0000-00-00"),
    "one_address_a.txt": ("Ferry to Lindau runs again after fifteen weeks", "2020-02-20", ""),
    "one_address_b.txt": ("Harbour clock strikes thirteen", "2020-02-21", ""),
}
"""What is an article all the same: its headline, its date, and what of it is up for review."""


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folders, IntakeReport]:
    folders = Folders(tmp_path_factory.mktemp("site"))
    folders.inbox.mkdir()
    for name in (*REFUSED, *READ):
        shutil.copy(SPECIMENS / name, folders.inbox)
    return folders, take_in(folders, SiteWords())


def test_every_specimen_is_in_the_table() -> None:
    assert {path.name for path in SPECIMENS.iterdir()} - {"README.md"} == {*REFUSED, *READ}


def test_every_specimen_is_kept_and_none_waits_any_longer(taken: tuple[Folders, IntakeReport]) -> None:
    folders, _ = taken
    with Store.open(folders.captures, writable=False) as store:
        kept = set(store.digests())
    assert kept == {sha256((SPECIMENS / name).read_bytes()) for name in (*REFUSED, *READ)}
    assert not list(folders.inbox.iterdir())


def test_every_article_that_is_taken_in_can_be_built(taken: tuple[Folders, IntakeReport]) -> None:
    assert list(check(taken[0].content)) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_named_with_what_to_do(name: str, taken: tuple[Folders, IntakeReport]) -> None:
    problem = next(problem for problem in taken[1].problems if problem.name == name)
    assert REFUSED[name] in problem.problem
    assert problem.remedy
    assert problem.digest


@pytest.mark.parametrize("name", READ)
def test_what_is_bad_in_a_part_is_read_without_that_part(name: str, taken: tuple[Folders, IntakeReport]) -> None:
    folders, report = taken
    path = next(one.path for one in report.taken if one.name == name)
    article = read((folders.content / f"{path}.md").read_text("utf-8"))
    title, date, review = READ[name]
    assert (article.title, article.date.text if article.date else "") == (title, date)
    assert any(review in note for note in article.review) if review else not article.review


def test_two_articles_that_claim_one_address_are_both_kept_and_named(taken: tuple[Folders, IntakeReport]) -> None:
    assert [(same.name, same.address) for same in taken[1].same_addresses] == [
        ("one_address_b.txt", "harbourpost.example/ferry")
    ]


def reading_of(data: bytes, name: str = "paste.txt") -> Manuscript | Problem:
    found = manuscript_of(Capture(data, sha256(data), name), SiteWords())
    assert isinstance(found, Manuscript | Problem)
    return found


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: b"word " * 40_000_000, "a text of 200 million characters"),
        (lambda: b"a line\n" * 1_000_000, "a text of 1,000,000 lines"),
    ],
    ids=["200 MB of one line", "a million short lines"],
)
def test_a_text_that_no_article_is_as_long_as_is_named(made: object, said: str) -> None:
    problem = reading_of(made())  # type: ignore[operator]
    assert isinstance(problem, Problem)
    assert said in problem.problem
    assert "Divide it" in problem.remedy


HEAD = b"Ferry to Lindau runs again\n\n20 February 2020\n\n"


LONG = {
    "one word": b"x" * 2_000_000,
    "brackets": b"(" * 500_000,
    "marks": b"> " * 500_000 + b"\n" + b"- " * 500_000,
    "capitals": b"AB " * 100_000,
    "numbers": b"1 2020 12:30 " * 20_000,
}


@pytest.mark.parametrize("body", LONG.values(), ids=LONG)
def test_words_and_runs_of_any_length_are_read(body: bytes) -> None:
    manuscript = reading_of(HEAD + body)
    assert isinstance(manuscript, Manuscript)
    assert manuscript.title == "Ferry to Lindau runs again"


def test_a_hundred_thousand_nested_elements_are_read_or_named() -> None:
    story = b"<p>The ferry to Lindau left the pier on Thursday for the first time since December.</p>"
    page = b"<h1>Ferry runs again</h1>" + b"<div>" * 100_000 + story + b"</div>" * 100_000
    found = reading_of(page, "nested.html")
    assert isinstance(found, Manuscript) or "failed" not in found.problem


def test_a_capture_that_takes_too_long_is_named_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Folders(tmp_path)
    folders.inbox.mkdir()
    (folders.inbox / "a.txt").write_bytes(HEAD + b"The ferry left the pier on Thursday, said the captain.\n" * 100_000)
    (folders.inbox / "b.txt").write_bytes(HEAD + b"The ferry left the pier on Friday, said the captain.\n")
    monkeypatch.setattr(run_module, "in_order", partial(in_order, longest=3))
    report = take_in(folders, SiteWords())
    assert [(problem.name, problem.problem) for problem in report.problems] == [
        ("a.txt", "reading it took longer than 3 seconds")
    ]
    assert [one.name for one in report.taken] == ["b.txt"]
