"""What a build does to the search bundles, and what it leaves alone."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from small_sites import Story, catalogue_of, page_digests, page_of, story, write_pages

from backfile.address import file_of
from backfile.article import EventDate
from backfile.errors import BuildError
from backfile.search import IndexReport, index_archive, pagefind
from backfile.search.records import lines_of

Index = Callable[[Sequence[Story]], IndexReport]

KILLED = """
import os, pickle, signal, sys
from backfile.search import index_archive

catalogue, digests, output, boundaries, left = pickle.load(sys.stdin.buffer)

def die(event, arguments):
    global left
    if event in ("open", "os.rename", "os.remove", "os.mkdir") and str(output) in str(arguments[0]):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
index_archive(catalogue, digests, output, boundaries, lang="en", bundle_size=3)
"""
"""Indexes, and kills itself as soon as it has touched so many files."""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    return tmp_path / "bundles.json"


@pytest.fixture
def index(boundaries: Path, output: Path) -> Index:
    """Write the pages of these articles and index them, three to a bundle."""

    def build(stories: Sequence[Story]) -> IndexReport:
        write_pages(stories, output)
        catalogue = catalogue_of(stories)
        return index_archive(catalogue, page_digests(catalogue, output), output, boundaries, lang="en", bundle_size=3)

    return build


def bundles(output: Path) -> list[dict[str, object]]:
    return json.loads((output / "search" / "bundles.json").read_text("utf-8"))["bundles"]


def files(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def edited(stories: Sequence[Story], text: str = "Entirely new words.") -> list[Story]:
    return [replace(each, text=text) if each.entry.lang == "ar" else each for each in stories]


def are_whole(output: Path) -> bool:
    """Whether everything that bundles.json leads to is there: each list, and the records of the articles on it."""
    for bundle in bundles(output):
        folder = output / "search" / "bundles" / str(bundle["name"])
        listing = json.loads(gzip.decompress((folder / str(bundle["articles"])).read_bytes()))
        needed = [f"pagefind.{index['hash']}.pf_meta" for index in bundle["languages"].values()]
        packs = [folder / "records" / f"{name}.packed" for name, *_ in listing["packs"]]
        if not all(
            file.is_file() for file in [*packs, *(folder / name for name in needed), *(folder / "index").iterdir()]
        ):
            return False
        records = [lines_of(file.read_bytes()) for file in packs]
        if [len(each) for each in records] != [count for _, count, _ in listing["packs"]]:
            return False
    return True


# ---- what is made


def test_bundles_are_listed_newest_first_with_what_they_hold(
    index: Index, output: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    listed = bundles(output)
    assert [each["name"] for each in listed] == ["2021-05-09", "2020-02-21", "2020", "undated"]
    assert sum(each["count"] for each in listed) == len(stories)
    assert (listed[-1]["from"], listed[-1]["to"]) == ("2019-11-04", "2019-12-30")
    languages = listed[1]["languages"]
    assert {tag: (index["count"], index["dir"]) for tag, index in languages.items()} == {
        "ar": (1, "rtl"), "en": (1, "ltr"), "zh-hans": (1, "ltr"),
    }  # fmt: skip


def test_the_years_of_the_whole_archive_are_told_before_any_bundle_is_opened(
    index: Index, output: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    told = dict(json.loads((output / "search" / "bundles.json").read_text("utf-8"))["years"])
    dates = [each.entry.date.period[:4] if each.entry.date else "" for each in stories]
    assert told == {year: dates.count(year) for year in sorted(dates)}
    assert list(told) == sorted(told)


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


def test_an_archive_without_articles_has_no_bundles_and_keeps_its_boundaries(
    index: Index, output: Path, boundaries: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    before = boundaries.read_text("utf-8")
    index([])
    assert bundles(output) == []
    assert boundaries.read_text("utf-8") == before


def test_an_article_without_a_word_is_passed_over(index: Index, output: Path) -> None:
    index([story("2020/dots", "…", "!", date="2020"), story("2020/ferry", "Ferry", "It left.", date="2020")])
    assert bundles(output)[0]["languages"]["en"]["count"] == 1


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


# ---- what is made again


def test_a_second_build_of_the_same_touches_no_file(index: Index, tmp_path: Path, stories: Sequence[Story]) -> None:
    index(stories)
    before = files(tmp_path)
    report = index(stories)
    assert (report.built, report.listed, len(report.unchanged)) == ((), (), 4)
    assert {name: time for name, time in files(tmp_path).items() if "/search/" in name or "bundles.json" in name} == {
        name: time for name, time in before.items() if "/search/" in name or "bundles.json" in name
    }


def test_an_edited_text_builds_its_own_bundle_alone(index: Index, output: Path, stories: Sequence[Story]) -> None:
    index(stories)
    search = output / "search"
    before = files(search)
    assert index(edited(stories)).built == ("2020-02-21",)
    after = files(search)
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert {Path(name).relative_to(search).parts[:2] for name in changed} == {
        ("bundles", "2020-02-21"),
        ("bundles.json",),
    }


def test_an_edited_text_changes_the_records_of_articles_near_it_alone(output: Path, boundaries: Path) -> None:
    numbered = [
        story(f"2022/01/{number:03}-tide", f"Tide {number}", f"High water. {'It rose. ' * 9}", date="2022-01")
        for number in range(300)
    ]
    changed = [*numbered[:30], replace(numbered[30], text=f"Low water. {'It fell. ' * 9}"), *numbered[31:]]
    packs = []
    for stories in (numbered, changed):
        write_pages(stories, output)
        catalogue = catalogue_of(stories)
        index_archive(catalogue, page_digests(catalogue, output), output, boundaries, lang="en")
        packs.append(contents(output / "search" / "bundles" / "2022-01" / "records"))
    before, after = packs
    assert len(before) == len(after) > 3
    assert len(before.items() & after.items()) == len(before) - 1


def test_what_stands_around_an_article_builds_nothing(
    index: Index, output: Path, boundaries: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    page = output / file_of(stories[0].entry.address)
    around = {"chromewords": "another banner", "neighbourwords": "newer", "recordwords": "tags", "kickerwords": "HP"}
    text = page_of(stories[0])
    for old, new in around.items():
        text = text.replace(old, new)
    page.write_text(text, "utf-8")
    catalogue = catalogue_of(stories)
    report = index_archive(catalogue, page_digests(catalogue, output), output, boundaries, lang="en", bundle_size=3)
    assert report.built == ()


def test_a_changed_facet_makes_the_list_of_its_bundle_and_no_index(
    index: Index, output: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    before = files(output / "search")
    first = replace(stories[0], entry=replace(stories[0].entry, tags=("Wages",)))
    report = index([first, *stories[1:]])
    assert (report.built, report.listed) == ((), ("undated",))
    after = files(output / "search")
    changed = sorted(Path(name).name.split(".")[0] for name in before | after if before.get(name) != after.get(name))
    assert changed == ["articles", "articles", "bundle", "bundles", "facets"]


def test_a_changed_outlet_name_makes_lists_and_no_index(
    index: Index, output: Path, boundaries: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    renamed = replace(catalogue_of(stories), outlets={"HP": "The Harbour Evening Post"})
    report = index_archive(renamed, page_digests(renamed, output), output, boundaries, lang="en", bundle_size=3)
    assert (report.built, len(report.listed)) == ((), 3)


def test_a_changed_date_moves_a_record_as_a_clean_build_does_and_makes_no_index(
    index: Index, output: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    before = files(output / "search")
    first = replace(stories[0], entry=replace(stories[0].entry, date=EventDate("2019-12-31")))
    report = index([first, *stories[1:]])
    assert (report.built, report.listed) == ((), ("undated",))
    after = files(output / "search")
    assert [name for name in after if name not in before and "/records/" in name]
    made = contents(output / "search")
    shutil.rmtree(output / "search")
    index([first, *stories[1:]])
    assert contents(output / "search") == made


def test_no_page_is_read_where_no_text_changed(
    index: Index, output: Path, boundaries: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    catalogue = catalogue_of(stories)
    digests = page_digests(catalogue, output)
    for each in stories:
        (output / file_of(each.entry.address)).unlink()
    assert index_archive(catalogue, digests, output, boundaries, lang="en", bundle_size=3).built == ()


def test_a_bundle_goes_with_its_last_article(index: Index, output: Path, stories: Sequence[Story]) -> None:
    index(stories)
    assert index([each for each in stories if each.entry.path[:4] != "2021"]).removed == ("2021-05-09",)
    assert not (output / "search" / "bundles" / "2021-05-09").exists()


# ---- what comes out the same


def test_a_clean_clone_builds_the_same_search_byte_for_byte(
    index: Index, output: Path, boundaries: Path, stories: Sequence[Story]
) -> None:
    index([each for each in stories if each.entry.path[:4] != "2019"])
    index(stories)  # grown: divided otherwise than all at once
    before = contents(output / "search")
    shutil.rmtree(output)
    assert len(index(stories).built) == 3
    assert contents(output / "search") == before
    shutil.rmtree(output)
    boundaries.unlink()
    assert len(index(stories).built) == 4


def test_bundles_made_one_after_another_are_those_made_side_by_side(
    index: Index, output: Path, boundaries: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    before = contents(output / "search")
    shutil.rmtree(output / "search")
    catalogue = catalogue_of(stories)
    digests = page_digests(catalogue, output)
    index_archive(catalogue, digests, output, boundaries, lang="en", workers=1, bundle_size=3)
    assert contents(output / "search") == before


def test_a_search_brought_up_to_date_is_the_one_made_at_once(
    index: Index, output: Path, stories: Sequence[Story]
) -> None:
    index(edited(stories))
    index(stories)
    before = contents(output / "search")
    shutil.rmtree(output / "search")
    index(stories)
    assert contents(output / "search") == before


# ---- what goes wrong


@pytest.mark.parametrize("damage", ["bundle.json", "articles.*", "pagefind.ar_*", "records/*"])
def test_a_bundle_that_lost_a_file_is_made_again(
    index: Index, output: Path, stories: Sequence[Story], damage: str
) -> None:
    index(stories)
    before = contents(output / "search")
    for file in (output / "search" / "bundles" / "2020-02-21").glob(damage):
        file.unlink()
    assert index(stories).built == ("2020-02-21",)
    assert contents(output / "search") == before


def test_files_that_a_build_that_died_wrote_go_with_the_next(
    index: Index, output: Path, stories: Sequence[Story]
) -> None:
    index(stories)
    before = contents(output / "search")
    folder = output / "search" / "bundles" / "2020-02-21"
    (folder / "records" / "0000000000000000.packed").write_bytes(b"half a rec")
    record = json.loads((folder / "bundle.json").read_text("utf-8"))
    (folder / "bundle.json").write_text(json.dumps({**record, "surplus": True}), "utf-8")
    assert index(stories).built == ("2020-02-21",)
    assert contents(output / "search") == before


@pytest.mark.parametrize("touched", [1, 20, 40, 60, 73, 80, 85, 96, 98, 99, 100, 115, 130, 10_000])
def test_a_build_that_is_killed_leaves_search_whole_and_the_next_one_finishes(
    index: Index, output: Path, boundaries: Path, stories: Sequence[Story], touched: int
) -> None:
    changed = [replace(each, text=f"{each.text} Changed.") for each in stories]
    index(changed)
    finished = contents(output / "search")
    index(stories)
    write_pages(changed, output)
    catalogue = catalogue_of(changed)
    given = (catalogue, page_digests(catalogue, output), output, boundaries, touched)
    child = subprocess.run(
        [sys.executable, "-c", KILLED],
        input=pickle.dumps(given),
        env={**os.environ, "PYTHONPATH": str(Path(pagefind.__file__).parents[2])},
        check=False,
    )
    assert child.returncode == (0 if touched == 10_000 else -signal.SIGKILL)
    assert are_whole(output)
    index(changed)
    assert contents(output / "search") == finished


def test_a_missing_page_is_named(boundaries: Path, output: Path) -> None:
    lost = catalogue_of([story("2020/lost", "Lost", "Never written.", date="2020")])
    for digests in ({}, {"2020/lost": bytes(16)}):
        with pytest.raises(BuildError, match=r"2020/lost/index\.html"):
            index_archive(lost, digests, output, boundaries, lang="en")


FAILURES = {
    "it says why": ("echo the disk is full >&2; exit 7", "status 7: the disk is full"),
    "it is killed": ("kill -9 $$", "status -9"),
    "it says nothing": ("exit 0", "ended without an answer"),
    "it says what no one understands": ("echo ready, steady; cat", "cannot be understood"),
    "it ends half-way": ('head -c 500 | "{program}" "$@"', "Pagefind failed"),
    "it refuses a page": (
        "printf %s eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJ0b28gbG9uZyJ9fQ==,; cat > /dev/null",
        "status 0: too long",
    ),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_what_the_indexer_does_when_it_fails_is_told_and_search_stays(
    index: Index, output: Path, stories: Sequence[Story], monkeypatch: pytest.MonkeyPatch, failure: tuple[str, str]
) -> None:
    index(stories)
    before = contents(output / "search")
    script, message = failure
    failing = output.parent / "failing"
    failing.write_text(f"#!/bin/bash\n{script.format(program=pagefind.program())}\n")
    failing.chmod(0o755)
    monkeypatch.setattr(pagefind, "program", lambda: failing)
    with pytest.raises(BuildError, match=message):
        index([replace(each, text=f"{each.text} Changed.") for each in stories])
    assert contents(output / "search") == before


def test_a_disk_that_is_full_is_told_and_search_stays(
    index: Index, output: Path, stories: Sequence[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    index(stories)
    before = contents(output / "search")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(output / "search"))

    monkeypatch.setattr("backfile.search.index.place", full)
    with pytest.raises(BuildError, match=r"No space left on device.*Make room"):
        index(edited(stories))
    after = contents(output / "search")
    assert {name: after[name] for name in before if not name.endswith("/bundle.json")} == {
        name: content for name, content in before.items() if not name.endswith("/bundle.json")
    }
