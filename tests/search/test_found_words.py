"""An article opened from a result: its words are marked, and lead from one to the next."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from conftest import Serve
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Page, expect
from searching import search
from small_sites import SITE, THEME

from backfile.interface import template_filters, template_words

BODY = """<p>The <em>tru</em>ce held. A truce is no peace, and truces end; the word TRUCE stood on every wall.</p>
<p>Delegates spoke of peace, talks, and tea. The café closed.</p><p lang="zh">消防队员在灯塔旁边升起了旗帜。</p>
<blockquote>Peace <b>talks</b> began.</blockquote><p>Untruce, truced &lt;mark&gt;code&lt;/mark&gt;.</p>"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[str]:
    """An article page with no more than what its script works on; gives its address."""
    folder = tmp_path_factory.mktemp("article")
    shutil.copytree(THEME / "static", folder / "theme")
    templates = Environment(loader=FileSystemLoader(THEME / "templates"), autoescape=True)
    templates.globals.update(template_words("en"))
    templates.filters.update(template_filters("en"))
    words = templates.from_string(
        "{% from 'partials/article_words.html' import article_words %}{{ article_words(site, '') }}"
    ).render(site=SITE)
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Truce</title>
    <meta http-equiv="Content-Security-Policy" content="default-src 'self' data:">
    <link rel="icon" href="data:,"><link rel="stylesheet" href="theme/css/article.css">
    <script type="module" src="theme/js/article/found.js"></script></head><body><main tabindex="-1">
    <article><header class="headline"><h1>A truce in Sandvik</h1></header>
    <div class="body">{BODY}</div></article></main>{words}</body></html>"""
    (folder / "index.html").write_text(page, "utf-8")
    with serve(folder) as address:
        yield address


def marks(page: Page) -> list[str]:
    return page.locator("mark").all_inner_texts()


def opened(page: Page, address: str) -> Page:
    page.goto("about:blank")
    page.goto(address)
    return page


def test_a_result_leads_to_its_article_with_the_words_in_the_fragment(page: Page, search_site: str) -> None:
    search(page, search_site, '?q=delegate+"peace+talks"')
    link = page.locator("#search-results h2 a")
    assert (link.get_attribute("href") or "").endswith("/#found=peace%20talks,delegates,delegate")


def test_words_are_marked_whole_in_headline_and_text_whatever_their_letters(page: Page, article: str) -> None:
    opened(page, f"{article}#found=Truce,cafe")
    assert marks(page) == ["truce", "tru", "ce", "truce", "TRUCE", "café"]
    expect(page.get_by_role("status")).to_have_text("5 matches: Truce, cafe")


def test_a_phrase_is_marked_where_its_words_stand_side_by_side(page: Page, article: str) -> None:
    opened(page, f"{article}#found=peace%20talks")
    assert marks(page) == ["peace, talks", "Peace ", "talks"]


def test_words_of_scripts_without_spaces_are_marked_within_the_line(page: Page, article: str) -> None:
    opened(page, f"{article}#found=灯塔")
    assert marks(page) == ["灯塔"]


def test_buttons_lead_from_match_to_match_and_say_where_one_is(page: Page, article: str) -> None:
    opened(page, f"{article}#found=truce")
    status = page.get_by_role("status")
    page.get_by_role("button", name="Next", exact=True).focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("1 of 4")
    assert page.locator("mark.current").all_inner_texts() == ["truce"]
    page.keyboard.press("Enter")
    expect(status).to_contain_text("2 of 4 The truce held. A truce is no peace")
    assert page.locator("mark.current").all_inner_texts() == ["tru", "ce"]
    page.get_by_role("button", name="Previous", exact=True).press("Enter")
    page.get_by_role("button", name="Previous", exact=True).press("Enter")
    expect(status).to_contain_text("4 of 4")


def test_clearing_leaves_the_article_as_it_was_and_its_address_clean(page: Page, article: str) -> None:
    before = opened(page, article).locator("article").inner_html()
    assert not page.get_by_role("button").count()
    opened(page, f"{article}#found=truce,peace")
    page.get_by_role("button", name="Clear", exact=True).click()
    assert (marks(page), page.url) == ([], article)
    assert page.locator("article").inner_html() == before
    expect(page.get_by_role("button")).to_have_count(0)
    opened(page, f"{article}#found=truce")
    page.get_by_role("button", name="Next", exact=True).press("Escape")
    assert (marks(page), page.url) == ([], article)


def test_words_that_do_not_stand_there_are_told(page: Page, article: str) -> None:
    opened(page, f"{article}#found=flagstaff")
    expect(page.get_by_role("status")).to_have_text("Not on this page as searched: flagstaff")
    expect(page.get_by_role("button")).to_have_count(1)


def test_a_hostile_fragment_stays_text(page: Page, article: str) -> None:
    opened(page, f"{article}#found=<img src=x onerror=alert(1)>,%3Cmark%3E,%E0%A4,.*,(")
    assert page.locator("img").count() == 0
    assert marks(page) == ["mark", "mark"]
    assert "<mark>code</mark>" in page.locator("article").inner_text()
