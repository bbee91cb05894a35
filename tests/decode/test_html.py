"""Decoding HTML: every word of the page, in order, as an independent parser finds them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.capture.capture import Capture, sha256
from backfile.decode.document import Document, Kind, Look
from backfile.decode.html import INLINE, decode_html, looks_like_html

NOWHERE = Capture(b"", sha256(b""))

PIECES = (
    "<p>", "</p>", "<div class='a'>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href='/x'>", "</a>", "<br>", "<hr>",
    "<ul>", "<li>", "</li>", "</ul>", "<ol>", "</ol>", "<h1>", "</h1>", "<h2 hidden>", "</h2>", "<table>", "<tr>",
    "<td>", "</td>", "</tr>", "</table>", "<caption>", "</caption>", "<figure>", "<figcaption>", "</figcaption>",
    "</figure>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<nav>", "</nav>", "<aside>", "</aside>",
    "<article>", "</article>", "<script>var a = '<b>no</b>';</script>", "<style>p { color: red }</style>",
    "<textarea>", "</textarea>", "<button>", "</button>", "<noscript>", "</noscript>", "<iframe>frame</iframe>",
    "<img src=x alt='not text'>", "<svg>", "</svg>", "<!-- no text -->", "<!DOCTYPE html>", "&amp;", "&lt;b&gt;",
    "&nbsp;", "&#x41;", "&bogus;", "<", ">", '"', "\n", "  ", "<title>", "</title>", "<body>", "<html lang='de'>",
    "<span", "<1", "</", "<form>", "</form>", "<span>", "</span>",
)  # fmt: skip
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
soup = st.lists(st.sampled_from(PIECES) | words | st.sampled_from(["word", "zwei", "третий", "四"]), max_size=40).map(
    "".join
)


def decoded(page: str) -> Document:
    return decode_html(page, NOWHERE)


def words_of(document: Document) -> list[str]:
    return [word for block in document.blocks for word in block.text.split()]


def independent_words(page: str) -> list[str]:
    """The words of html5lib's tree: text nodes without script, style and template, parted by block-level elements."""
    parts: list[str] = []

    def visit(element: Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in ("script", "style", "template"):
            edge = " " if tag not in INLINE else ""
            parts.append(edge + (element.text or ""))
            for child in element:
                visit(child)
                parts.append(child.tail or "")
            parts.append(edge)

    root = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    visit(_without_namespaces(root))
    return "".join(parts).split()


def _without_namespaces(root: Element) -> Element:
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


@given(soup)
def test_the_words_of_a_document_are_the_words_of_the_page(page: str) -> None:
    assert words_of(decoded(page)) == independent_words(page)


@given(st.text(max_size=300))
def test_any_text_at_all_is_decoded(text: str) -> None:
    decoded(text)


@given(soup)
def test_marks_lie_within_their_block_and_elements_come_after_their_parents(page: str) -> None:
    document = decoded(page)
    for block in document.blocks:
        assert block.text == block.text.strip() != ""
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
        assert 0 <= block.element < len(document.elements)
    assert all(element.parent < index for index, element in enumerate(document.elements))


def test_inline_elements_do_not_part_words_and_block_elements_do() -> None:
    assert words_of(decoded("<p>foo<b>bar</b>baz</p><p>one<div>two</div>")) == ["foobarbaz", "one", "two"]


def test_a_line_break_is_a_newline_and_an_empty_line_ends_the_block() -> None:
    assert [block.text for block in decoded("<p>one<br>two<br> <br>three</p>").blocks] == ["one\ntwo", "three"]


def test_hidden_elements_are_text_and_keep_their_attribute() -> None:
    document = decoded("<div hidden>seen by nobody</div>")
    assert document.blocks[0].text == "seen by nobody"
    assert ("hidden", "") in document.elements[document.blocks[0].element].attributes


@pytest.mark.parametrize("tag", ["title", "textarea", "button", "noscript", "option"])
def test_text_that_is_not_prose_by_its_element_is_chrome(tag: str) -> None:
    assert [(b.text, b.kind) for b in decoded(f"<body><{tag}>words</{tag}>").blocks] == [("words", Kind.CHROME)]


@pytest.mark.parametrize("tag", ["script", "style", "template"])
def test_script_style_and_template_hold_no_text(tag: str) -> None:
    assert words_of(decoded(f"<p>a</p><{tag}>not read</{tag}><p>b</p>")) == ["a", "b"]


def test_links_are_marked_with_their_absolute_address() -> None:
    capture = Capture(b"", sha256(b""), target_uri="https://news.example/2020/story")
    (block,) = decode_html("<p>See <a href='../about'>about <b>us</b></a> now</p>", capture).blocks
    marks = {(block.text[m.start : m.end], m.look, m.target) for m in block.marks}
    assert marks == {("about us", Look.LINK, "https://news.example/about"), ("us", Look.STRONG, "")}


def test_a_script_address_is_no_link_target() -> None:
    (block,) = decoded("<p><a href='javascript:alert(1)'>x</a></p>").blocks
    assert block.marks[0].target == ""


@pytest.mark.parametrize("tag", ["b", "span"])
def test_a_hundred_thousand_nested_tags_are_read(tag: str) -> None:
    assert words_of(decoded(f"<{tag}>" * 100_000 + "deep")) == ["deep"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<!DOCTYPE html><html><body>x", True),
        ("\ufeff\n<html lang=en>", True),
        ("<div><p>saved from a reader</p></div>", True),
        ("A headline\n\nThe sign <p> stands for a paragraph.", False),
        ("Plain text, 3 < 4.", False),
        ("", False),
    ],
)
def test_html_is_told_by_its_content(page: str, expected: bool) -> None:
    assert looks_like_html(page) is expected
    assert looks_like_html(page.encode()) is expected
