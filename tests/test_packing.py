"""Packing: what comes out of the bytes is what went in, and equal values give equal bytes."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from test_frontmatter import articles
from test_markdown import bodies

from backfile.article import Article, Block, EventDate
from backfile.catalogue import Entry
from backfile.frontmatter import read, write
from backfile.packing import packed, unpacked

ENTRY = Entry(
    path="2020/02/20/ferry",
    title="Ferry runs again",
    date=EventDate("2020-02-20"),
    modified=None,
    lang="en",
    outlet="HT",
    summary="It sailed on Thursday.",
    region=("NO",),
    agencies=(),
    staff=(),
    authors=("Ada Quill",),
    tags=("ferries", "islands"),
    picture=False,
    access="public",
)


@given(articles, bodies)
@settings(max_examples=200, deadline=None)
def test_an_article_comes_out_as_it_went_in(article: Article, body: tuple[Block, ...]) -> None:
    whole = replace(article, body=body)
    assert unpacked(packed(whole)) == whole


@given(articles)
@settings(max_examples=100, deadline=None)
def test_equal_articles_give_equal_bytes(article: Article) -> None:
    assert packed(read(write(article))) == packed(read(write(article)[:]))
    assert packed(unpacked(packed(article))) == packed(article)


def test_an_entry_comes_out_as_it_went_in() -> None:
    assert unpacked(packed((ENTRY, 3, b"\0", None))) == (ENTRY, 3, b"\0", None)


def test_what_comes_out_is_of_the_same_classes() -> None:
    article = Article("x", EventDate("2020"), extra=MappingProxyType({"own": {"a": (1, 2.5, True)}}))
    out = unpacked(packed(article))
    assert [type(part) for part in (out, out.date, out.extra, out.extra["own"])] == [
        Article,
        EventDate,
        MappingProxyType,
        dict,
    ]
    assert repr(out) == repr(article)


def test_what_comes_out_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        unpacked(packed(ENTRY)).title = "Ferry sinks"


@pytest.mark.parametrize(
    "value", [["a"], {"a"}, object(), Article("x", extra={"a": ["b"]})], ids=lambda value: type(value).__name__
)
def test_a_value_of_another_kind_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be packed"):
        packed(value)
