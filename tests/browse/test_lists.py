"""How lists divide into pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry, made

from backfile.browse.lists import Listing, archive_sets, list_set, undated_set
from backfile.catalogue import Entry
from backfile.planned import PageSet
from backfile.site import Site
from backfile.views import ListView, Page

SITE = Site("The Archive")


def lists(sets: Iterable[PageSet]) -> Iterator[Page]:
    """The pages of some sets, their feeds and data aside."""
    return (page for page in made(sets) if page.address.endswith("/"))


def pages_of(some: tuple[Entry, ...], address: str = "/tags/x/") -> dict[str, ListView]:
    return by_address(lists([list_set(Listing("tags", "x", address, some), SITE)]))


def by_address(pages: object) -> dict[str, ListView]:
    views: dict[str, ListView] = {}
    page: Page
    for page in pages:  # type: ignore[attr-defined]
        assert page.address not in views, "two pages at one address"
        assert isinstance(page.view, ListView)
        assert page.view.address == page.address
        views[page.address] = page.view
    return views


def test_a_list_of_fifty_is_one_page_newest_first() -> None:
    views = pages_of(entries(50))
    assert list(views) == ["/tags/x/"]
    assert [teaser.title for teaser in views["/tags/x/"].teasers][:2] == ["s0049", "s0048"]
    assert views["/tags/x/"].newest_of == 0
    assert views["/tags/x/"].periods == ()


def test_a_list_of_more_shows_its_newest_fifty_and_its_years() -> None:
    views = pages_of((*entries(1, "1999/01/01"), *entries(50)))
    first = views["/tags/x/"]
    assert (len(first.teasers), first.newest_of, first.total) == (50, 51, 51)
    assert [(period.text, period.count, period.address) for period in first.periods] == [
        ("1999", 1, "/tags/x/1999/"),
        ("None held from 2000 to 2019", 0, ""),
        ("2020", 50, "/tags/x/2020/"),
    ]
    assert list(views) == ["/tags/x/", "/tags/x/1999/", "/tags/x/2020/"]


def test_a_year_of_two_hundred_shows_all_oldest_first() -> None:
    year = pages_of(entries(200))["/tags/x/2020/"]
    assert [teaser.title for teaser in year.teasers] == [f"s{number:04}" for number in range(200)]
    assert year.periods == ()


def test_a_fuller_year_divides_into_months_and_a_fuller_month_into_days_and_a_fuller_day_into_parts() -> None:
    views = pages_of((*entries(3, "2020/01/05"), *entries(401, "2020/02/20")))
    assert list(views) == [
        "/tags/x/", "/tags/x/2020/", "/tags/x/2020/01/", "/tags/x/2020/02/", "/tags/x/2020/02/20/",
        "/tags/x/2020/02/20/part-1/", "/tags/x/2020/02/20/part-2/", "/tags/x/2020/02/20/part-3/",
    ]  # fmt: skip
    assert views["/tags/x/2020/"].teasers == ()
    assert len(views["/tags/x/2020/01/"].teasers) == 3
    assert [(part.address, part.count) for part in views["/tags/x/2020/02/20/"].parts] == [
        ("/tags/x/2020/02/20/part-1/", 200), ("/tags/x/2020/02/20/part-2/", 200), ("/tags/x/2020/02/20/part-3/", 1),
    ]  # fmt: skip
    assert views["/tags/x/2020/02/20/part-1/"].teasers[0].title == "s0000"
    assert views["/tags/x/2020/02/20/part-2/"].previous == views["/tags/x/2020/02/20/"].parts[0]


def test_months_and_days_without_articles_stand_as_gaps() -> None:
    year = pages_of((*entries(3, "2020/01/05"), *entries(401, "2020/02/20")))["/tags/x/2020/"]
    assert [(period.text, period.count) for period in year.periods[:3]] == [
        ("January", 3),
        ("February", 401),
        ("March", 0),
    ]
    assert len(year.periods) == 12
    assert year.periods[2].address == ""


def test_the_shade_of_a_period_is_its_share_of_the_fullest() -> None:
    year = pages_of((*entries(3, "2020/01/05"), *entries(401, "2020/02/20")))["/tags/x/2020/"]
    assert [period.level for period in year.periods[:3]] == [1, 5, 0]


def test_a_new_article_changes_only_the_pages_of_its_own_period_and_the_first() -> None:
    before = (*entries(401, "2019/05/05"), *entries(401, "2020/02/20"))
    after = (*before, *entries(1, "2020/02/21"))
    old, new = pages_of(before), pages_of(after)
    changed = {address for address in new if new[address] != old.get(address)}
    assert changed == {"/tags/x/", "/tags/x/2020/", "/tags/x/2020/02/", "/tags/x/2020/02/20/", "/tags/x/2020/02/21/"}


def test_articles_of_which_the_day_is_unknown_stand_on_the_page_of_their_month() -> None:
    loose = (entry("2020/02/loose"),)
    views = pages_of((*loose, *entries(201, "2020/02/20")))
    assert [teaser.title for teaser in views["/tags/x/2020/02/"].teasers] == ["loose"]


def test_undated_articles_of_a_long_list_have_a_page_in_it() -> None:
    views = pages_of((*entries(2, "undated"), *entries(50)))
    assert [teaser.title for teaser in views["/tags/x/undated/"].teasers] == ["s0000", "s0001"]
    assert views["/tags/x/"].periods[-1].address == "/tags/x/undated/"


def test_the_archive_has_a_page_for_every_period_with_articles() -> None:
    views = by_address(lists(archive_sets((*entries(1, "1999/12/31"), *entries(2)), SITE)))
    assert list(views) == ["/1999/", "/1999/12/", "/1999/12/31/", "/2020/", "/2020/02/", "/2020/02/20/"]
    assert views["/2020/"].title == "2020"
    assert views["/2020/02/20/"].title == "20 February 2020"
    assert [link.address for link in views["/2020/02/20/"].trail] == ["/2020/", "/2020/02/"]
    assert views["/2020/02/20/"].previous.address == "/1999/12/31/"  # type: ignore[union-attr]
    assert views["/1999/12/"].next.address == "/2020/02/"  # type: ignore[union-attr]


def test_many_undated_articles_divide_into_parts() -> None:
    views = by_address(lists([undated_set(entries(201, "undated"), SITE, 201)]))
    assert list(views) == ["/undated/", "/undated/part-1/", "/undated/part-2/"]


DATES = st.one_of(
    st.none(),
    st.sampled_from(
        ["2019", "2020", "2020-02", "2020-02-20", "2020-02-20T10:00:00Z", "2020-02-20T10:00:00+02:00", "2021-12-31"]
    ),
)


@pytest.mark.parametrize("pages", ["list", "archive"])
@given(dates=st.lists(st.tuples(DATES, st.integers(1, 260)), max_size=6))
def test_every_article_of_a_list_is_on_a_page_of_it(pages: str, dates: list[tuple[str | None, int]]) -> None:
    runs = (entries(count, f"2000/r{number}", date=date) for number, (date, count) in enumerate(dates))
    some = tuple(sorted(chain.from_iterable(runs), key=lambda each: each.order))
    if pages == "list":
        views, expected = pages_of(some), {each.address for each in some}
    else:
        views = by_address(lists(archive_sets(some, SITE)))
        expected = {each.address for each in some if each.date}
    assert {teaser.address for view in views.values() for teaser in view.teasers} == expected
    for view in views.values():
        assert len(view.teasers) <= 200
        led_to = [*(p.address for p in view.periods if p.address), *(part.address for part in view.parts)]
        assert set(led_to) <= set(views)


def test_a_month_shows_its_days_by_weeks_and_a_day_leads_to_the_same_day_of_all_years() -> None:
    views = by_address(lists(archive_sets(entries(2, "2020/02/20"), SITE)))
    month, day = views["/2020/02/"], views["/2020/02/20/"]
    assert month.weeks
    assert month.periods == ()
    assert [each.text for row in month.weeks.rows for each in row if each and each.count] == ["20"]
    assert day.all_years
    assert (day.all_years.text, day.all_years.address) == ("20 February", "/on-this-day/02-20/")
    assert views["/2020/"].weeks is None


def test_a_page_of_more_than_fifty_articles_shows_their_headlines_alone() -> None:
    views = pages_of((*entries(50, "2019/02/20"), *entries(51, "2020/02/20")))
    assert [(address, view.brief) for address, view in views.items()] == [
        ("/tags/x/", False), ("/tags/x/2019/", False), ("/tags/x/2020/", True),
    ]  # fmt: skip
