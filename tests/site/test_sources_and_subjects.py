"""A reader who goes by who made an article and what it is about: in a real browser, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from built_sites import BuiltSite
from playwright.sync_api import Browser, Page, expect

LIFEBOAT = re.compile("Stromness lifeboat rescues its own coxswain")
LOCK_KEEPER = re.compile("Lock keeper of Braunston retires")
FERRIES = re.compile("Ferry talks in Inverness end")

WAYS = {
    "outlet": (("Outlets", "Courier"), LIFEBOAT),
    "agency": (("Agencies", "Reuters"), LIFEBOAT),
    "staff": (("Staff", "rk"), LIFEBOAT),
    "who signs with whom": (("Staff", "rk", "tf"), LIFEBOAT),
    "author": (("Authors", "Amelia Northcott"), LOCK_KEEPER),
    "picture agency": (("Pictures", "PA"), LIFEBOAT),
    "photographer": (("Pictures", "Tilda Marsh"), LIFEBOAT),
    "tag": (("Tags", "Orkney"), LIFEBOAT),
    "related tag": (("Tags", "Orkney", "United Kingdom"), LIFEBOAT),
    "thread": (("Threads", "The Orkney ferry dispute"), FERRIES),
    "correction": (("Corrections",), LOCK_KEEPER),
    "version": (("Versions",), LOCK_KEEPER),
}


@pytest.fixture(params=[True, False], ids=["", "without JavaScript"])
def page(request: pytest.FixtureRequest, browser: Browser, sample_site: BuiltSite) -> Iterator[Page]:
    context = browser.new_context(base_url=sample_site.address, java_script_enabled=request.param)
    page = context.new_page()
    page.goto("./")
    yield page
    context.close()


@pytest.mark.parametrize("way", WAYS)
def test_from_the_home_page_an_article_is_reached_by(way: str, page: Page) -> None:
    first, *names = WAYS[way][0]
    page.get_by_role("link", name=first, exact=True).first.click()
    for name in names:
        page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("main").get_by_role("link", name=WAYS[way][1]).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WAYS[way][1])


def test_the_list_of_versions_opens_the_versions_of_the_article(page: Page) -> None:
    page.goto("versions/")
    page.get_by_role("link", name=LOCK_KEEPER).click()
    expect(page.locator("details.versions ins").first).to_be_visible()


def test_the_list_of_corrections_tells_the_notice_and_that_a_story_was_killed(page: Page) -> None:
    page.goto("corrections/")
    expect(page.get_by_text("One exercise book had been overlooked.")).to_be_visible()
    killed = page.get_by_role("listitem").filter(has_text="Porto to replace its trams by swans")
    expect(killed.get_by_text("Killed")).to_be_visible()


def test_the_credit_of_a_picture_leads_to_its_photographer_and_agency(page: Page) -> None:
    page.goto("2020/05/09/stromness-lifeboat-rescues-its-own-coxswain/")
    figure = page.get_by_role("figure")
    expect(figure.get_by_role("link", name="Tilda Marsh")).to_have_attribute(
        "href", re.compile("pictures/photographers")
    )
    figure.get_by_role("link", name="PA", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("PA")


def test_an_agency_tells_its_share_of_each_outlet_by_year_and_leads_to_those_articles(page: Page) -> None:
    page.goto("agencies/reuters/")
    table = page.get_by_role("table", name="Share of each outlet’s articles that credit Reuters, by year")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Courier"))
    expect(row.get_by_role("cell")).to_have_text(["no articles", "67% 2", "100% 1"])
    link = row.get_by_role("link", name="67% 2")
    expect(link).to_have_attribute("href", "../../search/?agency=reuters&outlet=courier&year=2019")


def test_the_table_scrolls_inside_itself_on_a_narrow_phone(browser: Browser, sample_site: BuiltSite) -> None:
    page = browser.new_page(viewport={"width": 240, "height": 600})
    page.goto(f"{sample_site.address}agencies/reuters/")
    region = page.get_by_role("region", name=re.compile("Share of each outlet"))
    assert region.evaluate("e => e.scrollWidth > e.clientWidth && e.clientWidth <= 240")
    page.close()


def test_a_thread_is_a_timeline_from_the_first_article_to_the_latest(page: Page) -> None:
    page.goto("threads/orkney-ferries/")
    days = page.locator(".timeline > li")
    expect(days.get_by_role("heading", level=2)).to_have_text(
        ["14 March 2019", "16 March 2019", "17 March 2019", "18 March 2019"]
    )
    expect(days.first.get_by_text("First")).to_be_visible()
    expect(days.nth(1).get_by_text("2 days later")).to_be_visible()
    expect(days.last.get_by_text("Latest")).to_be_visible()
    expect(page.get_by_role("img", name="Articles by day, from 14 March 2019 to 18 March 2019")).to_be_visible()


def test_an_article_leads_along_its_thread(page: Page) -> None:
    page.goto("threads/orkney-ferries/")
    page.get_by_role("link", name=re.compile("Ferry crews walk out")).click()
    for headline in (FERRIES, re.compile("Bread from Bergen"), re.compile("Orkney ferries sail again")):
        story = page.locator("section[aria-labelledby=threads]")
        story.get_by_role("listitem").filter(has_text="After").get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(headline)


def test_the_menu_leads_to_the_main_ways_in_and_the_foot_to_the_others(page: Page) -> None:
    menu = page.get_by_role("navigation", name="Sections").get_by_role("link")
    expect(menu).to_have_text(["Regions", "Outlets", "Agencies", "Authors", "Tags", "Threads", "On this day", "Search"])
    foot = page.get_by_role("contentinfo").get_by_role("navigation").get_by_role("link")
    expect(foot).to_have_text(["Staff", "Pictures", "Corrections", "Versions", "Undated", "Data"])
