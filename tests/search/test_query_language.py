"""What may be typed into the one field, and the address that it becomes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from searching import HEADLINES, ask, asked, facet, field, search, settled

ADDRESSES = {
    "harbour -ferry": "?q=harbour -ferry",
    '"peace talks" -"in years"': '?q="peace talks" -"in years"',
    "agency:ap": "?agency=ap",
    "agency:AP harbour": "?q=harbour&agency=ap",
    "region:NO": "?region=NO",
    "region:no-03": "?region=NO-03",
    "region:germany": "?region=DE",
    'region:"Oslo, Norway"': "?region=NO-03",
    "region:oslo": "?region=NO-03",
    "outlet:hp": "?outlet=hp",
    "outlet:küstenbote": "?outlet=kustenbote",
    'outlet:"The Harbour Post"': "?outlet=hp",
    'tag:"Peace talks"': "?tag=peace-talks",
    "tag:peace-talks": "?tag=peace-talks",
    "tag:häfen": "?tag=hafen",
    "lang:de": "?language=de",
    "lang:German": "?language=de",
    "year:2020": "?year=2020",
    "picture:yes": "?picture=yes",
    "before:2020-03": "?to=2020-02",
    "before:2020-03-01": "?to=2020-02-29",
    "before:2020": "?to=2019",
    "after:2019": "?from=2020",
    "after:2019-02-28": "?from=2019-03-01",
    "after:2020-12": "?from=2021-01",
    "on:2020-02-20": "?from=2020-02-20&to=2020-02-20",
    "year:2020 agency:reuters agency:ap harbour": "?q=harbour&year=2020&agency=ap&agency=reuters",
    "“peace talks”": '?q="peace talks"',
    "http://example.org 10:30": "?q=http://example.org 10:30",
}

FOUND = {
    "harbour -ferry": 5,
    'peace -"peace talks"': 3,
    "-harbour year:2020": 3,
    "agency:ap": 2,
    "region:NO": 7,
    "region:oslo": 2,
    "outlet:hp": 6,
    "tag:harbours": 3,
    "lang:de": 1,
    "year:2019": 2,
    "picture:yes": 2,
    "before:2020": 2,
    "after:2020": 1,
    "on:2020-02-20": 2,
}

TOLD = {
    "agency:reutres": "The archive has no agency “reutres”. Perhaps: Reuters",
    "tag:nonsense": "The archive has no tag “nonsense”.",
    "region:atlantis": "The archive knows no one region “atlantis”.",
    "picture:maybe": "“maybe” says nothing of pictures. Perhaps: picture:yes",
    "author:smith": "“author:” is no field, so it was searched as a word.",
    "agence:ap": "agency:ap",
    "before:spring": "“before:spring” is no date.",
    "on:2021-02-30": "“on:2021-02-30” is no date.",
    "-agency:ap": "“-agency:ap” was passed over",
    "after:2021 before:2019": "The range of dates ends before it begins.",
    "constructor:x": "“constructor:” is no field",
}


@pytest.fixture
def opened(page: Page, search_site: str) -> Page:
    search(page, search_site, "")
    return page


def test_what_is_typed_becomes_filters_in_the_address(opened: Page) -> None:
    read = """async (texts) => {
      const { queryAddress, readQuery } = await import(new URL("../theme/js/search/query.js", location.href));
      const { Known } = await import(new URL("../theme/js/search/known.js", location.href));
      const facets = await (await fetch("facets.json")).json();
      return texts.map((q) => queryAddress(readQuery(new URLSearchParams({ q }), new Known(facets))));
    }"""
    found = opened.evaluate(read, list(ADDRESSES))
    decoded = opened.evaluate("(found) => found.map((text) => decodeURIComponent(text.replaceAll('+', ' ')))", found)
    assert dict(zip(ADDRESSES, decoded, strict=True)) == ADDRESSES


def test_each_field_finds_what_it_says(page: Page, search_site: str) -> None:
    assert {text: len(search(page, search_site, f"?q={text}")) for text in FOUND} == FOUND


def test_text_boxes_dates_and_address_say_the_same(opened: Page) -> None:
    ask(opened, "harbour agency:AP region:oslo after:2019 before:2021-03")
    assert asked(opened) == "?q=harbour&region=NO-03&agency=ap&from=2020&to=2021-02"
    assert field(opened).input_value() == "harbour"
    assert opened.locator("#from").input_value() == "2020"
    assert opened.locator("#to").input_value() == "2021-02"
    boxes = opened.locator("[data-facet] input:checked").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert boxes == ["NO-03", "ap"]


def test_a_filter_taken_out_of_the_text_while_it_is_typed_is_gone(opened: Page) -> None:
    field(opened).press_sequentially("harbour agency:ap ")
    expect(opened.locator(".chip")).to_have_text("Agency: AP×")
    for _ in "agency:ap ":
        field(opened).press("Backspace")
    expect(opened.locator(HEADLINES)).to_have_count(6)
    expect(opened.locator(".chip")).to_have_count(0)


def test_a_filter_not_yet_typed_to_its_end_is_completed_by_links(opened: Page) -> None:
    field(opened).press_sequentially("harbour agency:reu")
    advice = opened.locator("#search-advice")
    expect(advice).to_have_text("“agency:reu”: perhaps Reuters")
    assert len(settled(opened)) == 6
    advice.get_by_role("link", name="Reuters").click()
    assert len(settled(opened)) == 2
    assert asked(opened) == "?q=harbour&agency=reuters"


def test_what_cannot_be_understood_is_told(page: Page, search_site: str) -> None:
    told = {}
    for text in TOLD:
        search(page, search_site, f"?q={text}")
        told[text] = page.locator("#search-advice").inner_text()
    assert {text: words for text, words in TOLD.items() if words not in told[text]} == {}, told


def test_an_unknown_value_in_the_address_is_told_and_can_be_dropped(page: Page, search_site: str) -> None:
    assert search(page, search_site, "?q=harbour&agency=reutres") == []
    page.get_by_role("link", name="Reuters").click()
    assert len(settled(page)) == 2
    assert asked(page) == "?q=harbour&agency=reuters"


def test_a_name_in_the_address_becomes_its_code(page: Page, search_site: str) -> None:
    search(page, search_site, "?region=Germany")
    expect(page).to_have_url(f"{search_site}search/?region=DE")
    assert len(settled(page)) == 1


def test_filters_typed_in_the_address_become_its_own(page: Page, search_site: str) -> None:
    assert len(search(page, search_site, "?q=harbour+agency:AP")) == 1
    assert asked(page) == "?q=harbour&agency=ap"


def test_a_word_with_a_minus_leaves_counts_without_it(opened: Page) -> None:
    ask(opened, "harbour -flag")
    assert facet(opened, "year") == {"2021": "1", "2020": "3"}


def test_the_page_says_how_to_search_and_each_field_finds_something(opened: Page) -> None:
    opened.get_by_text("How to search").click()
    links = opened.locator(".how dt a:visible")
    fields = [
        text for text in links.all_inner_texts() if ":" in text and not text.startswith(("before", "after", "on:"))
    ]
    assert len(fields) == 7
    for text in fields:
        links.get_by_text(text, exact=True).click()
        assert settled(opened), text
