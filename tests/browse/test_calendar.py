"""Calendars: months by weeks, and the days of the year in all years."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry, made

from backfile.browse.calendar import day_text, first_weekday, weeks_of
from backfile.browse.on_this_day import on_this_day_sets
from backfile.browse.periods import spans, with_gaps
from backfile.catalogue import Entry
from backfile.planned import PageSet
from backfile.views import DaysView, DayView, Page, Period


@pytest.mark.parametrize(
    ("lang", "first", "name"),
    [("en", 0, "Mon"), ("de", 0, "Mo"), ("pt-BR", 6, "dom."), ("ja", 6, "日"), ("ar", 5, "السبت"), ("en-US", 6, "Sun")],
)
def test_a_week_begins_on_the_day_that_the_language_begins_it_on(lang: str, first: int, name: str) -> None:
    assert first_weekday(lang) == first
    assert weeks_of([Period("1", "", 0)] * 28, "2021-02", lang).days[0][0] == name


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["en", "ja", "ar"]))
def test_every_day_of_a_month_stands_once_under_its_name(day: date, lang: str) -> None:
    length = monthrange(day.year, day.month)[1]
    days = [Period(str(number), "", 0) for number in range(1, length + 1)]
    weeks = weeks_of(days, f"{day.year:04}-{day.month:02}", lang)
    assert [each for row in weeks.rows for each in row if each] == days
    assert {len(row) for row in weeks.rows} == {7}
    assert all(any(row) for row in weeks.rows)
    column = next(row.index(days[day.day - 1]) for row in weeks.rows if days[day.day - 1] in row)
    assert (column + first_weekday(lang)) % 7 == day.weekday()


def test_a_day_of_the_year_is_told_as_the_language_tells_it() -> None:
    assert [day_text("02-29", lang) for lang in ("en", "de", "ja")] == ["29 February", "29. Februar", "2月29日"]


def years_of(*years: int) -> list[tuple[str, int, int]]:
    some = tuple(entry(f"{year}/01/01/s") for year in years)
    return [(year.text, year.count, year.gap) for year in with_gaps(spans(some), "/", "en")]


def test_a_few_years_without_articles_stand_one_by_one() -> None:
    assert years_of(1910, 1914) == [("1910", 1, 0), ("1911", 0, 0), ("1912", 0, 0), ("1913", 0, 0), ("1914", 1, 0)]


def test_many_years_without_articles_are_one_gap_in_words() -> None:
    assert years_of(1913, 1919) == [("1913", 1, 0), ("None held from 1914 to 1918", 0, 5), ("1919", 1, 0)]


@given(st.sets(st.integers(1, 9999), min_size=1, max_size=9), st.integers(0, 30))
def test_years_and_gaps_cover_the_time_from_the_first_year_to_the_last(years: set[int], longest: int) -> None:
    some = tuple(entry(f"{year:04}/01/01/s") for year in sorted(years))
    shown = with_gaps(spans(some), "/", "en", longest)
    assert sum(year.gap or 1 for year in shown) == max(years) - min(years) + 1
    assert [int(year.text) for year in shown if year.count] == sorted(years)
    assert all(year.gap > longest for year in shown if year.gap)


def sets_of(*some: Entry) -> list[PageSet]:
    return list(on_this_day_sets(sorted(some, key=lambda each: each.order), "en"))


def pages_of(*some: Entry) -> dict[str, Page]:
    return {page.address: page for page in made(sets_of(*some))}


def day_at(pages: dict[str, Page], day: str) -> DayView:
    view = pages[f"/on-this-day/{day}/"].view
    assert isinstance(view, DayView)
    return view


def test_a_day_holds_its_articles_of_all_years_the_newest_year_first() -> None:
    pages = pages_of(
        entry("1998/02/20/a"),
        entry("2020/02/20/b"),
        entry("2020/02/20/c", date="2020-02-20T10:00:00Z"),
        entry("2020/02/21/d"),
    )
    day = day_at(pages, "02-20")
    assert [(each.year.text, each.year.address) for each in day.years] == [
        ("2020", "/2020/02/20/"),
        ("1998", "/1998/02/20/"),
    ]
    assert [teaser.title for each in day.years for teaser in each.teasers] == ["c", "b", "a"]
    assert (day.title, day.total, day.newest) == ("20 February", 3, 0)


def test_only_articles_of_which_the_day_is_known_are_of_one() -> None:
    assert sets_of(entry("2020/02/a"), entry("2020/b"), entry("undated/c")) == []


def test_the_days_before_and_after_are_those_with_articles_and_the_year_is_round() -> None:
    pages = pages_of(entry("1990/01/03/a"), entry("2000/02/29/b"), entry("1985/12/31/c"))
    day = day_at(pages, "01-03")
    assert day.previous and day.next  # noqa: PT018
    assert (day.previous.text, day.next.address) == ("31 December", "/on-this-day/02-29/")
    assert day_at(pages_of(entry("1990/01/03/a")), "01-03").previous is None


def test_a_day_of_more_than_two_hundred_shows_its_newest_fifty_and_its_years() -> None:
    day = day_at(pages_of(*entries(150, "1950/02/20"), *entries(60, "2020/02/20")), "02-20")
    assert [(each.year.text, len(each.teasers)) for each in day.years] == [("2020", 50)]
    assert [(year.text, year.address) for year in day.periods if year.count] == [
        ("1950", "/1950/02/20/"), ("2020", "/2020/02/20/"),
    ]  # fmt: skip
    assert (day.newest, day.total) == (50, 210)


def test_the_calendar_has_every_day_of_a_leap_year_with_its_number() -> None:
    view = pages_of(*entries(10, "2020/02/20"), entry("2000/02/29/leap"))["/on-this-day/"].view
    assert isinstance(view, DaysView)
    assert [(name, len(days)) for name, days in view.months][:2] == [("January", 31), ("February", 29)]
    assert sum(len(days) for _, days in view.months) == 366
    february = view.months[1][1]
    assert [(february[day].count, february[day].level, february[day].address) for day in (0, 19, 28)] == [
        (0, 0, ""), (10, 5, "/on-this-day/02-20/"), (1, 1, "/on-this-day/02-29/"),
    ]  # fmt: skip


def test_an_edit_changes_the_page_of_one_day() -> None:
    some = [*entries(3, "1999/02/20"), *entries(3, "2020/02/21")]
    before = {each.name: each.digest for each in sets_of(*some)}
    after = {each.name: each.digest for each in sets_of(*some[:-1], entry("2020/02/21/s0002", tags=("new",)))}
    assert [name for name in before if before[name] != after[name]] == ["on this day: 02-21"]


@given(st.lists(st.tuples(st.dates(date(1990, 1, 1), date(1992, 12, 31)), st.integers(1, 120)), max_size=4))
def test_every_article_of_a_known_day_is_on_its_page_or_behind_a_year_there(runs: list[tuple[date, int]]) -> None:
    some = [
        entry(f"{day:%Y/%m/%d}/r{run}s{number}") for run, (day, count) in enumerate(runs) for number in range(count)
    ]
    pages = pages_of(*some)
    of_day = Counter(f"{day:%m-%d}" for day, count in runs for _ in range(count))
    for day, count in of_day.items():
        view = day_at(pages, day)
        shown = [teaser.address for each in view.years for teaser in each.teasers]
        assert view.total == count
        assert len(shown) == len(set(shown)) == (count if count <= 200 else 50)
        assert sum(year.count for year in view.periods) == (0 if count <= 200 else count)
