"""Whose copy it is: an agency's share of each outlet by year, and an outlet's of each agency."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry

from backfile.browse.groups import groups_of
from backfile.browse.names import name_listings
from backfile.browse.shares import MOST_ROWS, percent_text
from backfile.catalogue import Entry
from backfile.views import Share, ShareTable

OUTLETS = ("Courier", "Ledger", "")
AGENCIES = ("AP", "Reuters", "AFP")
YEARS = ("1999", "2001", "2002", "")


def table_at(some: Iterable[Entry], address: str) -> ShareTable | None:
    some = tuple(sorted(some, key=lambda each: each.order))
    return next(each.shares for each in name_listings(some, groups_of(some), "en", {}) if each.address == address)


def cell(table: ShareTable | None, row: str, column: str) -> Share:
    assert table is not None
    shares = next(each.shares for each in table.rows if each.head.text == row)
    return shares[table.columns.index(column)]


def story(number: int, outlet: str, year: str, agencies: tuple[str, ...]) -> Entry:
    folder = f"{year}/01/02" if year else "undated"
    return entry(f"{folder}/s{number}", outlet=outlet, agencies=agencies)


stories = st.lists(
    st.tuples(
        st.sampled_from(OUTLETS), st.sampled_from(YEARS), st.sets(st.sampled_from(AGENCIES)).map(sorted).map(tuple)
    ),
    max_size=40,
).map(lambda told: [story(number, *each) for number, each in enumerate(told)])


@given(stories)
def test_every_number_of_a_table_is_what_a_walk_over_all_articles_counts(some: list[Entry]) -> None:
    for agency in {label for each in some for label in each.agencies}:
        table = table_at(some, f"/agencies/{agency.lower()}/")
        if table is None:
            assert not any(each.outlet for each in some if agency in each.agencies)
            continue
        counted = 0
        for row in table.rows:
            for column, share in zip(table.columns, row.shares, strict=True):
                held = [
                    each for each in some
                    if (each.outlet or "Outlet unknown") == row.head.text
                    and (str(each.date.year) if each.date else "Undated") == column
                ]  # fmt: skip
                assert share.of == len(held)
                assert share.count == sum(agency in each.agencies for each in held)
                counted += share.count
        assert counted == sum(agency in each.agencies for each in some), "the table adds up to the list"


@given(stories)
def test_the_table_of_an_outlet_is_the_mirror_of_those_of_its_agencies(some: list[Entry]) -> None:
    for outlet in {each.outlet for each in some if each.outlet and each.agencies}:
        mirror = table_at(some, f"/outlets/{outlet.lower()}/")
        assert mirror is not None
        for row in mirror.rows:
            straight = table_at(some, row.head.address)
            assert straight is not None
            for column, share in zip(mirror.columns, row.shares, strict=True):
                if column in straight.columns:
                    assert cell(straight, outlet, column) == share
                else:
                    assert share.count == 0


def test_a_year_in_which_an_outlet_has_no_articles_is_a_gap_and_one_without_the_agency_a_zero() -> None:
    some = [
        story(1, "Courier", "1999", ("AP",)),
        story(2, "Courier", "2001", ("AP",)),
        story(3, "Ledger", "1999", ("AP",)),
        story(4, "Ledger", "2000", ()),
    ]
    table = table_at(some, "/agencies/ap/")
    assert (cell(table, "Courier", "2000").of, cell(table, "Ledger", "2000").of) == (0, 1)
    assert cell(table, "Ledger", "2000").count == 0


def test_a_cell_leads_to_the_search_for_its_articles() -> None:
    some = [story(1, "Courier", "1999", ("AP",)), story(2, "Courier", "1999", ())]
    share = cell(table_at(some, "/agencies/ap/"), "Courier", "1999")
    assert (share.text, share.level) == ("50%", 3)
    assert share.address.startswith("/search/?")
    assert parse_qs(urlsplit(share.address).query) == {"agency": ["ap"], "outlet": ["courier"], "year": ["1999"]}


def test_many_years_are_told_by_decades_and_lead_to_searches_for_decades() -> None:
    some = [story(year, "Courier", str(year), ("AP",)) for year in range(1987, 2024)]
    table = table_at(some, "/agencies/ap/")
    assert table is not None
    assert table.columns == ("1980–1989", "1990–1999", "2000–2009", "2010–2019", "2020–2029")
    share = cell(table, "Courier", "1980–1989")
    query = parse_qs(urlsplit(share.address).query)
    assert (share.count, query["from"], query["to"]) == (3, ["1980-01-01"], ["1989-12-31"])


def test_of_many_outlets_those_with_the_most_are_told_and_the_others_share_a_row() -> None:
    some = [
        each
        for number in range(25)
        for each in entries(26 - number, f"2020/01/{number + 1:02}", outlet=f"Paper {number:02}", agencies=("AP",))
    ]
    table = table_at(some, "/agencies/ap/")
    assert table is not None
    assert [row.head.text for row in table.rows][MOST_ROWS:] == ["5 other outlets"]
    assert table.rows[0].head.text == "Paper 00"
    assert table.rows[-1].shares[0].count == sum(26 - number for number in range(20, 25))


def test_an_article_of_two_lesser_agencies_counts_once_in_the_row_that_they_share() -> None:
    lesser = ("Agency W", "Agency X")
    some = [
        entry(f"2020/01/01/a{n}-{m}", outlet="Courier", agencies=(f"Agency {n:02}",))
        for n in range(20)
        for m in range(2)
    ]
    table = table_at([*some, entry("2020/01/01/b", outlet="Courier", agencies=lesser)], "/outlets/courier/")
    assert table is not None
    assert (table.rows[-1].head.text, table.rows[-1].shares[0].count) == ("2 other agencies", 1)


def test_spellings_of_one_outlet_are_one_row() -> None:
    some = [entry("2020/01/01/a", outlet="Courier", agencies=("AP",)), entry("2020/01/01/b", outlet="courier")]
    table = table_at(some, "/agencies/ap/")
    assert table is not None
    assert [(row.shares[0].count, row.shares[0].of) for row in table.rows] == [(1, 2)]


def test_what_is_not_nothing_and_not_all_is_never_told_as_that() -> None:
    assert [percent_text(share, "en") for share in (0.0001, 0.34, 0.9999, 1)] == ["< 1%", "34%", "> 99%", "100%"]
    assert percent_text(0.34, "de") == "34\u00a0%"
