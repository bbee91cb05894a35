"""What a reader does on the search page, in Chromium."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

HEADLINES = "#search-results h2"
FINISHED = re.compile(r"found\.|similar|can be searched|Nothing")


def search(page: Page, site: str, query: str) -> list[str]:
    """Open a search by its address, and give the headlines found once all bundles have answered."""
    page.goto(f"{site}search/{query}")
    return settled(page)


def settled(page: Page) -> list[str]:
    expect(page.locator("#search-status")).to_contain_text(FINISHED)
    return page.locator(HEADLINES).all_inner_texts()


def facet(page: Page, name: str) -> dict[str, str]:
    """The values that a facet offers, and the numbers beside them."""
    rows = page.locator(f"[data-facet={name}] label").all_text_contents()
    return dict(row.strip().rsplit(" ", 1) for row in rows)


def choose(page: Page, name: str, label: str) -> list[str]:
    group = page.locator(f"[data-facet={name}]")
    if not group.evaluate("group => group.open"):
        group.locator("summary").click()
    group.get_by_label(label, exact=False).first.click()
    return settled(page)


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
    assert "region=NO" in page.url


def test_two_values_of_one_facet_widen_and_two_facets_narrow(page: Page, search_site: str) -> None:
    assert len(search(page, search_site, "?agency=ap")) == 2
    assert facet(page, "agency")["dpa"] == "1"
    assert len(choose(page, "agency", "dpa")) == 3
    assert choose(page, "language", "German") == ["Friedensgespräche im Hafen eröffnet"]


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
    page.get_by_label("Words to find").fill("keepers")
    page.get_by_label("Words to find").press("Enter")
    expect(page.locator(HEADLINES)).to_have_text(["Lighthouse keepers end strike"])


# ---- address, back and forward


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


def test_a_search_needs_no_pointer(page: Page, search_site: str) -> None:
    search(page, search_site, "")
    page.get_by_label("Words to find").focus()
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    assert len(settled(page)) == 6
    while page.evaluate("document.activeElement.closest('[data-facet]')?.dataset.facet") != "region":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#search-status")).to_have_text("3 articles found.")
    assert page.evaluate("document.activeElement.value") == "NO"


def test_the_number_found_is_announced(page: Page, search_site: str) -> None:
    search(page, search_site, "?q=harbour")
    assert page.get_by_role("status").inner_text() == "6 articles found."


def test_the_first_of_more_results_gets_the_focus(page: Page, long_site: str) -> None:
    search(page, long_site, "?q=ebb&sort=date")
    page.get_by_role("button", name="Show more results").press("Enter")
    expect(page.locator(HEADLINES)).to_have_count(20)
    assert page.evaluate("document.activeElement.textContent") == "Ebb of day 25"


def test_without_javascript_the_page_says_what_to_use_instead(browser: Browser, search_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{search_site}search/")
    notice = page.locator(".notice")
    assert "needs JavaScript" in notice.inner_text()
    assert notice.locator("a").count() == 5
    assert notice.get_by_role("link", name="Regions").get_attribute("href") == "../regions/"
    context.close()


def test_nothing_found_says_why_and_what_to_try(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=qqqzz+harbour&year=2021&region=NO") == []
    advice = page.locator("#search-advice")
    expect(advice).to_contain_text("“qqqzz”")
    advice.get_by_role("link", name="Search without them").click()
    assert len(settled(page)) == 6


def test_hostile_text_stays_text(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=hostile") == ['A page that shows <script>alert("title")</script> code']
    summary = page.locator("#search-results .summary").inner_text()
    assert '<img src=x onerror="window.hurt = true"> and then <mark>unmarked</mark> <b>entities</b>' in summary
    assert page.locator("#search-results mark").all_inner_texts() == ["hostile"]
    assert facet(page, "tag") == {"<img src=x onerror=alert(1)>": "1"}
    search(page, search_site, "?q=<img+src=x+onerror=alert(1)>&tag=<b>bold</b>&from=<i>")
    assert page.locator("main :is(img, script, b, i)").count() == 0
    assert page.evaluate("window.hurt") is None


def test_a_bundle_out_of_reach_is_named_and_the_rest_is_searched(browser: Browser, search_site: str) -> None:
    page = browser.new_page()
    page.route("**/bundles/2020/**", lambda route: route.abort())
    assert len(search(page, search_site, "?q=harbour")) == 4
    expect(page.locator("#search-advice")).to_contain_text("2020")
    page.close()
