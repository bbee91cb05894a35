"""Reviewing the archive: what is uncertain, and answers that settle it everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from one_process import reading_in_this_process

from backfile.cli import main
from backfile.frontmatter import locate, read
from backfile.intake import again as again_module
from backfile.intake import run as run_module
from backfile.review import doubts as doubts_module
from backfile.review.doubts import doubts

STORY = """{outlet}

{title}

14 May 2021

The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm.

Forty people and a dog waited on the pier from six in the morning, and the band played.

{last}
"""

TAIPEI = "Central News Agency (Taiwan)"


@pytest.fixture(autouse=True, scope="module")
def one_process() -> Iterator[None]:
    """Starting processes would take longer than reading three captures."""

    with reading_in_this_process(run_module, again_module):
        yield


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "Lake archive"\nTIMEZONE = "UTC"\n')
    (tmp_path / "inbox").mkdir()
    for name, outlet, last in (
        ("a", "Spiegel", "(AP, CNA)"),
        ("b", "Spiegel", "(AFP, CNA)"),
        ("c", "DW", "(dpa)"),
    ):
        text = STORY.format(outlet=outlet, title=f"Ferry {name} to Lindau sails again", last=last)
        (tmp_path / "inbox" / f"{name}.txt").write_text(text)
    monkeypatch.chdir(tmp_path)
    main(["intake"])
    capsys.readouterr()
    return tmp_path


def agencies(site: Path, name: str) -> tuple[str, ...]:
    return read((site / f"content/2021/05/14/ferry-{name}-to-lindau-sails-again.md").read_text()).agencies


@pytest.mark.usefixtures("site")
def test_doubts_stand_under_the_rule_that_raised_them_those_of_most_articles_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["review"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "outlet_in_chrome: 3 articles"
    assert lines[1] == "2  outlet: inferred from page chrome: Spiegel"
    assert lines[2].startswith("content/2021/05/14/ferry-a-to-lindau-sails-again.md, content/")
    assert lines[3] == "backfile review --answer outlet Spiegel Spiegel"
    assert "sign_off: 2 articles" in lines
    assert "backfile review --answer agency CNA cna-tw --outlet Spiegel" in lines


def test_an_answer_is_previewed_and_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--answer", "agency", "CNA", "cna-tw"]) == 0
    shown = capsys.readouterr().out
    assert "agencies: [AP] → [AP, Central News Agency (Taiwan)]" in shown
    assert "2 articles would read differently: " in shown
    assert "To keep the answer, add --apply." in shown
    assert not (site / "vocabulary.csv").exists()
    assert agencies(site, "a") == ("AP",)


def test_an_applied_answer_is_a_line_of_the_vocabulary_and_holds_everywhere(site: Path) -> None:
    assert main(["review", "--answer", "agency", "CNA", "cna-tw", "--apply"]) == 0
    assert (site / "vocabulary.csv").read_text() == "kind,text,means,outlet\nagency,CNA,cna-tw,\n"
    assert [agencies(site, name) for name in "abc"] == [("AP", TAIPEI), ("AFP", TAIPEI), ("dpa",)]


@pytest.mark.usefixtures("site")
def test_a_settled_doubt_is_listed_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    main(["review", "--answer", "outlet", "Spiegel", "Spiegel", "--apply"])
    capsys.readouterr()
    main(["review"])
    assert "Spiegel Spiegel" not in capsys.readouterr().out


def test_a_later_intake_applies_the_answer_too(site: Path) -> None:
    main(["review", "--answer", "agency", "CNA", "cna-tw", "--apply"])
    text = STORY.format(outlet="DW", title="Ferry d to Lindau sails again", last="(AP, CNA)")
    (site / "inbox" / "d.txt").write_text(text.replace("Forty", "Fifty"))
    main(["intake"])
    assert agencies(site, "d") == ("AP", TAIPEI)


def test_an_answer_for_one_outlet_changes_no_other(site: Path) -> None:
    main(["review", "--answer", "agency", "CNA", "cna-tw", "--outlet", "DW", "--apply"])
    assert agencies(site, "a") == ("AP",)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["guess", "CNA"], "this is no answer (found 'guess CNA')"),
        (["agency", "CNA", "nobody"], "there is no agency of this id (found 'nobody')"),
        (["outlet", "Spiegel"], "the answer says nothing (found 'outlet Spiegel')"),
    ],
)
def test_what_is_no_answer_is_refused(
    site: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert main(["review", "--answer", *words, "--apply"]) == 1
    assert message in capsys.readouterr().err
    assert not (site / "vocabulary.csv").exists()


def test_only_articles_with_notes_are_looked_into(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (site / "content" / f"sure-{number}.md").write_text("---\ntitle: A sure thing\n---\n\nWe review: nothing.\n")
    located: list[str] = []

    def counted(text: str, *, place: str = "") -> object:
        located.append(place)
        return locate(text, place=place)

    monkeypatch.setattr(doubts_module, "locate", counted)
    assert doubts(site / "content", lambda _: {})
    assert len(located) == 3


def test_an_archive_without_doubts_says_so(tmp_path: Path) -> None:
    assert doubts(tmp_path, lambda _: {}) == ()
