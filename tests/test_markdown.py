"""Markdown: what is written reads back, what is rendered keeps every word, and nothing foreign comes alive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import html5lib
import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.article import Block, Figure, Heading, Listing, Paragraph, Quote, Run, Table, Text, block_text
from backfile.markdown import canonical, from_markdown, parser, to_html, to_markdown
from backfile.markdown.html import rendered
from backfile.markdown.plain import stretches
from backfile.markdown.read import blocks_of

FIXTURES = Path(__file__).parent / "fixtures" / "frontmatter"

MEANINGFUL = (
    *"\\`*_[]()<>&#!|~:-+=.^${}",
    *("**", "***", "__", "~~~", "```", ":::", "---", "===", "- - -", "](", "![", "]:", "&amp;", "&#35;", "\\*"),
    *("<b>", "</b>", "<!--", "<img onerror=x>", "&lt;img onerror=…&gt;", "<http://a.example>", "<1@b.example>"),
    *("http://a.example/x_y_z", "1. ", "1) ", "2020. ", "# ", "## ", "- ", "+ ", "> ", "[x]: y", "[x](y)", "| - |"),
    *("{lang=fr}", "]{lang=fr}", "[x]{lang=ar}", "{", "]{.a}"),
    *("::: figure a.jpg", "    ", "\t", "  \n", "\n", "\n\n", "\r\n", "\\\n", "| a |\n| - |"),
    *("\u00a0", "\u3000", "\u2009", "\u2028", "\u0085", "\x0b", "\x0c", "\x1f", "\u200b", "\ufeff", "\u200f", "\u202e"),
    *("a", "b", "F-45", "word", "12", "é", "词", "（", "。", "“", "”", "ا", "👍🏽", "́", " ", " ", " "),
)

texts = st.lists(st.one_of(st.sampled_from(MEANINGFUL), st.text(max_size=3)), max_size=8).map("".join)
encodable = texts.map(lambda text: text.encode(errors="ignore").decode())
addresses = st.sampled_from(
    [
        "",
        "",
        "",
        "https://a.example/",
        "http://ü.example/a b(c)_*|[x]?q=1&amp;b#<\"'",
        "mailto:a@b.example",
        "javascript:x",
    ]
)
languages = st.sampled_from(["", "", "", "fr", "zh-Hant-TW", "ar", "x}*[", "english"])
runs = st.builds(Run, encodable, addresses, st.booleans(), st.booleans(), languages)
inline: st.SearchStrategy[Text] = st.one_of(
    encodable.map(lambda text: (Run(text),)), st.lists(runs, max_size=5).map(tuple)
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inline),
    st.builds(Heading, inline, st.integers(1, 7)),
    st.builds(Listing, st.lists(inline, max_size=3).map(tuple), st.booleans()),
    st.builds(Quote, st.lists(inline, max_size=3).map(tuple)),
    st.builds(Table, st.lists(st.lists(inline, max_size=3).map(tuple), max_size=3).map(tuple)),
    st.builds(Figure, st.sampled_from(["", "3f9a.jpg", "../x", "a b.png"]), encodable, encodable),
)
bodies = st.lists(blocks, max_size=4).map(tuple)


def said(body: tuple[Block, ...]) -> list[str]:
    """The words of blocks, white space and what no file can hold aside."""
    return "\n".join(map(block_text, body)).replace("\0", "\ufffd").split()


def shown(html: str) -> list[str]:
    """The words that a browser shows, where blocks, cells and line breaks divide words."""
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    pieces: list[str] = []
    inline_elements = {"em", "strong", "a", "code", "span"}

    def walk(element) -> None:  # type: ignore[no-untyped-def]
        divides = element.tag not in inline_elements
        pieces.append(" " if divides else "")
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        pieces.append(" " if divides else "")

    walk(tree)
    return "".join(pieces).split()


@given(bodies)
@settings(max_examples=400, deadline=None)
def test_canonical_blocks_read_back_as_they_were_written(body: tuple[Block, ...]) -> None:
    kept = canonical(body)
    assert from_markdown(to_markdown(kept)) == kept


@given(bodies)
@settings(max_examples=200, deadline=None)
def test_canonical_form_is_final(body: tuple[Block, ...]) -> None:
    kept = canonical(body)
    assert canonical(kept) == kept


@given(bodies)
@settings(max_examples=200, deadline=None)
def test_canonical_form_keeps_every_word(body: tuple[Block, ...]) -> None:
    without_bad_names = tuple(block for block in body if not isinstance(block, Table | Figure))
    assert said(canonical(without_bad_names)) == said(without_bad_names)


@given(bodies)
@settings(max_examples=300, deadline=None)
def test_a_page_shows_every_word_of_the_blocks(body: tuple[Block, ...]) -> None:
    kept = canonical(body)
    assert shown(to_html(to_markdown(kept), root="../")) == said(kept)


ATTRIBUTES = {
    "ol": {"start"},
    "a": {"href", "rel"},
    "span": {"class"},
    "div": {"class", "tabindex"},
    "img": {"src", "alt", "loading"},
}
PLAIN_ELEMENTS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "li", "blockquote", "pre", "hr", "br", "code", "em", "strong"),
    *("figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td"),
}
SAFE_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
HOSTILE = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=//b.example>"),
    *(
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert)",
        "[x](data:text/html,<script>)",
        "[x](vbscript:x)",
        "[x](//b.example)",
    ),
    *('[x](https://b.example "onclick=alert(1)")', "<javascript:alert(1)>", "[x](java&#10;script:alert(1))"),
    *("![x](http://b.example/a.png)", "![x](//b.example/a.png)", "![x](media/../../x)", "![x](media/a.jpg)"),
    *(
        "[![x](http://b.example/a.png)](http://b.example)",
        "![x][r]",
        "[r]: http://b.example/a.png",
        "![x](data:image/png;base64,AA)",
    ),
    *('::: figure "onerror=alert(1)', "::: figure a.jpg", "::: figure //b.example/a.png", ":::", "*x*"),
    *(
        "| a |\n|:-|\n| <b onclick=x> |",
        "```html\n<script>\n```",
        "    <script>",
        "&lt;script&gt;",
        "\n\n",
        "\n",
        '" onclick="',
    ),
)
hostile = st.lists(st.one_of(st.sampled_from(HOSTILE), st.sampled_from(MEANINGFUL), st.text(max_size=4)), max_size=8)
markdown = hostile.map(lambda pieces: "".join(pieces).encode(errors="ignore").decode())


@given(markdown)
@settings(max_examples=400, deadline=None)
def test_nothing_a_person_writes_comes_alive(text: str) -> None:
    tree = html5lib.parseFragment(to_html(text, root="../../"), treebuilder="etree", namespaceHTMLElements=False)
    for element in list(tree.iter())[1:]:
        assert element.tag in PLAIN_ELEMENTS | set(ATTRIBUTES)
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()) | {"lang", "dir"}
        assert re.fullmatch(r"[A-Za-z0-9-]*", element.attrib.get("lang", ""))
        if element.tag == "img":
            assert re.fullmatch(r"\.\./\.\./media/[\w.%-]+", element.attrib["src"])
        elif address := element.attrib.get("href"):
            assert SAFE_ADDRESS.match(address) or re.fullmatch(r"\.\./\.\./media/[\w.%-]+", address)


@given(markdown)
@settings(max_examples=200, deadline=None)
def test_what_a_person_wrote_is_canonical_once_read(text: str) -> None:
    read = canonical(from_markdown(text))
    assert from_markdown(to_markdown(read)) == read


@given(markdown)
@settings(max_examples=200, deadline=None)
def test_plain_paragraphs_are_read_as_the_parser_reads_them(text: str) -> None:
    assert from_markdown(text) == tuple(blocks_of(parser().parse(text)))


STAND_FOR = (
    *(
        "&lt;",
        "&amp;",
        "&quot;",
        "&amp;lt;",
        "\\&lt;",
        "&LT;",
        "&nbsp;",
        "&lt",
        "AT&T",
        "& ",
        "&#60;",
        "&notit;",
        "&\u212a;",
    ),
    *(
        "\\<",
        "\\-",
        "\\\\",
        "\\a",
        "\\",
        "<a",
        "a>b",
        "-- ",
        "--",
        "-a",
        "1.5",
        "12)",
        "\x80",
        "\x9f",
        "\x7f",
        "\ufffe",
        "\n\n",
    ),
)
paragraphs = st.lists(
    st.lists(st.sampled_from((*STAND_FOR, *MEANINGFUL)) | st.text(max_size=2), max_size=4).map("".join), max_size=5
).map("\n\n".join)


def outcome(make: Callable[[], str]) -> str:
    """What a call gives, or the name of its exception."""
    try:
        return make()
    except UnicodeEncodeError as error:
        return type(error).__name__


@given(st.one_of(paragraphs, markdown))
@settings(max_examples=500, deadline=None)
def test_plain_paragraphs_are_rendered_as_the_parser_and_the_sanitiser_do(text: str) -> None:
    assert outcome(lambda: to_html(text, root="../")) == outcome(lambda: rendered(text, root="../"))


@pytest.mark.parametrize("place", ["{}", "a {} b", "a{}b", "{}a", "{} a", "a{}", "- a\n\nb {} c", "a {}\n\nb {}"])
def test_a_mark_is_rendered_as_the_parser_and_the_sanitiser_do_wherever_it_stands(place: str) -> None:
    sources = [place.replace("{}", mark) for mark in (*STAND_FOR, *MEANINGFUL, *HOSTILE, "\ud83d")]
    assert [
        source
        for source in sources
        if outcome(lambda source=source: to_html(source, root=""))
        != outcome(lambda source=source: rendered(source, root=""))
    ] == []


@given(paragraphs)
@settings(max_examples=200, deadline=None)
def test_escapes_and_entities_of_plain_paragraphs_are_read_as_the_parser_reads_them(text: str) -> None:
    assert from_markdown(text) == tuple(blocks_of(parser().parse(text)))


@pytest.mark.parametrize(
    "source",
    [
        "“We met,” she said.",
        "Tom &amp; Sons &lt;TS.L> at AT&T",
        "2020\\. A year",
        "1.5 pct of it",
        "-- the second point",
        "a snake\\_case\\*",
    ],
)
def test_what_backfile_writes_of_plain_words_needs_no_parser(source: str) -> None:
    assert [plain for _, plain in stretches(source)] == [True]


def cases(path: Path) -> Iterator[ParameterSet]:
    """Cases of a file: a statement, what goes in, what comes out, each ended by a line with a dot."""
    parts = path.read_text("utf-8").split("\n.\n")
    for title, before, after in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        yield pytest.param(before, after, id=title.strip())


@pytest.mark.parametrize(("words", "source"), list(cases(FIXTURES / "escapes.txt")))
def test_only_what_would_mean_something_is_escaped(words: str, source: str) -> None:
    assert to_markdown((Paragraph((Run(words),)),)) == source + "\n"


@pytest.mark.parametrize("path", sorted((FIXTURES / "bodies").glob("*.md")), ids=lambda path: path.stem)
def test_a_body_is_rendered_as_its_page_shows_it(path: Path) -> None:
    assert to_html(path.read_text("utf-8"), root="../") == path.with_suffix(".html").read_text("utf-8")


def test_emphasis_that_commonmark_cannot_say_loses_its_look_alone() -> None:
    text = (Run("un"), Run("“believ”", emphasis=True), Run("able"))
    assert canonical((Paragraph(text),)) == (Paragraph((Run("un“believ”able"),)),)


def test_emphasis_within_a_word_is_kept() -> None:
    body = (Paragraph((Run("un"), Run("believ", emphasis=True), Run("able"))),)
    assert canonical(body) == body
    assert to_markdown(body) == "un*believ*able\n"


def test_white_space_leaves_the_emphasis_that_it_edges() -> None:
    text = (Run("so"), Run(" very ", strong=True), Run("old"))
    assert canonical((Paragraph(text),)) == (Paragraph((Run("so "), Run("very", strong=True), Run(" old"))),)


def test_a_link_to_elsewhere_than_the_web_is_its_words() -> None:
    text = (Run("a "), Run("trap", "javascript:alert(1)"))
    assert canonical((Paragraph(text),)) == (Paragraph((Run("a trap"),)),)


def test_two_lists_in_a_row_stay_two() -> None:
    lists = (Listing(((Run("a"),),)), Listing(((Run("b"),),)), Listing(((Run("c"),),)))
    assert from_markdown(to_markdown(lists)) == lists


def test_a_figure_knows_its_caption_from_its_credit() -> None:
    assert from_markdown("::: figure a.jpg\nA bridge.\n\n*AP Photo*\n:::\n") == (
        Figure("a.jpg", "A bridge.", "AP Photo"),
    )


def test_a_figure_with_more_in_it_keeps_the_words() -> None:
    (figure,) = from_markdown("::: figure a.jpg\nOne.\n\n- two\n\n*three* four\n:::\n")
    assert figure == Figure("a.jpg", "One.\ntwo\nthree four")


def test_a_picture_of_media_alone_in_its_paragraph_is_a_figure() -> None:
    assert from_markdown("![The pier](media/pier.png)\n") == (Figure("pier.png", "The pier"),)


def test_a_picture_of_another_host_is_a_link_to_it() -> None:
    link = Run("far", "https://b.example/far.png")
    assert from_markdown("![far](https://b.example/far.png)\n") == (Paragraph((link,)),)


def test_mail_quoted_thirty_times_keeps_its_words() -> None:
    assert from_markdown(">" * 30 + " hello\n") == (Quote(((Run("hello"),),)),)


def test_white_space_of_several_looks_has_what_the_words_beside_it_share() -> None:
    text = (
        Run("a", strong=True),
        Run(" ", emphasis=True),
        Run("\u2003b", strong=True),
        Run("\u00a0", emphasis=True),
        Run("c"),
    )
    kept = (Paragraph((Run("a \u2003b", strong=True), Run("\u00a0c"))),)
    assert canonical((Paragraph(text),)) == kept


def test_a_passage_in_another_language_reads_back_and_is_marked_for_readers() -> None:
    body = (
        Paragraph(
            (Run("She said "), Run("non, ", lang="fr"), Run("jamais", "https://a.example/", lang="fr"), Run("."))
        ),
        Paragraph((Run("مرحبا [بكم]", lang="ar"),)),
    )
    source = "She said [non, [jamais](https://a.example/)]{lang=fr}.\n\n[مرحبا \\[بكم\\]]{lang=ar}\n"
    assert to_markdown(body) == source
    assert from_markdown(source) == body
    html = to_html(source, root="")
    assert '<p>She said <span lang="fr" dir="ltr">non, <a href="https://a.example/"' in html
    assert '<p lang="ar" dir="rtl">مرحبا [بكم]</p>' in html


@pytest.mark.parametrize("source", ["[a]{.b}", "[a]{lang=}", "[a]{lang=fr dir=rtl}", "[a]{% b %}", "[a] {lang=fr}"])
def test_braces_that_hold_more_than_a_language_stay_words(source: str) -> None:
    assert from_markdown(source) == (Paragraph((Run(source),)),)


def test_a_word_before_a_passage_makes_no_picture_of_it() -> None:
    body = (Paragraph((Run("No!"), Run("non", "https://a.example/", lang="fr"))),)
    assert from_markdown(to_markdown(body)) == body
