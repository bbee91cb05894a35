"""A reader of the archive, in a real browser: finds the article that the project began with, every way there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from built_sites import BuiltSite
from playwright.sync_api import Browser, Page, expect

HEADLINE = re.compile("Dozens dead as Turkey-backed forces")


@pytest.fixture
def page(browser: Browser, seed_site: BuiltSite) -> Iterator[Page]:
    context = browser.new_context(base_url=seed_site.address)
    page = context.new_page()
    page.goto("./")
    yield page
    context.close()


@pytest.fixture
def scriptless(browser: Browser, seed_site: BuiltSite) -> Iterator[Page]:
    context = browser.new_context(base_url=seed_site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("./")
    yield page
    context.close()


def open_by(page: Page, *names: str | re.Pattern[str]) -> None:
    """Follow links by their names, one after another, then the article's own."""
    for name in names:
        page.get_by_role("link", name=name).first.click()
    page.get_by_role("main").get_by_role("link", name=HEADLINE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)


WAYS = {
    "region": ("Regions", re.compile("^Asia"), re.compile("^Western Asia"), re.compile("^Syria"), re.compile("^Idlib")),
    "agency": ("Agencies", re.compile("^Reuters")),
    "tag": ("Tags", re.compile("^Idlib")),
    "day": (re.compile("^2020"), re.compile("^February"), re.compile("^20( February.*)?$|^20\\b")),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_article_is_reached_from_the_home_page_by(way: str, page: Page) -> None:
    open_by(page, *WAYS[way])


@pytest.mark.parametrize("way", WAYS)
def test_without_javascript_the_article_is_reached_by(way: str, scriptless: Page) -> None:
    open_by(scriptless, *WAYS[way])


def test_without_javascript_the_search_page_says_what_to_use_instead(scriptless: Page) -> None:
    scriptless.goto("./search/")
    assert "needs JavaScript" in scriptless.get_by_role("main").inner_text()
    expect(
        scriptless.get_by_role("main").get_by_role("link", name=re.compile("Regions", re.IGNORECASE)).first
    ).to_be_visible()


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("searchbox").first.press("Enter")


def test_a_search_is_filtered_opened_and_found_again_on_going_back(page: Page) -> None:
    search(page, "Idlib")
    result = page.get_by_role("main").get_by_role("link", name=HEADLINE)
    expect(result).to_be_visible()
    page.get_by_role("checkbox", name=re.compile(r"^AP\b")).check()
    expect(page).to_have_url(re.compile("agency=ap"))
    expect(result).to_be_visible()
    address = page.url
    result.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.get_by_role("heading", level=1).locator("mark")).to_have_text("Idlib")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1 of")
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.get_by_role("searchbox").first).to_have_value("Idlib")
    expect(result).to_be_visible()


@pytest.mark.parametrize(
    ("words", "headline"),
    [("نخيل", "حيفا"), ("Landkarten", "Passau"), ("渡口", "武汉"), ("loaves", "Bergen")],
    ids=["Arabic", "German", "Chinese", "English"],
)
def test_articles_of_every_language_are_found_from_the_english_home_page(words: str, headline: str, page: Page) -> None:
    search(page, words)
    expect(page.get_by_role("main").get_by_role("link", name=re.compile(headline)).first).to_be_visible()
