"""A page of several whole stories, a day's page or an old newspaper's: each `<article>` is a slice of its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.capture.capture import ENTRY, Capture, sha256
from backfile.capture.origin import address_in
from backfile.capture.page_stories import Story, stories_in
from backfile.capture.parcel import Parcel

_LARGEST = 32 * 1024 * 1024
"""Bytes of a page that is looked through."""
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ARTICLE = re.compile(rb"<article\b", re.IGNORECASE)
_ONE_ARTICLE = re.compile(
    rb"<meta\b[^<>]*?og:type[^<>]*?article|<meta\b[^<>]*?content=[\"']?article[\"']?[^<>]*?og:type"
    rb"|<meta\b[^<>]*?article:published_time|\"@type\"\s*:\s*\[?\s*\"(?:[A-Za-z]*NewsArticle|LiveBlogPosting)\"",
    re.IGNORECASE,
)
"""By what a page says that it is one article, or a live blog."""
_TITLE = re.compile(rb"<title\b[^<>]*>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)
_LIVE = re.compile(
    r"\b(?:live|liveticker|live-?blog|ticker|as it happened|en direct|en vivo|minuto a minuto|ao vivo|in diretta)\b",
    re.IGNORECASE,
)
_SAME_WORDS = re.compile(r"\W+")
_MOST = 0.8
"""Share of all stories' text from which on one is the page's own, and the others stand beside it."""


def is_page_of_stories(parcel: Parcel) -> bool:
    """Whether it is an HTML page that holds several whole stories, and does not say that it is one article.

    A page with one article and teasers, with the next article below it, or with the posts of a live blog, is one.
    """
    if parcel.size > _LARGEST or not _PAGE.match(parcel.head()):
        return False
    return len(_stories(_read(parcel))) > 1


def open_page_of_stories(parcel: Parcel) -> Iterator[Capture]:
    """The stories of a page; what stands around them is the frame of each."""
    page = _read(parcel)
    stories = _stories(page)
    pieces, position = [], 0
    for story in stories:
        pieces.append(page[position : story.start])
        position = story.end
    frame = ENTRY.join((*pieces, page[position:]))
    address = dict(parcel.notes).get("source", "") or address_in(page)
    for number, story in enumerate(stories, 1):
        data = page[story.start : story.end]
        yield Capture(
            data=data, digest=sha256(data), name=f"{parcel.name}#{number}", media_type="text/html",
            target_uri=address, captured_at=parcel.received_at, attachments=parcel.attachments, frame=frame,
            notes=parcel.notes,
        )  # fmt: skip


def _read(parcel: Parcel) -> bytes:
    parcel.file.seek(0)
    return parcel.file.read()


def _stories(page: bytes) -> tuple[Story, ...]:
    """The stories that a page divides into; none where it is one article."""
    if len(_ARTICLE.findall(page)) < 2 or _ONE_ARTICLE.search(page):
        return ()
    stories = stories_in(page)
    title = b" ".join(_TITLE.findall(page)[:1]).decode("utf-8", "replace")
    if len(stories) < 2 or _LIVE.search(title) or any(_says(title, story.headline) for story in stories):
        return ()
    largest = max(story.size for story in stories)
    return stories if largest < _MOST * sum(story.size for story in stories) else ()


def _says(title: str, headline: str) -> bool:
    """Whether a page's title is one of its stories' headlines."""
    one, other = (_SAME_WORDS.sub("", text).casefold() for text in (title, headline))
    return bool(one) and (other in one or one in other)
