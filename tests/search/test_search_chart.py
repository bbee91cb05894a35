"""The chart of a search over time, which is itself a filter."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from searching import asked, search, settled

CHART = """async ([periods, range]) => {
  const { chartOf } = await import(new URL("../theme/js/search/periods.js", location.href));
  const chart = chartOf(new Map(Object.entries(periods)), range);
  return [chart.unit, chart.stretches.map(({ from, to, count }) => [from, to, count]), chart.coarse, chart.undated];
}"""


def bars(page: Page) -> list[str]:
    return page.locator("#search-chart .bars a").evaluate_all("bars => bars.map((bar) => bar.ariaLabel)")


def test_bars_say_what_they_stand_for_and_add_up(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=harbour")
    assert bars(page) == [
        "December 2019: 1 article",
        "February 2020: 1 article",
        "March 2020: 1 article",
        "May 2021: 1 article",
    ]
    expect(page.locator("#search-chart")).to_contain_text("1 article is dated less finely. 1 article is undated.")
    expect(page.locator("#search-status")).to_have_text("6 articles found.")


def test_before_anything_is_asked_it_shows_the_whole_archive(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    assert bars(page) == ["2019: 2 articles", "2020: 6 articles", "2021: 1 article"]


def test_a_bar_narrows_the_search_and_the_way_back_widens_it(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    page.get_by_role("link", name="2019: 2 articles").click()
    assert len(settled(page)) == 2
    assert asked(page) == "?from=2019&to=2019"
    page.get_by_role("link", name="November 2019: 1 article").click()
    assert settled(page) == ["Lighthouse keepers end strike"]
    assert asked(page) == "?from=2019-11&to=2019-11"
    page.get_by_role("link", name="November 2019: 1 article").click()
    assert len(settled(page)) == 2
    assert asked(page) == "?from=2019&to=2019"
    page.get_by_role("link", name="All years").click()
    settled(page)
    assert asked(page) == ""


def test_by_keyboard_the_bars_are_one_stop_and_the_arrows_walk_them(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    assert page.locator("#search-chart .bars a[tabindex='0']").count() == 1
    page.locator("#search-chart .bars a").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel") == "2020: 6 articles"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.ariaLabel") == "2021: 1 article"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    settled(page)
    assert asked(page) == "?from=2019&to=2019"
    assert page.evaluate("document.activeElement.ariaLabel") == "November 2019: 1 article"


def test_bars_are_as_high_as_their_numbers(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    heights = page.locator("#search-chart rect").evaluate_all(
        "bars => bars.map((bar) => bar.getBoundingClientRect().height)"
    )
    assert heights[1] == pytest.approx(3 * heights[0], rel=0.05)


def test_in_forced_colours_bars_are_seen(browser: Browser, search_site: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    search(page, search_site, "")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fill = page.locator("#search-chart rect").first.evaluate("bar => getComputedStyle(bar).fill")
    context.close()
    assert fill != ground


ANY = {"from": "", "to": ""}
STRETCHES = [
    ({"2019-02": 2, "2021-05": 1}, ANY, ("month", 28, ["2019-02", "2019-02", 2], ["2021-05", "2021-05", 1])),
    ({"2010": 2, "2021-05": 1}, ANY, ("year", 12, ["2010", "2010", 2], ["2021", "2021", 1])),
    ({"1899-05": 2, "2021-05": 1}, ANY, ("decade", 14, ["1890", "1899", 2], ["2020", "2029", 1])),
    (
        {"2020-03": 4},
        {"from": "2020", "to": "2020"},
        ("month", 12, ["2020-01", "2020-01", 0], ["2020-12", "2020-12", 0]),
    ),
]


def test_the_stretches_follow_from_the_length_of_time(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    for periods, chosen, expected in STRETCHES:
        unit, stretches, _, _ = page.evaluate(CHART, [periods, chosen])
        assert (unit, len(stretches), stretches[0], stretches[-1]) == expected


def test_what_no_bar_can_show_is_counted_beside_them(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    _, stretches, coarse, undated = page.evaluate(CHART, [{"2020-03": 4, "2020": 2, "": 3}, {"from": "", "to": ""}])
    assert (sum(count for _, _, count in stretches), coarse, undated) == (4, 2, 3)
