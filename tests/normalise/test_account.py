"""The account of pasted text: every word has exactly one fate, whatever the text."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from pasted import document_and_reading

from backfile.article import Figure, block_text
from backfile.errors import CaptureError
from backfile.normalise.account import Outcome

_LINE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(
        [
            "1. Skip to content",
            "February 20, 2020",
            "Published 03/04/2020 | Updated 2020-04-05",
            "By Ada Sample",
            "A boat off Idlib, Syria",
            "Image: picture-alliance/AP Photo/H. Invented",
            "BERLIN (AP) - The harbour was quiet on Friday, a keeper said, and then it was not quiet any more at all.",
            "A paragraph of the story that is long enough to be one and that ends as paragraphs end.",
            "'A subhead'",
            "dv/aw (AP, Reuters)",
            "Sign up for our newsletter here.",
            "Related articles",
            "© 2020 Harbour Post. All rights reserved.",
            "https://www.harbourpost.example/a",
        ]
    ),
)
_TEXT = st.lists(st.tuples(_LINE, st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\n \n"]))).map(
    lambda lines: "".join(line + end for line, end in lines)
)


@settings(max_examples=150, deadline=None)
@given(_TEXT)
def test_the_fates_cover_every_block_exactly_once_in_order(text: str) -> None:
    try:
        document, reading = document_and_reading("Headline\n\n" + text)
    except CaptureError:
        return
    covered = [(fate.block, place) for fate in reading.account.fates for place in range(fate.start, fate.end)]
    everything = [(index, place) for index, block in enumerate(document.blocks) for place in range(len(block.text))]
    assert [spot for spot in covered if not _space(document, spot)] == [
        s for s in everything if not _space(document, s)
    ]


@settings(max_examples=100, deadline=None)
@given(_TEXT)
def test_the_body_has_exactly_the_words_whose_fate_it_is(text: str) -> None:
    try:
        document, reading = document_and_reading("Headline\n\n" + text)
    except CaptureError:
        return
    words = [
        word
        for fate in reading.account.fates
        if fate.outcome is Outcome.BODY
        for word in document.blocks[fate.block].text[fate.start : fate.end].split()
    ]
    printed = [block_text(block) for block in reading.article.body if not isinstance(block, Figure)]
    assert " ".join(printed).split() == words
    beside = "".join(
        document.blocks[fate.block].text[fate.start : fate.end]
        for fate in reading.account.fates
        if fate.detail == "figure"
    )
    figures = "".join(block_text(block) for block in reading.article.body if isinstance(block, Figure))
    assert Counter("".join(figures.split())) <= Counter("".join(beside.split()))


def _space(document, spot) -> bool:  # type: ignore[no-untyped-def]
    block, place = spot
    return document.blocks[block].text[place].isspace()
