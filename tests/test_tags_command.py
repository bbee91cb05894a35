"""The tags of an archive are counted, merged, renamed and dropped, and their old addresses still lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_sites import built, new_site

from backfile.cli import main
from backfile.links import tag_link
from backfile.retired_tags import tag_redirects
from backfile.vocab.answers import Answer, AnswerKind, Answers, read_answers

FERRY = """---
title: Ferry sails again
date: 2021-05-14  # a Friday
lang: en
tags: [EU, "Baker", Ferries]
mood: 'cheerful'
---

The ferry   sailed again, with [tags: EU] painted on it.
"""
TRAM = """---\r
title: Tram stops\r
tags:\r
  - European Union\r
  - James Baker\r
  - ferries\r
lang: en\r
---\r
\r
The tram stopped.\r
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_site(tmp_path / "site")
    for name, text in (("2021/05/14/ferry.md", FERRY), ("undated/tram.md", TRAM)):
        (folder / "content" / name).parent.mkdir(parents=True)
        (folder / "content" / name).write_bytes(text.encode())
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("site")
def test_tags_are_listed_with_their_doubles_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tags"]) == 0
    printed = capsys.readouterr().out
    assert "1  European Union  (like EU?)" in printed or "1  EU  (like European Union?)" in printed
    assert "1  Baker  (like James Baker?)" in printed
    assert "(like Ferries?)" in printed


def test_a_change_is_shown_and_not_made_without_apply(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tags", "rename", "Baker", "James Baker"]) == 0
    printed = capsys.readouterr().out
    assert "content/2021/05/14/ferry.md: EU, Baker, Ferries -> EU, James Baker, Ferries" in printed
    assert "1 article would change" in printed
    assert (site / "content/2021/05/14/ferry.md").read_text() == FERRY
    assert not (site / "vocabulary.csv").exists()


def test_merging_changes_the_tags_and_no_other_byte(site: Path) -> None:
    assert main(["tags", "merge", "EU", "FERRIES", "Boats", "--apply"]) == 0
    ferry = (site / "content/2021/05/14/ferry.md").read_bytes().decode()
    assert ferry == FERRY.replace('tags: [EU, "Baker", Ferries]', "tags: [Boats, Baker]")
    tram = (site / "content/undated/tram.md").read_bytes().decode()
    before, after = TRAM.partition("tags:")[0], TRAM.partition("lang: en")[2]
    assert tram.startswith(before)
    assert tram.endswith(f"lang: en{after}")
    assert "tags: [European Union, James Baker, Boats]\r\n" in tram


def test_the_vocabulary_keeps_a_change_for_later_intakes(site: Path) -> None:
    assert main(["tags", "rename", "Baker", "J. Baker", "--apply"]) == 0
    assert main(["tags", "merge", "J. Baker", "James Baker", "--apply"]) == 0
    answers = Answers.of(read_answers(site))
    assert answers.means(AnswerKind.TAG, "Baker") == "James Baker"
    assert answers.means(AnswerKind.TAG, "J. Baker") == "James Baker"


def test_two_renamings_never_run_in_a_circle(site: Path) -> None:
    assert main(["tags", "rename", "Baker", "J. Baker", "--apply"]) == 0
    assert main(["tags", "rename", "J. Baker", "Baker", "--apply"]) == 0
    answers = Answers.of(read_answers(site))
    assert answers.means(AnswerKind.TAG, "Baker") is None
    assert answers.means(AnswerKind.TAG, "J. Baker") == "Baker"


def test_a_dropped_tag_leaves_no_empty_field(site: Path) -> None:
    assert main(["tags", "drop", "EU", "Baker", "Ferries", "--apply"]) == 0
    text = (site / "content/2021/05/14/ferry.md").read_text()
    assert text == FERRY.replace('tags: [EU, "Baker", Ferries]\n', "")
    assert Answers.of(read_answers(site)).means(AnswerKind.TAG, "eu") == ""


@pytest.mark.parametrize("words", [["merge", "EU"], ["rename", "EU", "Union", "Europe"], ["drop"], ["paint", "EU"]])
@pytest.mark.usefixtures("site")
def test_what_is_no_change_is_told_with_what_to_write(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tags", *words]) == 1
    assert "Write merge OLD" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/broken.md").write_text("---\ntitle: [\ntags: [EU]\n---\n")
    assert main(["tags", "drop", "EU", "--apply"]) == 1
    assert "content/broken.md" in capsys.readouterr().err
    assert "EU" not in (site / "content/2021/05/14/ferry.md").read_text().partition("---\n\n")[0]


def test_the_old_address_of_a_tag_leads_to_its_last_name() -> None:
    lines = (
        Answer(AnswerKind.TAG, "EC", "EU"),
        Answer(AnswerKind.TAG, "EU", "European Union"),
        Answer(AnswerKind.TAG, "Boats", "Ferries"),
        Answer(AnswerKind.TAG, "Trams", "Trams and buses", "HP"),
        Answer(AnswerKind.TAG, "News", ""),
        Answer(AnswerKind.TAG, "Ships", "Vessels"),
    )
    found = dict(tag_redirects(lines, ["European Union", "Ferries", "Boats"]))
    assert found == {"/tags/ec/": tag_link("European Union"), "/tags/eu/": tag_link("European Union")}


def test_a_built_site_leads_from_the_old_tag_to_the_new(site: Path) -> None:
    assert main(["tags", "merge", "EU", "European Union", "--apply"]) == 0
    built(site)
    page = (site / "output/tags/eu/index.html").read_text()
    assert "../european-union/" in page or "/tags/european-union/" in page
    assert (site / "output/tags/european-union/index.html").is_file()
