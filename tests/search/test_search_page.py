"""What a reader finds on the search page, in Chromium: words, filters, results, and what is said without any."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from searching import HEADLINES, asked, choose, facet, field, search, settled
from small_sites import REPOSITORY, Story

from backfile.facets import facets

AXE = REPOSITORY / ".tools" / "node_modules" / "axe-core" / "axe.min.js"


def hold(held: list[Route], route: Route) -> None:
    """Leave a request unanswered for now."""
    held.append(route)


def release(page: Page, held: list[Route]) -> None:
    """Answer what was held, and what is asked for after it, until the search is at its end."""
    while page.locator("#search-found[aria-busy=true]").count():
        while held:
            held.pop().continue_()
        page.wait_for_timeout(50)


# ---- words


def test_a_word_finds_its_articles_and_is_marked_in_them(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=delegates") == ["Peace talks open in Sandvik"]
    assert page.locator("#search-results mark").all_inner_texts() == ["delegates"]


def test_every_word_must_be_in_the_article(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=harbour+ferry") == ["The year of the ferries"]


def test_signs_around_a_word_are_passed_over(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=€delegates!") == ["Peace talks open in Sandvik"]


def test_a_phrase_finds_words_side_by_side(page: Page, search_site: str) -> None:
    assert len(search(page, search_site, "?q=peace+talks")) == 4
    assert search(page, search_site, '?q="peace+talks"') == ["Peace talks open in Sandvik"]
    assert search(page, search_site, '?q="peace+talks"+harbour') == ["Peace talks open in Sandvik"]


def test_a_minus_leaves_articles_out(page: Page, search_site: str) -> None:
    assert "The year of the ferries" not in search(page, search_site, "?q=harbour+-ferry")
    assert len(search(page, search_site, "?q=harbour+-ferry")) == 5
    assert len(search(page, search_site, '?q=peace+-"peace+talks"')) == 3


def test_a_word_is_not_replaced_by_a_shorter_one_where_it_is_found(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=flagstaff") == ["Peace talks open in Sandvik"]


def test_words_that_begin_alike_are_offered_where_none_is_found_as_typed(page: Page, search_site: str) -> None:
    assert "Peace talks open in Sandvik" in search(page, search_site, "?q=flagst")
    expect(page.locator("#search-status")).to_contain_text("similar")


def test_words_around_an_article_are_not_found(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=chromewords") == []


def test_articles_of_every_language_are_found_from_the_front_page(page: Page, search_site: str) -> None:
    for words, headline in {
        "Häuser": "Friedensgespräche im Hafen eröffnet",
        "المنارة": "افتتاح محادثات السلام في الميناء",
        "消防队员": "港口和谈开始",
    }.items():
        page.goto(search_site)
        page.get_by_role("searchbox").fill(words)
        page.get_by_role("searchbox").press("Enter")
        assert settled(page) == [headline]


def test_a_result_says_its_language_and_direction(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=المنارة")
    heading = page.locator(HEADLINES)
    assert (heading.get_attribute("lang"), heading.get_attribute("dir")) == ("ar", "rtl")


# ---- narrowing and order


def test_a_country_holds_its_subdivisions(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=harbour")
    assert facet(page, "region") == {"Norway": "3", "Oslo, Norway": "1", "Vestland, Norway": "1", "Germany": "1"}
    assert len(choose(page, "region", "Norway")) == 3
    assert asked(page) == "?q=harbour&region=NO"


def test_two_values_of_one_facet_widen_and_two_facets_narrow(page: Page, search_site: str) -> None:
    assert len(search(page, search_site, "?agency=ap")) == 2
    assert facet(page, "agency")["dpa"] == "1"
    assert len(choose(page, "agency", "dpa")) == 3
    assert choose(page, "language", "German") == ["Friedensgespräche im Hafen eröffnet"]


@pytest.mark.parametrize("query", ["?q=harbour", "?q=peace&language=en", "?picture=yes", "?year=2020&region=NO"])
def test_counts_are_those_of_a_walk_through_all_articles(
    query: str, page: Page, search_site: str, stories: tuple[Story, ...]
) -> None:
    found = set(search(page, search_site, query))
    chosen = set(re.findall(r"(\w+)=", query))
    walked = Counter(pair for each in stories if each.entry.title in found for pair in facets(each.entry))
    for name in ("region", "agency", "outlet", "tag", "language", "picture", "year"):
        counts = page.locator(f"[data-facet={name}] label").evaluate_all(
            "(labels) => labels.map((label) => [label.control.value, label.querySelector('small')?.textContent])"
        )
        expected = {value: str(count) for (facet_name, value), count in walked.items() if facet_name == name}
        if name not in chosen:
            assert dict(counts) == expected, name
    expect(page.locator("#search-status")).to_have_text(f"{len(found)} articles found.")


def test_a_chosen_filter_is_a_chip_that_takes_it_away(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=harbour&region=NO&agency=ap&from=2020")
    chips = page.get_by_label("Filters chosen")
    texts = [text.replace("\n", " ") for text in chips.get_by_role("link").all_inner_texts()]
    assert texts == ["Region: Norway ×", "Agency: AP ×", "From 2020 ×", "Clear all filters"]
    chips.get_by_role("link", name="Remove filter: From 2020").click()
    settled(page)
    assert asked(page) == "?q=harbour&region=NO&agency=ap"
    assert page.evaluate("document.activeElement.closest('#search-chips') !== null")
    chips.get_by_role("link", name="Clear all filters").click()
    assert len(settled(page)) == 6
    assert asked(page) == "?q=harbour"


def test_filters_alone_list_the_newest_first(page: Page, search_site: str) -> None:
    found = search(page, search_site, "?year=2020")
    assert (found[0], found[-1]) == ("Harbour master retires", "The year of the ferries")


def test_order_by_date_holds_across_bundles_and_languages(page: Page, search_site: str) -> None:
    newest = search(page, search_site, "?tag=harbours&tag=peace-talks&tag=tides&tag=he-tan-011bca&sort=date")
    assert newest == [
        "Harbour master retires", "港口和谈开始", "Friedensgespräche im Hafen eröffnet", "Peace talks open in Sandvik",
        "Flag over the harbour", "Tide tables",
    ]  # fmt: skip
    page.get_by_label("Order").select_option("oldest")
    assert settled(page) == newest[::-1]


def test_a_range_of_dates_holds_what_certainly_lies_in_it(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?from=2020-02-21&to=2020-02") == [
        "港口和谈开始",
        "افتتاح محادثات السلام في الميناء",
    ]
    assert "The year of the ferries" not in search(page, search_site, "?from=2020-01-02&to=2020")
    assert "The year of the ferries" in search(page, search_site, "?from=2020&to=2020")


def test_a_range_of_dates_loads_only_its_bundles(page: Page, search_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, search_site, "?q=harbour&from=2021")
    assert {url.split("/bundles/")[1].split("/")[0] for url in asked if "/bundles/" in url} == {"2021-05-09"}


def test_a_date_that_is_none_is_refused(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=harbour")
    page.get_by_label("From", exact=True).fill("last year")
    page.get_by_label("From", exact=True).press("Enter")
    assert page.locator("#from:invalid").count() == 1
    assert "from=" not in page.url


def test_facets_alone_load_no_words(page: Page, search_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert len(search(page, search_site, "?agency=ap")) == 2
    assert not [url for url in asked if "/index/" in url]
    field(page).fill("keepers")
    field(page).press("Enter")
    expect(page.locator(HEADLINES)).to_have_text(["Lighthouse keepers end strike"])


# ---- results


def test_results_come_ten_at_a_time_until_all_are_there(page: Page, long_site: str) -> None:
    assert search(page, long_site, "?q=ebb&sort=date") == [f"Ebb of day {number}" for number in range(35, 25, -1)]
    expect(page.locator("#search-status")).to_have_text("35 articles found.")
    more = page.get_by_role("button", name="Show more results")
    for count in (20, 30, 35):
        more.click()
        expect(page.locator(HEADLINES)).to_have_count(count)
    expect(more).to_be_hidden()
    assert page.locator(HEADLINES).last.inner_text() == "Ebb of day 1"


def test_results_near_in_time_share_one_file_that_is_loaded_once(page: Page, long_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, long_site, "?q=ebb&sort=date")
    packs = [url for url in asked if "/records/" in url]
    assert [url.split("/bundles/")[1].split("/")[0] for url in packs] == ["2022-02-02", "2022-01-25"]
    page.get_by_label("Order").select_option("relevance")
    settled(page)
    page.get_by_label("Order").select_option("date")
    settled(page)
    packs = [url for url in asked if "/records/" in url]
    assert len(packs) == len(set(packs))


# ---- for everyone


def test_without_javascript_the_page_says_what_to_use_instead(browser: Browser, search_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{search_site}search/")
    notice = page.locator(".notice")
    assert "needs JavaScript" in notice.inner_text()
    assert notice.locator("a").count() == 5
    assert not page.get_by_role("searchbox").is_visible()
    assert notice.get_by_role("link", name="Regions").get_attribute("href") == "../regions/"
    context.close()


NOTHING = {
    "?q=qqqzz+harbour&year=2021&region=NO": [
        "Within these filters and dates nothing holds “qqqzz”", "Search without all of them", "Search without “Norway”",
    ],
    "?q=harbour+qqqzz": ["Nothing searched holds “qqqzz”: check its spelling", "Search without “qqqzz”"],
    "?q=keepers+delegates": ["in no article all of them", "Search without “keepers”", "Search without “delegates”"],
    '?q="talks+peace"': ["must stand side by side", "Search without quotation marks"],
    "?q=ferry+-harbour": ["A word with a minus leaves articles out", "Search without the minus"],
    "?agency=ap&from=2021": ["narrowed by filters or dates", "Search all dates", "Search without “AP”"],
}  # fmt: skip


@pytest.mark.parametrize("query", NOTHING)
def test_nothing_found_says_why_and_what_to_try(query: str, page: Page, search_site: str) -> None:
    search(page, search_site, query)
    why, *ways = NOTHING[query]
    advice = page.locator("#search-advice")
    expect(advice).to_contain_text(why)
    assert [way for way in ways if not advice.get_by_role("link", name=way).count()] == []
    advice.get_by_role("link", name=ways[0]).first.click()
    assert settled(page) != []


def test_hostile_text_stays_text(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=hostile") == ['A page that shows <script>alert("title")</script> code']
    summary = page.locator("#search-results .summary").inner_text()
    assert '<img src=x onerror="window.hurt = true"> and then <mark>unmarked</mark> <b>entities</b>' in summary
    assert page.locator("#search-results mark").all_inner_texts() == ["hostile"]
    assert facet(page, "tag") == {"<img src=x onerror=alert(1)>": "1"}
    search(page, search_site, "?q=<img+src=x+onerror=alert(1)>&tag=<b>bold</b>&from=<i>")
    assert "“<b>bold</b>”" in page.locator("#search-advice").inner_text()
    assert "Tag: <b>bold</b>" in page.get_by_label("Filters chosen").inner_text()
    assert page.locator("main :is(img, script:not([type]), b, i)").count() == 0
    assert page.evaluate("window.hurt") is None


def test_a_bundle_out_of_reach_is_named_and_the_rest_is_searched(browser: Browser, search_site: str) -> None:
    page = browser.new_page()
    page.route("**/bundles/2020/articles*", lambda route: route.abort())
    assert len(search(page, search_site, "?q=harbour")) == 4
    expect(page.locator("#search-status")).to_contain_text(
        "4 articles found. Not searched, because it could not be loaded: 2020"
    )
    page.unroute("**/bundles/2020/articles*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#search-status")).to_have_text("6 articles found.")
    page.close()


def test_results_come_as_bundles_answer_and_stay_where_they_are(page: Page, long_site: str) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/bundles/(?!2022-02-02)"), lambda route: hold(held, route))
    page.goto(f"{long_site}search/?q=ebb")
    expect(page.locator(HEADLINES)).to_have_text([f"Ebb of day {number}" for number in (35, 34, 33)])
    expect(page.locator("#search-status")).to_have_text("3 articles so far; still searching 2022.")
    expect(page.get_by_role("status")).to_be_empty()
    page.evaluate("document.querySelector('#search-results li').seen = true")
    release(page, held)
    expect(page.locator(HEADLINES)).to_have_count(10)
    assert page.evaluate("document.querySelector('#search-results li').seen")
    expect(page.locator("#search-status")).to_have_text("35 articles found.")


def test_relevance_says_that_it_puts_results_in_order_at_the_end(page: Page, long_site: str) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/bundles/(?!2022-02-02)"), lambda route: hold(held, route))
    page.goto(f"{long_site}search/?q=ebb&sort=relevance")
    expect(page.locator("#search-status")).to_contain_text("put in order of best match once all is searched")
    expect(page.locator(HEADLINES)).to_have_count(3)
    release(page, held)
    expect(page.locator(HEADLINES)).to_have_count(10)
    assert asked(page) == "?q=ebb&sort=relevance"


def test_on_a_phone_filters_wait_to_be_opened(browser: Browser, search_site: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    search(page, search_site, "?q=harbour")
    box = page.get_by_role("checkbox", name="Norway").first
    assert not box.is_visible()
    assert page.locator(HEADLINES).first.bounding_box()["y"] < 740  # type: ignore[index]
    page.get_by_text("Filters", exact=True).click()
    box.check()
    settled(page)
    assert page.get_by_role("link", name="Remove filter: Region: Norway").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("query", ["", "?q=harbour&region=NO&from=2019", "?q=nothing+agency:no&tag=none"])
def test_axe_finds_nothing(
    query: str, width: int, scheme: Literal["light", "dark"], browser: Browser, search_site: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    search(page, search_site, query)
    page.add_script_tag(path=AXE)
    run = "async () => (await axe.run(document.querySelector('main'))).violations.map(v => [v.id, v.nodes[0].html])"
    found = page.evaluate(run)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert (found, overflow) == ([], 0)
