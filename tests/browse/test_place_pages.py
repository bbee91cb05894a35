"""By place to an article, as a reader goes: by the map, by its countries and subdivisions, by where it was filed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_sites import REPOSITORY, BuiltSite, built, new_site, served
from playwright.sync_api import Browser, Page, expect

ARTICLE = "2021/06/01/olive-presses-turn-again-near-idlib/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """Four articles; what they are stands in the README beside them."""
    folder = new_site(tmp_path_factory.mktemp("places"))
    shutil.copytree(REPOSITORY / "tests" / "fixtures" / "places" / "2021", folder / "content" / "2021")
    built(folder)
    with served(folder / "output") as address:
        yield BuiltSite(folder, address)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, browser: Browser, site: BuiltSite) -> Iterator[Page]:
    """A reader's page, at the directory of regions."""
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    page.goto(f"{site.address}regions/")
    yield page
    context.close()


def follow(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def test_the_map_leads_to_the_country_its_subdivision_and_the_article(page: Page, site: BuiltSite) -> None:
    page.locator("svg").get_by_role("link", name="Syria: 2 articles", exact=True).click()
    expect(page).to_have_url(f"{site.address}regions/asia/western-asia/syria/")
    follow(page, "Idlib", "Olive presses turn again near Idlib")
    expect(page).to_have_url(site.address + ARTICLE)


def test_the_map_is_followed_with_the_keyboard_and_can_be_skipped(page: Page, site: BuiltSite) -> None:
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}regions/asia/western-asia/syria/")
    page.go_back()
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Asia", exact=True)).to_be_focused()


def test_a_country_in_focus_on_the_map_looks_otherwise(browser: Browser, site: BuiltSite) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}regions/")
    shape = page.locator("svg a path").first
    fill = "shape => getComputedStyle(shape).fill"
    before = shape.evaluate(fill)
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Tab")
    assert shape.evaluate(fill) != before
    page.close()


def test_a_continent_leads_down_through_its_own_map(page: Page, site: BuiltSite) -> None:
    follow(page, "Asia")
    page.locator("svg").get_by_role("link", name="Lebanon: 1 article", exact=True).click()
    follow(page, "Bakers of Tripoli count their sesame")
    expect(page).to_have_url(f"{site.address}2021/06/03/bakers-of-tripoli-count-their-sesame/")


def test_where_an_article_was_filed_leads_to_it_and_never_as_where_it_happened(page: Page, site: BuiltSite) -> None:
    follow(page, "Jordan")
    expect(page.locator(".teasers li")).to_have_count(0)
    follow(page, "Filed from here")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jordan: filed from here")
    follow(page, "Olive presses turn again near Idlib")
    expect(page).to_have_url(site.address + ARTICLE)


def test_a_hostile_dateline_makes_no_place(site: BuiltSite) -> None:
    pages = [page.read_text("utf-8") for page in (site.output / "regions").rglob("*.html")]
    assert pages
    assert [page for page in pages if "alert(1)" in page] == []
    assert sorted(folder.name for folder in Path(site.output / "regions").iterdir()) == ["asia", "index.html"]


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_map_fits_every_width(width: int, browser: Browser, site: BuiltSite) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in ("regions/", "regions/asia/"):
        page.goto(site.address + path)
        box = page.locator("figure svg").bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
        assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.close()
