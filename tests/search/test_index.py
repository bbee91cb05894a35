"""What a build does to the search bundles, and what it leaves alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from small_sites import Story, catalogue_of, page_of, story, write_pages

from backfile.address import file_of
from backfile.errors import BuildError
from backfile.search import IndexReport, index_archive, pagefind

Index = Callable[[Sequence[Story]], IndexReport]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def index(tmp_path: Path, output: Path) -> Index:
    """Write the pages of these articles and index them, three to a bundle."""

    def build(stories: Sequence[Story]) -> IndexReport:
        write_pages(stories, output)
        return index_archive(catalogue_of(stories), output, tmp_path / "cache", lang="en", bundle_size=3)

    return build


def bundles(output: Path) -> list[dict[str, object]]:
    return json.loads((output / "search" / "bundles.json").read_text("utf-8"))["bundles"]


def files(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def test_bundles_are_listed_newest_first_with_what_they_hold(
    index: Index, output: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    listed = bundles(output)
    assert [each["name"] for each in listed] == ["2021-05-09", "2020-02-21", "2020", "undated"]
    assert sum(each["count"] for each in listed) == len(stories)
    assert (listed[-1]["from"], listed[-1]["to"], listed[-1]["undated"]) == ("2019-11-04", "2019-12-30", 1)
    assert {lang: index["count"] for lang, index in listed[1]["languages"].items()} == {"ar": 1, "en": 1, "zh-hans": 1}


def test_a_second_build_of_the_same_touches_no_file(index: Index, output: Path, stories: Sequence[Story]) -> None:
    index(stories)
    before = files(output / "search")
    assert index(stories).built == ()
    assert files(output / "search") == before


def test_an_edited_text_builds_its_own_bundle_alone(index: Index, output: Path, stories: Sequence[Story]) -> None:
    index(stories)
    other = files(output / "search" / "bundles" / "2020")
    edited = [replace(each, text="Entirely new words.") if each.entry.lang == "ar" else each for each in stories]
    assert index(edited).built == ("2020-02-21",)
    assert files(output / "search" / "bundles" / "2020") == other


def test_what_stands_around_an_article_builds_nothing(
    index: Index, output: Path, tmp_path: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    page = output / file_of(stories[0].entry.address)
    page.write_text(
        page_of(stories[0]).replace("chromewords", "another banner").replace("neighbourwords", "newer"), "utf-8"
    )
    assert index_archive(catalogue_of(stories), output, tmp_path / "cache", lang="en", bundle_size=3).built == ()


def test_a_changed_facet_builds_its_bundle(index: Index, stories: Sequence[Story]) -> None:
    index(stories)
    first = replace(stories[0], entry=replace(stories[0].entry, tags=("Wages",)))
    assert index([first, *stories[1:]]).built == ("undated",)


def test_a_bundle_goes_with_its_last_article(index: Index, output: Path, stories: Sequence[Story]) -> None:
    index(stories)
    assert index([each for each in stories if each.entry.path[:4] != "2021"]).removed == ("2021-05-09",)
    assert not (output / "search" / "bundles" / "2021-05-09").exists()


def test_losing_the_cache_costs_time_only(index: Index, output: Path, tmp_path: Path, stories: Sequence[Story]) -> None:
    index(stories)
    before = (output / "search" / "bundles.json").read_text("utf-8")
    (tmp_path / "cache" / "search.json").write_text("nonsense", "utf-8")
    assert len(index(stories).built) == 4
    assert (output / "search" / "bundles.json").read_text("utf-8") == before


def test_what_a_build_that_died_left_behind_goes(index: Index, output: Path, stories: Sequence[Story]) -> None:
    (output / "search" / ".building-died" / "pages").mkdir(parents=True)
    index(stories)
    assert sorted(each.name for each in (output / "search").iterdir()) == [
        "bundles",
        "bundles.json",
        "facets.json",
        "pagefind",
    ]


def test_the_code_that_searches_is_kept_once(index: Index, output: Path, stories: Sequence[Story]) -> None:
    index(stories)
    kept = {file.name for file in (output / "search" / "pagefind").iterdir()}
    assert kept == {
        "pagefind-worker.js",
        "wasm.ar.pagefind",
        "wasm.de.pagefind",
        "wasm.en.pagefind",
        "wasm.unknown.pagefind",
    }
    assert not list((output / "search" / "bundles").rglob("*.js")) + list(
        (output / "search" / "bundles").rglob("wasm*")
    )


def test_an_archive_without_articles_has_no_bundles(index: Index, output: Path) -> None:
    index([])
    assert bundles(output) == []


def test_facets_are_named_and_counted_over_the_whole_archive(
    index: Index, output: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    facets = json.loads((output / "search" / "facets.json").read_text("utf-8"))
    assert facets["year"] == [["2021", "2021", 1], ["2020", "2020", 6], ["2019", "2019", 2]]
    assert ["NO-46", "Vestland, Norway", 1] in facets["region"]
    assert ["dpa", "dpa", 1] in facets["agency"]
    assert facets["outlet"][0] == ["hp", "The Harbour Post", 6]
    assert ["de", "German", 1] in facets["language"]


def test_a_missing_page_is_named(tmp_path: Path, output: Path) -> None:
    lost = story("2020/lost", "Lost", "Never written.", date="2020")
    with pytest.raises(BuildError, match=r"2020/lost/index\.html"):
        index_archive(catalogue_of([lost]), output, tmp_path / "cache", lang="en")


def test_what_the_indexer_says_when_it_fails_is_told(
    index: Index, output: Path, tmp_path: Path, stories: Sequence[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    index(stories)
    before = files(output / "search")
    failing = tmp_path / "failing"
    failing.write_text("#!/bin/sh\necho the disk is full >&2\nexit 7\n")
    failing.chmod(0o755)
    monkeypatch.setattr(pagefind, "program", lambda: failing)
    changed = [replace(each, text=f"{each.text} Changed.") for each in stories]
    with pytest.raises(BuildError, match="status 7: the disk is full"):
        index(changed)
    assert files(output / "search") == before
