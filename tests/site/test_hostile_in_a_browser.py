"""A site full of script in a reader's browser: nothing of it runs, is refused or leaves; all of it is text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import rispy
from built_sites import BuiltSite
from hostile_archive import SHARED, articles, attacks, pages, said
from playwright.sync_api import Browser, Page, expect

HEADLINES = "#search-results h2"


@pytest.fixture
def page(browser: Browser, hostile_site: BuiltSite) -> Iterator[Page]:
    """A reader's page: nothing may run, speak up, be refused, or be asked of anyone else."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script("window.hostile = (number) => console.error(`hostile(${number}) ran`)")
    page = context.new_page()
    faults: list[tuple[str, str]] = []
    page.on("dialog", lambda dialog: (faults.append((page.url, dialog.message)), dialog.dismiss()))
    page.on("console", lambda message: faults.append((page.url, message.text)))
    page.on("pageerror", lambda error: faults.append((page.url, str(error))))
    page.on(
        "request", lambda request: None if is_own(request.url, hostile_site) else faults.append((page.url, request.url))
    )
    yield page
    context.close()
    assert faults == []


def is_own(address: str, hostile_site: BuiltSite) -> bool:
    return address.startswith((hostile_site.address, "data:image/", f"blob:{hostile_site.address}"))


def some_of_each_kind(hostile_site: BuiltSite) -> list[str]:
    """Two pages of every depth below every folder, the most hostile first; not those that lead elsewhere at once."""
    shown = [
        name for name, tree in pages(hostile_site.output).items() if not tree.css_first("meta[http-equiv=refresh]")
    ]
    by_kind = groupby(sorted(shown, key=lambda name: (kind_of(name), "hostile-390" not in name, name)), kind_of)
    return [name for _, names in by_kind for name in list(names)[:2] if name != "404.html"]


def kind_of(name: str) -> tuple[str, int]:
    return re.sub(r"\d+", "0", Path(name).parts[0]), name.count("/")


def test_nothing_runs_or_is_refused_on_any_kind_of_page(page: Page, hostile_site: BuiltSite) -> None:
    for name in some_of_each_kind(hostile_site):
        page.goto(hostile_site.address + name.removesuffix("index.html"), wait_until="load")


def test_an_article_opened_from_a_search_marks_its_words_and_cites_itself_as_one_item(
    page: Page, hostile_site: BuiltSite
) -> None:
    for attack in attacks():
        page.goto("about:blank")
        page.goto(
            f"{hostile_site.address}{attack.path}/#found=bicycle,{quote(attack.text, safe='')}", wait_until="load"
        )
        assert said(page.locator("h1").text_content() or "") == said(attack.text)
        marked = page.locator("mark").all_text_contents()
        assert marked.count("bicycle") == 2, attack.name
        expect(page.locator(".found [role=status]")).to_contain_text("bicycle")
        _, ris, csl_json = page.locator(".citation pre").all_text_contents()
        titles = [item["title"] for item in (*rispy.loads(ris), *json.loads(csl_json))]
        assert [said(title) for title in titles] == [said(attack.text)] * 2, attack.name


def search(page: Page, hostile_site: BuiltSite, **query: str) -> None:
    """Open a search, and wait until all has answered."""
    page.goto(f"{hostile_site.address}search/?{urlencode(query)}")
    expect(page.locator("#search-found[aria-busy=false]")).to_be_attached()


def test_search_shows_hostile_headlines_names_and_excerpts_as_text(page: Page, hostile_site: BuiltSite) -> None:
    search(page, hostile_site, q="bicycle")
    while page.get_by_role("button", name="Show more results").is_visible():
        shown = page.locator(HEADLINES).count()
        page.get_by_role("button", name="Show more results").click()
        expect(page.locator(HEADLINES).nth(shown)).to_be_attached()
    headlines = page.locator(HEADLINES).all_text_contents()
    assert sorted(map(said, headlines)) == sorted(said(article.title) for _, article in articles())
    for facet in ("agency", "outlet", "tag"):
        names = page.locator(f"[data-facet={facet}] label").all_text_contents()
        assert any(said(SHARED) in said(name) for name in names), facet
    page.locator("#search-chart :is(a, button)").first.click()
    expect(page.locator("#search-found[aria-busy=false]")).to_be_attached()
    assert page.locator("main :is(img, iframe, script:not([type]))").count() == 0


def test_a_hostile_search_is_searched_or_refused_as_text(page: Page, hostile_site: BuiltSite) -> None:
    for attack in attacks():
        text = attack.text[:200]
        words = f'bicycle {text} "{text}" -"{text}" tag:"{text}" agency:{text}'
        search(page, hostile_site, q=words, **dict.fromkeys(("region", "outlet", "tag", "year", "from", "sort"), text))
        expect(page.locator("#search-advice")).not_to_be_empty()
        assert said(text) in said(page.locator("#search-chips").text_content() or ""), attack.name
        assert said(text) in said(page.locator("#search-advice").text_content() or ""), attack.name
        assert page.locator("main :is(img, iframe, script:not([type]))").count() == 0, attack.name
