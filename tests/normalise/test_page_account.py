"""Saved pages: nothing lost, nothing told twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.article import block_text
from backfile.capture.capture import Capture, sha256
from backfile.decode.document import Document
from backfile.decode.html import decode_html
from backfile.errors import CaptureError
from backfile.normalise.account import Outcome
from backfile.normalise.normalise import Reading, normalise
from backfile.vocab import Vocabulary
from backfile.vocab.outlets import outlets

VOCABULARY = Vocabulary(outlets())
PIECES = (
    "<p>", "</p>", "<div class='article-body'>", "<div class=comments>", "<div class='byline'>", "</div>", "<nav>",
    "</nav>", "<aside>", "</aside>", "<figure>", "<img src=a.jpg>", "<figcaption>", "</figcaption>", "</figure>",
    "<h1>", "</h1>", "<h2>", "</h2>", "<h3><a href='https://x.example/'>", "</a></h3>", "<ul>", "<li>", "</li>",
    "</ul>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<blockquote>", "</blockquote>",
    "<time datetime='2020-02-20T10:00:00Z'>", "</time>", "<br>", "<p class=standfirst>", "<strong>", "</strong>",
    "<button>", "</button>", "<title>", "</title>", "<article>", "</article>",
    "Dozens of people waited at the harbour for the last ferry of the season on Sunday evening. ",
    "Read more: the old ferry", "By Ann Lee", "Photo: Ann Lee/AP", "BERLIN (dpa) - ", "20 February 2020",
    "dv/aw (AP, Reuters)", "Ferry leaves", "\u2028", "\x1c",
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry leaves"}</script>',
    "<meta name=author content='Ann Lee'>", "<meta property='og:description' content='Dozens of people waited.'>",
    "Dozens of people waited.",
)  # fmt: skip


def read(page: str) -> tuple[Document, Reading | None]:
    """A page's Document, and its Reading; None where the page holds no article."""
    data = page.encode("utf-8", "replace")
    document = decode_html(page, Capture(data, sha256(data)))
    try:
        return document, normalise(document, VOCABULARY, digest=sha256(data))
    except CaptureError:
        return document, None


pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=40).map("".join)


@settings(deadline=None)
@given(pages)
def test_the_fates_cover_every_word_of_any_page_exactly_once(page: str) -> None:
    document, reading = read(page)
    if reading is None:
        return
    covered = [[0] * len(block.text) for block in document.blocks]
    for fate in reading.account.fates:
        for position in range(fate.start, fate.end):
            covered[fate.block][position] += 1
    for block, counts in zip(document.blocks, covered, strict=True):
        assert max(counts) <= 1
        assert all(count == 1 for count, character in zip(counts, block.text, strict=True) if not character.isspace())


@settings(deadline=None)
@given(pages)
def test_the_body_holds_the_words_whose_fate_is_the_body_and_figures(page: str) -> None:
    document, reading = read(page)
    if reading is None:
        return
    fated = [
        word
        for fate in reading.account.fates
        if fate.outcome is Outcome.BODY
        for word in document.blocks[fate.block].text[fate.start : fate.end].split()
    ]
    printed = [
        word for block in reading.article.body if type(block).__name__ != "Figure" for word in block_text(block).split()
    ]
    assert printed == fated
