"""By what another capture of the same article is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.article import Article, EventDate
from backfile.intake.article_keys import address_key, article_keys

ADDRESS = "https://herald.example/lakes/ferry-sails"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://herald.example/lakes/ferry-sails",
        "https://www.herald.example/lakes/ferry-sails/",
        "https://HERALD.example:443/lakes/ferry-sails#comments",
        "https://herald.example/lakes/ferry-sails?utm_source=mail&utm_medium=x",
        "https://herald.example/lakes/ferry-sails?fbclid=abc&gclid=1",
        "https://herald.example/lakes/ferry-sails?at_medium=RSS&at_campaign=KARANGA",
        "https://herald.example/lakes/ferry%2Dsails/index.html",
        " https://herald.example/lakes/ferry-sails ",
    ],
)
def test_spellings_of_one_address_are_one(spelling: str) -> None:
    assert address_key(spelling) == address_key(ADDRESS) == "herald.example/lakes/ferry-sails"


@pytest.mark.parametrize(
    "other",
    [
        "https://herald.example/lakes/ferry-sails?page=2",
        "https://herald.example/lakes/Ferry-sails",
        "https://m.herald.example/lakes/ferry-sails",
        "https://herald.example:8080/lakes/ferry-sails",
        "https://herald.example/lakes/ferry-sails/2",
        "https://herald.example/?id=7",
    ],
)
def test_what_may_be_another_page_stays_apart(other: str) -> None:
    assert address_key(other) not in ("", address_key(ADDRESS))


@pytest.mark.parametrize(
    "nothing", ["", "https://herald.example", "https://www.herald.example/", "mailto:a@b.example", "ftp://x.example/y",
                "https://[::1", "https://x.example:port/y", "https://herald.example/?utm_source=a"],
)  # fmt: skip
def test_a_front_page_and_what_is_no_address_are_no_key(nothing: str) -> None:
    assert address_key(nothing) == ""


def test_the_order_of_parameters_makes_no_difference() -> None:
    assert address_key(f"{ADDRESS}?b=2&a=1") == address_key(f"{ADDRESS}?a=1&b=2&utm_id=3")


def test_a_page_for_telephones_is_known_by_the_address_that_it_names_as_its_own() -> None:
    page = Article(title="Ferry sails", source=ADDRESS)
    assert article_keys(page, "https://m.herald.example/lakes/ferry-sails?amp=1") == (
        "address:herald.example/lakes/ferry-sails",
        "address:m.herald.example/lakes/ferry-sails?amp=1",
    )


def test_a_story_is_known_by_its_headline_day_and_outlet() -> None:
    one = Article(title="Ferry to Lindau sails", date=EventDate("2021-05-14T08:00:00Z"), outlet="LH")
    other = Article(title="UPDATE 2-Ferry to Lindau sails!", date=EventDate("2021-05-14"), outlet="LH")
    assert article_keys(one, "") == article_keys(other, "") == ("story:ferry to lindau sails|2021-05-14|LH",)
    assert article_keys(Article(title="Ferry to Lindau sails", date=EventDate("2021-05")), "") == ()


@given(st.text())
def test_any_text_has_a_key_or_none(text: str) -> None:
    for address in (text, f"https://x.example/{text}", f"https://{text}"):
        assert address_key(address).encode() is not None
