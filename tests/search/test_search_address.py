"""The address of a search: kept, cited, and walked through by back and forward."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from searching import HEADLINES, asked, field, search, settled


def test_an_address_brings_its_search_back(page: Page, search_site: str) -> None:
    found = search(page, search_site, "?q=harbour&region=NO&region=DE&from=2019&to=2021&sort=oldest")
    assert len(found) == 4
    assert page.get_by_label("Words to find").input_value() == "harbour"
    assert (page.locator("#from").input_value(), page.locator("#to").input_value()) == ("2019", "2021")
    assert page.get_by_label("Order").input_value() == "oldest"
    chosen = page.locator("[data-facet=region] input:checked").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert sorted(chosen) == ["DE", "NO"]


def test_back_and_forward_walk_through_the_searches(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=ferry")
    page.get_by_label("Words to find").fill("retires")
    page.get_by_label("Words to find").press("Enter")
    expect(page.locator(HEADLINES)).to_have_text(["Harbour master retires"])
    page.go_back()
    expect(page.locator(HEADLINES)).to_have_text(["The year of the ferries"])
    assert page.get_by_label("Words to find").input_value() == "ferry"
    page.go_forward()
    expect(page.locator(HEADLINES)).to_have_text(["Harbour master retires"])


def test_back_from_a_result_finds_the_search_as_it_was(page: Page, long_site: str) -> None:
    search(page, long_site, "?q=ebb&sort=date")
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(HEADLINES)).to_have_count(20)
    chosen = page.locator(f"{HEADLINES} a").nth(17)
    chosen.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    chosen.click()
    expect(page.locator("h1")).to_have_text("Ebb of day 18")
    page.go_back()
    expect(page.locator(HEADLINES)).to_have_count(20)
    page.wait_for_function("top => Math.abs(scrollY - top) < 2", arg=top)


def test_the_same_search_has_one_address(page: Page, search_site: str) -> None:
    search(page, search_site, "?sort=date&to=2021&agency=reuters&agency=ap&q=harbour&from=&region=no")
    settled(page)
    assert asked(page) == "?q=harbour&region=NO&agency=ap&agency=reuters&to=2021"


def test_newest_first_is_the_order_that_no_address_names(page: Page, long_site: str) -> None:
    newest = search(page, long_site, "?q=ebb")
    assert (newest[0], asked(page)) == ("Ebb of day 35", "?q=ebb")
    page.get_by_label("Order").select_option("oldest")
    assert settled(page)[0] == "Ebb of day 1"
    assert asked(page) == "?q=ebb&sort=oldest"
    page.get_by_label("Order").select_option("date")
    assert (settled(page), asked(page)) == (newest, "?q=ebb")


def test_what_is_typed_is_one_step_back_however_many_letters(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=ferry")
    entries = page.evaluate("history.length")
    field(page).fill("")
    field(page).press_sequentially("retires", delay=150)
    expect(page.locator(HEADLINES)).to_have_text(["Harbour master retires"])
    assert asked(page) == "?q=retires"
    field(page).press("Enter")
    assert page.evaluate("history.length") == entries + 1
    page.go_back()
    expect(page.locator(HEADLINES)).to_have_text(["The year of the ferries"])


def test_reloading_keeps_what_is_shown_and_where(page: Page, long_site: str) -> None:
    search(page, long_site, "?q=ebb")
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(HEADLINES)).to_have_count(20)
    page.evaluate("scrollTo(0, 900)")
    page.reload()
    expect(page.locator(HEADLINES)).to_have_count(20)
    page.wait_for_function("() => Math.abs(scrollY - 900) < 2")


def test_a_filter_chosen_and_taken_back_by_the_back_button(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=harbour")
    page.locator("[data-facet=agency]").get_by_label("AP").check()
    expect(page.locator(HEADLINES)).to_have_count(1)
    page.go_back()
    expect(page.locator(HEADLINES)).to_have_count(6)
    expect(page.locator("[data-facet=agency] input:checked")).to_have_count(0)
    expect(page.locator(".chip")).to_have_count(0)


def test_a_result_opens_and_back_leads_to_the_typed_search(page: Page, search_site: str) -> None:
    page.goto(f"{search_site}search/")
    field(page).press_sequentially("delegates")
    page.get_by_role("link", name="Peace talks open in Sandvik").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Peace talks open in Sandvik")
    page.go_back()
    expect(page.locator(HEADLINES)).to_have_text(["Peace talks open in Sandvik"])
    assert field(page).input_value() == "delegates"
