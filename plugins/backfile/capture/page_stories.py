"""Whole stories of one HTML page: where each `<article>` of it begins and ends, and whether it tells a whole story.

Offsets are those of bytes, so that a story is a slice of its page as received. Nothing here parses; a scanner that
knows comments, scripts and quoted attributes is enough to pair the tags of one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_ATTRIBUTES = rb"(?P<attributes>(?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,40}+)"
_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|template|textarea|title|noscript)\b.*?(?:</(?P=raw)\s*>|\Z)"
    rb"|<(?P<end>/?)article\b" + _ATTRIBUTES + rb">"
    rb"|</?[a-z](?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,40}+>",
    re.IGNORECASE | re.DOTALL,
)
_SILENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|figcaption|form)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(r"<h([1-4])\b[^<>]*>(.{0,2000}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_PARAGRAPH = re.compile(
    r"<p\b[^<>]*>(.*?)(?=</?(?:p|div|article|section|h[1-6]|ul|ol|blockquote|footer|figure|aside)\b|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(r"<a\b[^<>]*>(.{0,2000}?)</a\s*>", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"<[^<>]*>")
_NO_STORY = re.compile(
    rb"\b(?:live|update|ticker|comment|teaser|related|promo|card|review|entry-summary|excerpt|product)", re.IGNORECASE
)
"""What pages name an article element that is part of another, or announces one."""

_SHORTEST_STORY = 350
"""Characters of paragraphs."""
_SHORTEST_HEADLINE = 10
_SHORTEST_PARAGRAPH = 60
_LINKED = 0.3


@dataclass(frozen=True, slots=True)
class Story:
    """A story of a page."""

    start: int
    end: int
    headline: str
    size: int
    """Characters of its paragraphs."""


def stories_in(page: bytes) -> tuple[Story, ...]:
    """The article elements of a page that are whole stories, in order; those within others are parts of them."""
    found = []
    for start, end, attributes in _outermost(page):
        if _NO_STORY.search(attributes):
            continue
        text = _SILENT.sub(" ", page[start:end].decode("utf-8", "replace"))
        headings = [_plain(inner) for _, inner in _HEADING.findall(text)]
        paragraphs = [inner for inner in _PARAGRAPH.findall(text) if len(_plain(inner)) >= _SHORTEST_PARAGRAPH]
        size = sum(len(_plain(paragraph)) for paragraph in paragraphs)
        linked = sum(len(_plain(link)) for paragraph in paragraphs for link in _LINK.findall(paragraph))
        is_story = size >= _SHORTEST_STORY and linked <= _LINKED * size and len(paragraphs) > 1
        if is_story and headings and len(headings[0]) >= _SHORTEST_HEADLINE:
            found.append(Story(start, end, headings[0], size))
    return tuple(found)


def _outermost(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Start, end and attributes of each article element that lies in no other; one that never ends is none."""
    depth, start, attributes = 0, 0, b""
    for tag in _TAG.finditer(page):
        if tag["end"] is None:
            continue
        if not tag["end"]:
            if not depth:
                start, attributes = tag.start(), tag["attributes"]
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end(), attributes


def _plain(markup: str) -> str:
    return " ".join(unescape(_MARKUP.sub(" ", markup)).split())
