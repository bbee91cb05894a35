"""What an archive offers to programs, and its days of all years, as a reader's program and a browser see them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import feedparser
import html5lib
import pytest
from archives import write_archive, write_article, write_settings
from built_sites import BuiltSite, built, served
from playwright.sync_api import Browser, Page, expect

from backfile.browse.feeds import NEWEST


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """Some three hundred invented articles of seven years, as they are published."""
    folder = tmp_path_factory.mktemp("published")
    write_archive(folder, 300)
    write_article(folder, "1996/01/01/new-year", "title: Story of the new year\ndate: 1996-01-01")
    write_settings(folder, url="https://archive.example/news")
    built(folder)
    with served(folder / "output") as address:
        yield BuiltSite(folder, address)


def feeds_of(site: BuiltSite) -> list[Path]:
    return sorted((site.output / "feeds").rglob("*.atom"))


def data_of(site: BuiltSite) -> list[Path]:
    return sorted((site.output / "data").rglob("*.jsonl"))


def test_every_feed_of_the_samples_is_read_without_complaint(sample_site: BuiltSite) -> None:
    assert feeds_of(sample_site)
    for file in feeds_of(sample_site):
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, (file, feed.get("bozo_exception"))
        assert 0 < len(feed.entries) <= NEWEST
        assert all(each.id and each.title and each.updated and each.author for each in feed.entries)


def test_feeds_and_data_of_a_published_archive_name_pages_that_are_there(published: BuiltSite) -> None:
    named = {each.link for file in feeds_of(published) for each in feedparser.parse(file.read_bytes()).entries}
    named |= {
        json.loads(line)["address"] for file in data_of(published) for line in file.read_text("utf-8").splitlines()
    }
    assert len(named) == 301
    for address in named:
        assert (published.output / address.removeprefix("https://archive.example/news/") / "index.html").is_file()


def test_every_feed_and_every_file_of_data_is_linked_from_a_page_and_no_sitemap_names_one(published: BuiltSite) -> None:
    linked = set()
    for page in published.output.rglob("index.html"):
        tree = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
        links = [a.attrib["href"] for a in tree.iter("a") if re.search(r"\.(atom|jsonl)$", a.attrib.get("href", ""))]
        linked |= {(page.parent / link).resolve() for link in links}
    assert linked == {file.resolve() for file in (*feeds_of(published), *data_of(published))}
    assert not re.search(r"\.(atom|jsonl)<", (published.output / "sitemap.xml").read_text("utf-8"))


@pytest.fixture
def page(browser: Browser, published: BuiltSite) -> Iterator[Page]:
    context = browser.new_context(base_url=published.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("./")
    yield page
    context.close()


def test_a_reader_goes_from_a_year_by_month_and_day_to_the_same_day_of_another_year(page: Page) -> None:
    main = page.get_by_role("main")
    main.get_by_role("link", name=re.compile("^1990")).first.click()
    main.get_by_role("link", name=re.compile("^January")).click()
    main.get_by_role("table").get_by_role("link", name=re.compile(r"^1\b")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 January 1990")
    main.get_by_role("link", name="1 January in all years").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 January")
    years = main.get_by_role("heading", level=2).all_inner_texts()
    assert years == sorted(years, reverse=True)
    assert len(years) > 1
    page.get_by_role("navigation", name="Before and after").get_by_role("link").last.click()
    main.get_by_role("link", name=re.compile("^Story")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Story"))


def test_a_reader_finds_a_day_in_the_calendar_of_all_years(page: Page) -> None:
    page.get_by_role("link", name="On this day").first.click()
    page.get_by_role("main").get_by_role("region", name="March").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ March$"))
