"""Pages nested beyond reason are read whole, and without taking hours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.capture.capture import Capture, sha256
from backfile.decode import html_depth
from backfile.decode.html import decode_html
from backfile.decode.html_depth import DEEPEST, shallow

NOWHERE = Capture(b"", sha256(b""))
PIECES = (
    "<div>", "</div>", "<p>", "</p>", "<b>", "<b id=x>", "</b>", "<span class=a>", "</span>", "<ul>", "<li>", "</ul>",
    "<table>", "<tr>", "<td>", "</table>", "<br>", "<img src=a>", "<!-- <div> -->", "<script>'<div>'</script>",
    "<title>x <div></title>", "<template>not read", "</template>", "one", "two ", "<a href='>'>", "</a>", "<", "</",
)  # fmt: skip
soup = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def words(page: str) -> list[str]:
    return [word for block in decode_html(page, NOWHERE).blocks for word in block.text.split()]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep",
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<ul><li>" * 50_000 + "deep",
        "<select>" + "<option>" * 100_000 + "deep",
        "<table><tr><td>" * 50_000 + "deep",
        "<p>" + "".join(f"<b id={number}>" for number in range(3_000)) + "<p>" * 3_000 + "deep",
        "<p " + " ".join(f"a{number}" for number in range(100_000)) + ">deep",
        "<span>" * 100_000 + "</div>" * 100_000 + "deep",
        "<svg>" * 100_000 + "deep",
        "<p>deep" + "<p " * 1_000_000,
        "<p>deep" + "<div>" * 100_000 + "<!--" * 1_000_000,
    ],
    ids=[
        "open",
        "closed",
        "lists",
        "options",
        "tables",
        "formatting",
        "attributes",
        "wrong ends",
        "foreign",
        "cut tags",
        "comments",
    ],
)
def test_a_page_that_no_parser_could_finish_is_read_by_its_words(page: str) -> None:
    assert words(page) == ["deep"]


def test_what_stands_in_the_depth_stays_in_order_and_apart() -> None:
    page = "<p>before</p>" + "<div>" * 100_000 + "<p>one</p><div>two</div>three <b>four</b>" + "</div>" * 9 + "five"
    assert words(page) == ["before", "one", "two", "three", "four", "five"]


def test_a_template_in_the_depth_is_not_read() -> None:
    assert words("<div>" * 100_000 + "<template><p>not read</p></template>read") == ["read"]


def test_a_page_of_ordinary_depth_is_parsed_as_it_is() -> None:
    page = ("<div>" * 60 + "<p>one<li>two" + "</div>" * 60) * 200
    assert shallow(page) == page


def test_a_long_tag_that_holds_one_picture_keeps_its_attributes() -> None:
    page = f"<p><img src='data:image/png;base64,{'A' * 200_000}'>" + "<div>" * 100_000
    assert "A" * 200_000 in shallow(page)


@settings(deadline=None)
@given(soup, st.integers(2, 8))
def test_making_a_page_shallow_changes_none_of_its_text(page: str, deepest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_depth, "DEEPEST", deepest)
        patch.setattr(html_depth, "_FEW_TAGS", 0)
        patch.setattr(html_depth, "_MOST_LOOKS", 0)
        made = shallow(f"<!DOCTYPE html><body>{page}")
    assert sorted("".join(words(made))) == sorted("".join(words(f"<!DOCTYPE html><body>{page}")))


def test_the_depth_that_is_kept_is_what_the_manual_says() -> None:
    assert DEEPEST == 256
