"""Checking content/: all findings at once, each with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.article import Article
from backfile.check import check, check_text
from backfile.frontmatter import read, write

FIXTURES = Path(__file__).parent / "fixtures" / "frontmatter"


def findings(*lines: str, body: str = "Text.\n") -> list[str]:
    text = "\n".join(["---", "title: x", *lines, "---", "", body])
    return [str(problem) for problem in check_text(text, place="x.md")]


def test_a_whole_folder_is_told_file_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "2020" / "02"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("---\ntitle: x\ntags: a\nregion: [XX]\n---\n\nText.\n")
    (folder / "b.md").write_text("---\ntitle: x\n---\n\nText.\n")
    (folder / "c.md").write_bytes(b"---\ntitle: x\n---\n\ncaf\xe9\n")
    (folder / "d.md").write_text("---\ntitle: x\nagencies: [Routers]\n---\n\nText.\n")
    assert [(problem.place, problem.line, problem.field) for problem in check(tmp_path / "content")] == [
        ("content/2020/02/a.md", 3, "tags"),
        ("content/2020/02/a.md", 4, "region"),
        ("content/2020/02/c.md", 5, ""),
        ("content/2020/02/d.md", 3, "agencies"),
    ]


@pytest.mark.parametrize("name", ["own.md", "2020/Upper.md", "2020/02/20.md", "lakes/ferry.md"])
def test_a_file_that_no_page_can_be_made_of_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "content" / name).parent.mkdir(parents=True)
    (tmp_path / "content" / name).write_text("---\ntitle: x\n---\n\nText.\n")
    [problem] = check(tmp_path / "content")
    assert str(problem).startswith(f"content/{name}:1: no article may lie here")


def test_a_finding_prints_as_file_line_field_and_remedy() -> None:
    assert findings("agencies: [Routers]") == [
        "x.md:3: agencies: is no agency of the table (found 'Routers'). Write its label, as in AP or Reuters"
    ]


@pytest.mark.parametrize("line", (FIXTURES / "right-lines.txt").read_text("utf-8").splitlines())
def test_a_right_line_passes(line: str) -> None:
    assert findings(line) == []


@pytest.mark.parametrize("line", (FIXTURES / "wrong-lines.txt").read_text("utf-8").splitlines())
def test_a_wrong_line_is_found(line: str) -> None:
    assert [finding.partition(": ")[0] for finding in findings(line)] == ["x.md:3"]


def test_a_part_of_a_table_is_found_on_its_own_line() -> None:
    (finding,) = findings("image:", "  caption: a bridge", "  agencies: [Routers]")
    assert finding.startswith("x.md:5: image.agencies: ")


def test_a_wrong_field_hides_no_other() -> None:
    assert [finding.split(":")[2].strip() for finding in findings("tags: a", "lang: English tongue")] == [
        "tags",
        "lang",
    ]


def test_an_article_without_text_is_found() -> None:
    assert [finding.split(":")[2].strip() for finding in findings(body="")] == ["body"]


def test_an_article_that_shows_no_text_needs_none() -> None:
    assert findings("access: metadata", body="") == []


def test_an_article_of_which_only_the_beginning_was_captured_may_have_no_text_yet() -> None:
    assert findings("status: truncated", body="") == []


def test_what_backfile_writes_passes() -> None:
    text = (FIXTURES / "articles" / "everything.md").read_text("utf-8")
    assert list(check_text(text)) == []
    assert isinstance(read(write(read(text))), Article)
