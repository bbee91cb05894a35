"""Running stories as timelines: articles by day, the days between, who tells them, and how many when."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry, made

from backfile.article import EventDate
from backfile.browse.threads import LATEST, thread_sets
from backfile.browse.timeline import MOST_BARS, bars_of, days_of, later_text, outlets_of
from backfile.catalogue import Entry
from backfile.edition import Step
from backfile.press.thread_steps import thread_steps
from backfile.relations import Thread
from backfile.site import Site
from backfile.views import IndexView, ListView, Page, ThreadsView, Timeline

SITE = Site("The Archive")
NOBODY: dict[str, int] = {}


def thread(*paths: str, name: str = "ferries") -> Thread:
    return Thread(name, name.title(), "confirmed", 1, paths)


def pages_of(some: tuple[Entry, ...], *threads: Thread) -> dict[str, Page]:
    return {page.address: page for page in made(thread_sets(threads, some, SITE))}


def view_at(pages: dict[str, Page], address: str) -> tuple[ListView, Timeline]:
    view = pages[address].view
    assert isinstance(view, ListView)
    assert view.timeline
    return view, view.timeline


def test_a_thread_is_told_by_day_oldest_first_with_the_days_between() -> None:
    some = (entry("2020/01/01/a"), entry("2020/01/01/b"), entry("2020/01/02/c"), entry("2020/01/14/d"))
    days = days_of(some, NOBODY, "en")
    assert [[teaser.title for _, teaser in day.articles] for day in days] == [["a", "b"], ["c"], ["d"]]
    assert [day.later for day in days] == ["", "", "12 days later"]
    assert [day.date.text for day in days if day.date] == ["1 January 2020", "2 January 2020", "14 January 2020"]


def test_long_gaps_are_told_in_whole_months_and_years() -> None:
    ends = [
        ("2020-01-31", "2020-05-09"),
        ("2020-01-31", "2020-06-30"),
        ("2018-03-02", "2020-03-01"),
        ("2018-03-01", "2021-03-01"),
    ]
    told = [later_text(EventDate(one), EventDate(other), "en") for one, other in ends]
    assert told == ["99 days later", "4 months later", "23 months later", "3 years later"]


def test_the_very_next_day_is_no_gap_and_the_day_after_is_one() -> None:
    told = [later_text(EventDate("2020-02-28"), EventDate(day), "en") for day in ("2020-02-29", "2020-03-01")]
    assert told == ["", "2 days later"]


def test_no_gap_is_made_up_where_a_day_is_not_known() -> None:
    some = (entry("undated/x"), entry("2020/a"), entry("2020/03/b"), entry("2020/03/04/c"))
    days = days_of(some, NOBODY, "en")
    assert [day.later for day in days] == ["", "", "", ""]
    assert [day.date.text if day.date else "" for day in days] == ["", "2020", "March 2020", "4 March 2020"]


def test_the_outlets_of_a_thread_are_numbered_by_how_much_they_tell() -> None:
    some = (
        entry("2020/01/01/a", outlet="Ledger"), entry("2020/01/02/b", outlet="Courier"),
        entry("2020/01/03/c", outlet="courier"), entry("2020/01/04/d"),
    )  # fmt: skip
    pages = pages_of(some, thread(*(each.path for each in some)))
    _, timeline = view_at(pages, "/threads/ferries/")
    assert [(outlet.text, outlet.count) for outlet in timeline.outlets] == [("Courier", 2), ("Ledger", 1)]
    assert [number for day in timeline.days for number, _ in day.articles] == [2, 1, 1, 0]


def test_first_and_latest_are_told_on_every_page_of_a_long_thread_and_the_strip_on_its_first() -> None:
    some = tuple(each for month in range(1, 7) for each in entries(50, f"2020/{month:02}/03"))
    pages = pages_of(some, thread(*(each.path for each in some)))
    whole, timeline = view_at(pages, "/threads/ferries/")
    assert (whole.total, len(whole.teasers)) == (300, 50)
    assert (timeline.first.address, timeline.latest.address) == ("/2020/01/03/s0000/", "/2020/06/03/s0049/")
    assert timeline.bars
    month, of_month = view_at(pages, "/threads/ferries/2020/02/")
    assert (month.total, of_month.first.address, of_month.bars) == (50, "/2020/01/03/s0000/", None)
    assert {page.template for page in pages.values() if isinstance(page.view, ListView)} == {"thread.html"}


def test_an_article_of_a_thread_on_the_page_of_the_newest_stands_in_order_of_time() -> None:
    some = entries(3)
    _, timeline = view_at(pages_of(some, thread(*(each.path for each in reversed(some)))), "/threads/ferries/")
    assert [teaser.title for _, teaser in timeline.days[0].articles] == ["s0000", "s0001", "s0002"]


days_apart = st.lists(st.integers(0, 40_000), min_size=2, max_size=30).map(sorted)


@given(days_apart)
def test_the_strip_of_bars_holds_every_day_once_in_at_most_sixty_bars_or_years(offsets: list[int]) -> None:
    days = [date(1900, 1, 1) + timedelta(days=offset) for offset in offsets]
    some = tuple(entry(f"{day:%Y/%m/%d}/s{number}") for number, day in enumerate(days))
    bars = bars_of(some, "en")
    if len(set(days)) == 1:
        assert bars is None
        return
    assert bars
    assert len(bars.bars) <= max(MOST_BARS, days[-1].year - days[0].year + 1)
    assert sum(int(text.rpartition(": ")[2]) for height, text in bars.bars if height) == len(days)
    assert (bars.bars[0][0] > 0, bars.bars[-1][0] > 0, max(height for height, _ in bars.bars)) == (True, True, 100)


def test_a_bar_says_what_it_stands_for() -> None:
    week = bars_of((entry("2020/01/01/a"), entry("2020/04/01/b")), "en")
    assert week
    assert week.label == "Articles by week, from 1 January 2020 to 1 April 2020"
    assert week.bars[0] == (100, "Week of 30 December 2019: 1")
    assert week.bars[1] == (0, "")


def test_the_list_of_threads_tells_the_latest_first_with_span_count_and_outlets() -> None:
    some = (
        entry("2019/01/01/a", outlet="Courier"),
        entry("2020/01/01/b", outlet="Ledger"),
        entry("2020/02/01/c", outlet="Courier"),
    )
    old, new = thread(some[0].path, some[1].path, name="old"), thread(some[0].path, some[2].path, name="new")
    view = pages_of(some, old, new)["/threads/"].view
    assert isinstance(view, ThreadsView)
    assert [(line.link.text, line.link.count, line.span) for line in view.threads] == [
        ("New", 2, "1 January 2019 – 1 February 2020"),
        ("Old", 2, "1 January 2019 – 1 January 2020"),
    ]
    assert [[outlet.text for outlet in line.outlets] for line in view.threads] == [["Courier"], ["Courier", "Ledger"]]


def test_where_there_are_many_threads_all_stand_under_their_letters() -> None:
    some = entries(LATEST + 1)
    pages = pages_of(some, *(thread(each.path, name=f"t{number}") for number, each in enumerate(some)))
    view, letter = pages["/threads/"].view, pages["/threads/a-z/t/"].view
    assert isinstance(view, ThreadsView)
    assert isinstance(letter, IndexView)
    assert (len(view.threads), [(link.address, link.count) for link in view.letters]) == (
        LATEST,
        [("/threads/a-z/t/", LATEST + 1)],
    )
    assert letter.total == LATEST + 1


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, unique=True), max_size=6))
def test_of_every_article_the_steps_are_the_articles_before_and_after_it_in_each_thread(
    chosen: list[list[int]],
) -> None:
    some = entries(10)
    threads = [thread(*(some[index].path for index in members), name=f"t{n}") for n, members in enumerate(chosen)]
    found = thread_steps(threads, {each.path: each for each in some})
    for index, each in enumerate(some):
        expected = []
        for one, members in zip(threads, chosen, strict=True):
            if index in members:
                before, after = [m for m in members if m < index], [m for m in members if m > index]
                expected.append(Step(one, some[max(before)] if before else None, some[min(after)] if after else None))
        assert found.get(each.path, ()) == tuple(expected)


def test_articles_without_an_outlet_belong_to_none() -> None:
    assert outlets_of(entries(3)) == ()
