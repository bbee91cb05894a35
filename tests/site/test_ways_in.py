"""Every way in of the sample archive, from its front page to one article: with scripts, without, and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from archives import write_archive
from built_sites import BuiltSite
from playwright.sync_api import Browser, Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from backfile.press import Way, build

LARGEST_PAGE = 100_000
"""Bytes of HTML."""
FEW = 20
"""A list of more articles than these offers its feed and its data."""

DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

LIFEBOAT = "Stromness lifeboat rescues its own coxswain"
LOCK_KEEPER = "Lock keeper of Braunston retires after 41 years and 90,000 boats"
FERRIES = "Ferry talks in Inverness end with a drawer, opened"
NORTH = ("Regions", "Europe", "Northern Europe")

WAYS: dict[str, tuple[str, ...]] = {
    "year, month and day": ("2020", "May", "9", LIFEBOAT),
    "day of all years": ("On this day", "a[href$='05-09/']", LIFEBOAT),
    "map": ("Iceland: 1 article", "Whale takes a wrong turn and stops the Reykjavik regatta"),
    "country on the front page": ("Iceland", "Whale takes a wrong turn and stops the Reykjavik regatta"),
    "subdivision": (*NORTH, "Sweden", "Uppsala", "Klockan i Uppsala slog tretton – och ingen ville rätta den"),
    "filed from": (
        *NORTH, "Norway", "Filed from here", "TROMSØ (NTB): Nordlys stanset ti minutter av en skolekonsert",
    ),
    "letter of the tags": ("Tags", "O", "Orkney", LIFEBOAT),
    "side by side": (
        "Threads", "The Orkney ferry dispute", FERRIES, "Side by side, with what each added",
        "Drawer ends the ferry dispute",
    ),
}  # fmt: skip
"""From the front page, the names of the links that are followed, or a selector of one; the last is a headline."""
FOLLOWED_AT_A_DESK: dict[str, tuple[str, ...]] = {
    "outlet": ("Outlets", "Courier", LIFEBOAT),
    "agency": ("Agencies", "Reuters", LIFEBOAT),
    "staff": ("Staff", "rk", LIFEBOAT),
    "author": ("Authors", "Amelia Northcott", LOCK_KEEPER),
    "picture agency": ("Pictures", "PA", LIFEBOAT),
    "photographer": ("Pictures", "Tilda Marsh", LIFEBOAT),
    "related tag": ("Tags", "Orkney", "United Kingdom", LIFEBOAT),
    "thread": ("Threads", "The Orkney ferry dispute", FERRIES),
    "correction": ("Corrections", LOCK_KEEPER),
    "version": ("Versions", LOCK_KEEPER),
}
"""Those that test_sources_and_subjects.py follows there, with scripts and without."""


def opened(browser: Browser, site: BuiltSite, **reader: Any) -> Page:
    page = browser.new_context(base_url=site.address, **reader).new_page()
    page.goto("./")
    return page


def link(page: Page, step: str) -> Locator:
    """A link by its name, which a number of articles may follow."""
    if step.startswith("a["):
        return page.locator(step).first
    name = re.compile(rf"^\s*{re.escape(step)}(\s+\d+)?\s*$")
    inside = page.get_by_role("main").get_by_role("link", name=name)
    return inside.or_(page.get_by_role("link", name=name)).first if step[0].isupper() else inside.first


def expect_article(page: Page, headline: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    expect(page.locator("article")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("way", WAYS)
def test_from_the_front_page_an_article_is_reached_by(
    way: str, scripts: bool, browser: Browser, sample_site: BuiltSite
) -> None:
    page = opened(browser, sample_site, **DESK, java_script_enabled=scripts)
    for step in WAYS[way]:
        link(page, step).click()
    expect_article(page, WAYS[way][-1])
    page.context.close()


@pytest.mark.parametrize("way", [*WAYS, *FOLLOWED_AT_A_DESK])
def test_on_a_phone_an_article_is_reached_and_back_and_forward_return_to_the_same_places(
    way: str, browser: Browser, sample_site: BuiltSite
) -> None:
    page = opened(browser, sample_site, **PHONE)
    steps = (WAYS | FOLLOWED_AT_A_DESK)[way]
    places = []
    for step in steps:
        places.append(page.url)
        link(page, step).tap()
        expect(page).not_to_have_url(places[-1])
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
    expect_article(page, steps[-1])
    article = page.url
    for place, step in zip(reversed(places), reversed(steps), strict=True):
        page.go_back()
        expect(page).to_have_url(place)
        expect(link(page, step)).to_be_in_viewport()
    for place in (*places[1:], article):
        page.go_forward()
        expect(page).to_have_url(place)
    expect_article(page, steps[-1])
    page.context.close()


def test_no_page_is_heavy(sample_site: BuiltSite) -> None:
    sizes = {page.relative_to(sample_site.output): page.stat().st_size for page in sample_site.output.rglob("*.html")}
    assert {page: size for page, size in sizes.items() if size >= LARGEST_PAGE} == {}


# ---- what lists offer to programs


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred invented articles, built without search; gives the folder of the site as built."""
    folder = tmp_path_factory.mktemp("archive")
    write_archive(folder, 300)
    build(folder / "pelicanconf.py", now=datetime(2026, 1, 1, tzinfo=UTC), way=Way(search=False))
    return folder / "output"


def lists(archive: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Each page of a list: its address, how many articles it says it has, and its own feed and data."""
    for file in sorted(archive.rglob("index.html")):
        page = LexborHTMLParser(file.read_text("utf-8"))
        tally = page.css_first(".tally")
        counted = re.match(r"[\d,]+(?= article)", tally.text(strip=True)) if tally else None
        if counted and page.css_first("ol.teasers"):
            named = [str(each.attributes["href"]) for each in page.css("main header a[href^='../']")]
            offers = [name for name in named if name.endswith((".atom", ".jsonl"))]
            assert all((file.parent / name).resolve().is_file() for name in offers)
            yield file.parent.relative_to(archive).as_posix(), int(counted[0].replace(",", "")), offers


def test_every_list_of_more_than_twenty_articles_offers_its_feed_and_its_data(archive: Path) -> None:
    long = {address: offers for address, count, offers in lists(archive) if count > FEW}
    assert len(long) > 50
    assert {
        address: offers
        for address, offers in long.items()
        if [Path(name).suffix for name in offers] != [".atom", ".jsonl"]
    } == {}
