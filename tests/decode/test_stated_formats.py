"""Feeds, exports, wire formats and Markdown, each as the programs of the trade write it: what becomes of every word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

import pytest
from structured import FIXTURES, captures, kept_words, reading, stated_words, words

from backfile.article import Article
from backfile.frontmatter import read

ROOMS = ("feeds", "wire", "wordpress", "markdown")
EXPECTED = sorted(path for room in ROOMS for path in (FIXTURES / room).glob("*.expected.md"))
DERIVED = ("region", "mentioned")
"""Fields that rules about meaning fill where a format does not: compared where they are expected."""


def source_of(expected: Path) -> tuple[Path, int]:
    name, number, _, _ = expected.name.rsplit(".", 3)
    return expected.with_name(name), int(number)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.md"))
def test_the_article_is_the_one_beside_the_file(expected: Path) -> None:
    path, number = source_of(expected)
    capture = list(captures(path.read_bytes(), path.name))[number - 1]
    wanted, found = read(expected.read_text("utf-8")), reading(capture)[1].article
    assert found.tags[: len(wanted.tags)] == wanted.tags
    unstated = {name: () for name in DERIVED if not getattr(wanted, name)}
    found = replace(found, capture="", tags=wanted.tags, **unstated)
    differing = {
        field.name: (getattr(found, field.name), getattr(wanted, field.name))
        for field in fields(Article)
        if _plain(getattr(found, field.name)) != _plain(getattr(wanted, field.name))
    }
    assert differing == {}


WITHOUT_FIELD = {
    "feeds/feed.json": "items content html content text summary date published modified tags",
    "wire/ninjs3.json": "headlines descriptions bodies associations role value contenttype text plain application "
    "xhtml xml main summary caption versioncreated firstcreated copyrightnotice language located by",
    "wire/superdesk.json": "versioncreated firstcreated headline byline description text html body source language "
    "located copyrightnotice associations featuremedia",
    "wordpress/export.xml": "caption embed id align alignnone width 300 publish old slug thumbnail 07 09",
}
"""Words that say what a part is and nothing else: names in JSON, shortcodes, and the same times in UTC."""


@pytest.mark.parametrize(
    "path",
    [path for room in ROOMS for path in sorted((FIXTURES / room).iterdir()) if path.suffix in (".xml", ".json")],
    ids=lambda path: path.name,
)
def test_no_word_of_the_file_is_lost(path: Path) -> None:
    besides = set(words(WITHOUT_FIELD.get(f"{path.parent.name}/{path.name}", "")))
    for capture in captures(path.read_bytes(), path.name):
        if b"nav_menu_item" in capture.data:
            continue
        document, _ = reading(capture)
        assert stated_words(capture) - kept_words(document) - besides == set()


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.md"))
def test_every_character_has_exactly_one_fate(expected: Path) -> None:
    path, number = source_of(expected)
    document, found = reading(list(captures(path.read_bytes(), path.name))[number - 1])
    fates = found.account.fates
    for index, block in enumerate(document.blocks):
        told = [place for fate in fates if fate.block == index for place in range(fate.start, fate.end)]
        assert len(told) == len(set(told))
        assert {i for i, c in enumerate(block.text) if not c.isspace()} <= set(told)


def _plain(value: object) -> object:
    """Lists and tuples alike, tables by their items: what a file can say."""
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return re.sub(r"\s+\Z", "", value) if isinstance(value, str) else value


def test_a_picture_that_no_story_of_a_message_links_to_is_the_picture_of_the_only_one_or_of_none() -> None:
    def item(kind: str, words: str) -> str:
        return (
            f'<newsItem guid="urn:{words}"><itemMeta><itemClass qcode="ninat:{kind}"/></itemMeta><contentMeta>'
            f"<headline>{words}</headline></contentMeta><contentSet><inlineData>{words} on Thursday.</inlineData>"
            f"</contentSet></newsItem>"
        )

    def shown(*stories: str) -> list[bool]:
        items = "".join(item("text", story) for story in stories) + item("picture", "The crane before")
        message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
        return [bool(reading(capture)[1].article.image) for capture in captures(message.encode(), "message.xml")]

    assert shown("Crane falls") == [True]
    assert shown("Crane falls", "Brewery reopens") == [False, False]


@pytest.mark.parametrize(
    ("summary", "expected"), [("<description>Who won the race.</description>", "Who won the race."), ("", "")]
)
def test_what_a_feed_says_of_a_picture_is_no_summary_of_the_story(summary: str, expected: str) -> None:
    feed = f"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Hill</title><item><title>Baker wins</title>
    {summary}<content:encoded>The baker of the hill won by a minute, in shoes that she had mended.</content:encoded>
    <media:content url="https://hill.example/race.jpg"><media:description>At the summit.</media:description>
    </media:content></item></channel></rss>"""
    (capture,) = captures(feed.encode(), "feed.xml")
    article = reading(capture)[1].article
    assert article.standfirst == expected
    assert article.image
    assert article.image.caption == "At the summit."


def test_a_place_that_is_only_a_code_is_the_one_that_the_item_tells_of() -> None:
    data = (FIXTURES / "wire" / "reuters.xml").read_text("utf-8")
    data = data.replace('<subject qcode="cptType:country:352" type="cpnat:geoArea"><name>Iceland</name></subject>',
                        '<subject qcode="sttlocationalias:77" type="cpnat:geoArea"/>')  # fmt: skip
    told = '<assert qcode="sttlocmeta:rich:77"><name>Greenland</name></assert><contentSet>'
    capture = next(captures(data.replace("<contentSet>", told).encode(), "stt.xml"))
    assert reading(capture)[1].article.region == ("GL",)
