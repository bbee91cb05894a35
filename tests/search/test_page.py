"""What of a page search takes notice of."""

from __future__ import annotations

import pytest

from backfile.search.page import indexed_part, text_digest

PAGE = """<!doctype html>
<html lang="en" dir="ltr"><head><title>Ferry</title></head><body><header>banner</header>
<article class="story" data-pagefind-body>
<p class="kicker" data-pagefind-ignore>The Harbour Post</p>
<h1>Ferry</h1><p>It left at noon.</p>
<aside data-pagefind-ignore><p>The record</p></aside>
</article><nav>newer</nav></body></html>"""


def part(page: str) -> str:
    return indexed_part(page.encode()).decode()


def test_the_language_and_the_text_are_kept_and_nothing_else() -> None:
    kept = '<html lang="en" dir="ltr"><article class="story" data-pagefind-body><h1>Ferry</h1><p>It left at noon.</p>'
    assert part(PAGE).replace("\n", "") == f"{kept}</article></html>"


@pytest.mark.parametrize(
    ("old", "new"), [("banner", "another"), ("newer", "older"), ("The record", "tags"), ("Harbour Post", "HP")]
)
def test_what_search_ignores_leaves_the_digest(old: str, new: str) -> None:
    assert text_digest(PAGE.replace(old, new).encode()) == text_digest(PAGE.encode())


@pytest.mark.parametrize(("old", "new"), [("noon", "dusk"), ('lang="en"', 'lang="de"'), ("<h1>Ferry", "<h1>Fairy")])
def test_what_search_reads_changes_the_digest(old: str, new: str) -> None:
    assert text_digest(PAGE.replace(old, new).encode()) != text_digest(PAGE.encode())


@pytest.mark.parametrize(
    "text",
    [
        "<p>Write data-pagefind-ignore into the tag.</p>",
        '<p title="a data-pagefind-ignore b">Kept.</p>',
        "<div data-pagefind-ignore>one <div>two</div> three</div>",
        "<p data-pagefind-ignore>never closed",
    ],
)
def test_what_only_a_parser_can_tell_is_left_to_pagefind(text: str) -> None:
    assert text in part(PAGE.replace("<h1>", f"{text}<h1>"))


def test_a_page_without_an_article_has_nothing_to_search() -> None:
    assert part("<html><body>none</body></html>") == ""
