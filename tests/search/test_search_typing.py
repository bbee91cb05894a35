"""Searching as one types, by keyboard alone, and as a screen reader hears it."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from searching import HEADLINES, asked, field, search, settled

HEARD = """() => {
  window.heard = [];
  const region = document.querySelector("[role=status]");
  new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true, subtree: true });
}"""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.id"))


def test_results_come_as_one_types(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    field(page).press_sequentially("delegates")
    expect(page.locator(HEADLINES)).to_have_text(["Peace talks open in Sandvik"])
    assert asked(page) == "?q=delegates"
    assert field(page).input_value() == "delegates"


def test_a_beginning_finds_the_words_that_it_may_become(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    field(page).press_sequentially("flagst")
    expect(page.locator(HEADLINES).first).to_have_text("Peace talks open in Sandvik")


def test_a_search_that_was_overtaken_shows_nothing_any_more(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    field(page).press_sequentially("ferry", delay=20)
    page.wait_for_timeout(120)
    field(page).fill("keepers")
    expect(page.locator(HEADLINES)).to_have_text(["Lighthouse keepers end strike"])
    page.wait_for_timeout(500)
    assert settled(page) == ["Lighthouse keepers end strike"]
    expect(page.locator("#search-status")).to_have_text("1 article found.")


def test_what_was_typed_before_the_page_was_ready_is_searched(page: Page, search_site: str) -> None:
    page.route("**/search/bundles.json", lambda route: (page.wait_for_timeout(700), route.continue_()))
    page.goto(f"{search_site}search/", wait_until="domcontentloaded")
    field(page).press_sequentially("delegates")
    expect(page.locator(HEADLINES)).to_have_text(["Peace talks open in Sandvik"])
    assert field(page).input_value() == "delegates"


def test_the_slash_leads_to_the_field_unless_it_is_turned_off(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=harbour")
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("/")
    assert field(page).input_value() == "harbour/"
    page.get_by_text("How to search").click()
    page.get_by_label("The key / leads to the field").uncheck()
    page.wait_for_timeout(200)
    assert len(settled(page)) == 6
    page.reload()
    settled(page)
    page.keyboard.press("/")
    assert focused(page) != "q"
    page.get_by_text("How to search").click()
    page.get_by_label("The key / leads to the field").check()
    page.wait_for_timeout(200)
    assert len(settled(page)) == 6
    page.keyboard.press("/")
    assert focused(page) == "q"


def test_escape_clears_the_field(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=harbour&region=NO")
    field(page).press("Escape")
    expect(page.locator(HEADLINES)).to_have_count(7)
    assert (field(page).input_value(), asked(page)) == ("", "?region=NO")


def test_arrow_keys_walk_from_the_field_through_the_results(page: Page, search_site: str) -> None:
    found = search(page, search_site, "?q=peace")
    field(page).focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == found[0]
    page.keyboard.press("ArrowDown")
    assert focused(page) == found[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(found[0])


def test_a_search_needs_no_pointer(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    page.keyboard.press("/")
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text("6 articles found.")
    settled(page)
    while page.evaluate("document.activeElement.name") != "region":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#search-status")).to_have_text("3 articles found.")
    settled(page)
    assert page.evaluate("document.activeElement.value") == "NO"


def test_the_outcome_is_announced_once_and_not_while_one_types(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    page.evaluate(HEARD)
    field(page).press_sequentially("harbour", delay=150)
    expect(page.locator("#search-status")).to_have_text("6 articles found.")
    assert page.evaluate("heard") == []
    page.wait_for_function("() => heard.length > 0")
    assert page.evaluate("heard") == ["6 articles found."]
    search(page, search_site, "?q=ferry")
    expect(page.get_by_role("status")).to_have_text("1 article found.")


def test_the_first_of_more_results_gets_the_focus(page: Page, long_site: str) -> None:
    search(page, long_site, "?q=ebb")
    page.get_by_role("button", name="Show more results").press("Enter")
    expect(page.locator(HEADLINES)).to_have_count(20)
    assert focused(page) == "Ebb of day 25"
