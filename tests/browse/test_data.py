"""Data: the articles of a list as JSON Lines, and how they divide into files."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry, made

from backfile.article import EventDate
from backfile.browse import data
from backfile.browse.data import data_address, line, list_files
from backfile.browse.lists import Listing, archive_sets, list_set, undated_set
from backfile.browse.offers import archive_offers
from backfile.catalogue import Entry
from backfile.site import Site
from backfile.views import DataView, ListView, OffersView, Page

SITE = Site("The Archive")


def test_a_line_tells_all_that_lists_know_of_an_article() -> None:
    told = entry(
        outlet="DW", region=("SY-ID",), tags=("bridges", "trade"), staff=("dv",), agencies=("Reuters",), authors=("Jo",)
    )
    whole = replace(
        told, summary="Traders cross “again”.", modified=EventDate("2020-02-21T10:00:00Z"), mentioned=("TR",),
        filed=("SY",), picture=True, picture_agencies=("AP",), photographer="K. Lindqvist", status="corrected",
        correction="It was Monday.",
    )  # fmt: skip
    assert json.loads(line(whole, Site("A", url="https://a.example/news"))) == {
        "address": "https://a.example/news/2020/02/20/story/", "title": "story", "date": "2020-02-20",
        "modified": "2020-02-21T10:00:00Z", "lang": "en", "outlet": "DW", "summary": "Traders cross “again”.",
        "region": ["SY-ID"], "filed": ["SY"], "mentioned": ["TR"], "agencies": ["reuters"], "staff": ["dv"],
        "authors": ["Jo"], "tags": ["bridges", "trade"], "picture": True, "picture_agencies": ["ap"],
        "photographer": "K. Lindqvist", "status": "corrected", "correction": "It was Monday.",
    }  # fmt: skip


def test_what_is_not_known_is_left_out() -> None:
    assert json.loads(line(entry("undated/x"), SITE)) == {"address": "/undated/x/", "title": "x", "lang": "en"}


@given(st.text(), st.text())
def test_whatever_an_article_is_called_it_is_one_line(title: str, tag: str) -> None:
    text = line(replace(entry(tags=(tag,)), title=f"A{title}"), SITE)
    assert (text.count("\n"), json.loads(text)["title"], json.loads(text)["tags"]) == (1, f"A{title}", [tag])


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "/data/articles.jsonl"),
        ("/tags/x/", "/data/tags/x.jsonl"),
        ("/tags/x/2020/02/", "/data/tags/x/2020/02.jsonl"),
    ],
)
def test_data_lie_under_the_address_of_their_list(address: str, file: str) -> None:
    assert data_address(address) == file


def pages_of(*sets: object) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    for page in made(sets):  # type: ignore[arg-type]
        assert page.address not in pages, f"two pages at {page.address}"
        pages[page.address] = page
    return pages


def tags(some: tuple[Entry, ...]) -> dict[str, Page]:
    return pages_of(list_set(Listing("tags", "x", "/tags/x/", some), SITE))


def archive(some: tuple[Entry, ...]) -> dict[str, Page]:
    undated = tuple(each for each in some if each.date is None)
    without_date = [undated_set(undated, SITE, len(some))] if undated else []
    return pages_of(*archive_sets(some, SITE), *without_date, *archive_offers(some, SITE))


def titles(page: Page) -> list[str]:
    assert isinstance(page.view, DataView)
    return [json.loads(each)["title"] for each in page.view.lines.splitlines()]


def list_at(pages: dict[str, Page], address: str) -> ListView:
    view = pages[address].view
    assert isinstance(view, ListView)
    return view


def test_a_list_of_twenty_one_has_feed_and_data_and_one_of_twenty_has_none() -> None:
    few, more = tags(entries(20)), tags(entries(21))
    assert list(few) == ["/tags/x/"]
    assert set(more) == {"/tags/x/", "/feeds/tags/x.atom", "/data/tags/x.jsonl"}
    assert (list_at(few, "/tags/x/").feed, list_at(few, "/tags/x/").data) == ("", ())
    assert list_at(more, "/tags/x/").feed == "/feeds/tags/x.atom"
    assert [file.address for file in list_at(more, "/tags/x/").data] == ["/data/tags/x.jsonl"]


def test_data_hold_all_articles_of_a_list_oldest_first() -> None:
    pages = tags((*entries(2, "undated"), *entries(30, "1999/01/01"), *entries(30)))
    assert titles(pages["/data/tags/x.jsonl"])[:3] == ["s0000", "s0001", "s0000"]
    assert len(titles(pages["/data/tags/x.jsonl"])) == 62


def test_the_pages_of_a_lists_periods_lead_to_the_feed_and_data_of_the_list() -> None:
    pages = tags((*entries(2, "undated"), *entries(60)))
    for address in ("/tags/x/2020/", "/tags/x/undated/"):
        assert list_at(pages, address).feed == "/feeds/tags/x.atom"
        assert [file.address for file in list_at(pages, address).data] == ["/data/tags/x.jsonl"]


def test_articles_without_a_date_have_data_and_no_feed_since_nothing_says_when() -> None:
    pages = archive(entries(21, "undated"))
    assert "/data/undated.jsonl" in pages
    assert not [address for address in pages if address.startswith("/feeds/")]


def test_years_months_and_days_of_the_archive_have_their_own_where_they_hold_enough() -> None:
    pages = archive((*entries(21, "2020/02/20"), *entries(2, "2020/03/01")))
    found = {address for address in pages if address.startswith(("/feeds/", "/data/"))}
    assert found == {
        "/feeds/2020.atom", "/feeds/2020/02.atom", "/feeds/2020/02/20.atom", "/feeds/latest.atom", "/data/",
        "/data/2020.jsonl", "/data/2020/02.jsonl", "/data/2020/02/20.jsonl", "/data/articles.jsonl",
    }  # fmt: skip
    assert list_at(pages, "/2020/03/01/").data == ()


def test_the_archive_has_feed_and_data_however_small() -> None:
    assert {"/feeds/latest.atom", "/data/articles.jsonl"} <= set(archive(entries(1)))


def test_a_list_too_large_for_one_file_divides_as_its_pages_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "FULL", 50)
    monkeypatch.setattr("backfile.browse.offers.FULL", 50)
    pages = tags(
        (*entries(3, "undated"), *entries(40, "1999/01/01"), *entries(60, "2020/02/20"), *entries(9, "2020/03/01"))
    )
    files = list_at(pages, "/tags/x/").data
    assert [(file.text, file.address, file.count) for file in files] == [
        ("Undated", "/data/tags/x/undated.jsonl", 3),
        ("1999", "/data/tags/x/1999.jsonl", 40),
        ("20 February 2020, part 1", "/data/tags/x/2020/02/20/part-1.jsonl", 50),
        ("20 February 2020, part 2", "/data/tags/x/2020/02/20/part-2.jsonl", 10),
        ("March 2020", "/data/tags/x/2020/03.jsonl", 9),
    ]
    assert all(file.address in pages for file in files)
    assert [file.address for file in list_at(pages, "/tags/x/1999/").data] == ["/data/tags/x/1999.jsonl"]
    assert [file.address for file in list_at(pages, "/tags/x/2020/").data] == [file.address for file in files[2:]]


def test_the_files_of_an_archive_too_large_for_one_are_those_of_its_periods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "FULL", 50)
    monkeypatch.setattr("backfile.browse.offers.FULL", 50)
    pages = archive(
        (*entries(3, "undated"), *entries(4, "1999/01/01"), *entries(40, "2020/02/20"), *entries(19, "2020/03/01"))
    )
    view = pages["/data/"].view
    assert isinstance(view, OffersView)
    told = [file.address for file in view.files]
    assert told == ["/data/undated.jsonl", "/data/1999.jsonl", "/data/2020/02.jsonl", "/data/2020/03.jsonl"]
    assert sum(len(titles(pages[file])) for file in told) == 66


def test_a_new_article_changes_the_data_of_its_own_year_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "FULL", 50)
    monkeypatch.setattr("backfile.browse.offers.FULL", 50)
    before = (*entries(40, "2019/05/05"), *entries(40, "2020/02/20"))
    old, new = tags(before), tags((*before, *entries(1, "2020/02/21")))
    changed = {address for address in new if new[address] != old.get(address)}
    assert changed == {"/tags/x/", "/tags/x/2020/", "/feeds/tags/x.atom", "/data/tags/x/2020.jsonl"}


DATES = st.sampled_from([None, "2019", "2020", "2020-02", "2020-02-20", "2020-02-20T10:00:00Z", "2021-12-31"])


@given(runs=st.lists(st.tuples(DATES, st.integers(1, 30)), max_size=6), full=st.integers(1, 40))
def test_every_article_is_in_one_file_and_no_file_holds_too_many(runs: list[tuple[str | None, int]], full: int) -> None:
    held = (entries(count, f"2000/r{number}", date=date) for number, (date, count) in enumerate(runs))
    some = tuple(sorted(chain.from_iterable(held), key=lambda each: each.order))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "FULL", full)
        files = list(list_files(some, "/tags/x/", "en"))
    assert Counter(each.path for file in files for each in file.entries) == Counter(each.path for each in some)
    assert all(len(file.entries) <= full for file in files)
    assert len({file.address for file in files}) == len(files)
