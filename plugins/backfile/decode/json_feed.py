"""Items of JSON Feeds (jsonfeed.org, 1.0 and 1.1)."""

from __future__ import annotations

import json
import re
from typing import Any

from backfile.capture.capture import Capture
from backfile.capture.containers.json_feed import JSON_FEED
from backfile.decode.composer import Composer
from backfile.decode.document import Document, Role
from backfile.errors import CaptureError

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')


def is_json_feed_text(text: str) -> bool:
    """Whether a text is a JSON Feed: an object that states the version of JSON Feed."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and bool(_VERSION.search(text))


def decode_json_feed(text: str, capture: Capture) -> Document:
    """The Document of a feed that holds one item; an item with a summary alone is `truncated`.

    Raises:
        CaptureError: it is broken JSON, or holds no item or several.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise CaptureError("it is broken JSON", place=capture.name, remedy="Mend it, and add it again") from cause
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or len(items) != 1 or not isinstance(items[0], dict):
        raise CaptureError(
            "it is a JSON Feed that does not hold one item", place=capture.name,
            remedy="Add the feed as a file of its own once it has items",
        )  # fmt: skip
    item: dict[str, Any] = items[0]
    url = _text(item.pop("url", ""))
    composer = Composer(base=url or capture.target_uri)
    composer.candidate("source", url, "url")
    composer.words(Role.HEADLINE, _text(item.pop("title", "")))
    composer.candidate("date", _text(item.pop("date_published", "")), "date_published")
    composer.candidate("modified", _text(item.pop("date_modified", "")), "date_modified")
    _names(item, feed, composer)
    for name in ("image", "banner_image"):
        composer.candidate("picture", _text(item.get(name)), name)
    _body(item, composer)
    lang = _text(item.pop("language", "")) or _text(feed.get("language"))
    for name, value in item.items():
        composer.keep(name, value)
    for name, value in feed.items():
        if name != "items":
            _beside(name, value, composer)
    return composer.document(JSON_FEED, lang=lang, uri=url)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _names(item: dict[str, Any], feed: dict[str, Any], composer: Composer) -> None:
    """The item's authors, else the feed's; tags; and the feed's title, which is the outlet as far as it states one."""
    named = [name for name in ("authors", "author") if item.get(name)]
    for holder in (item, feed):
        found = [holder.get("author"), *(holder["authors"] if isinstance(holder.get("authors"), list) else ())]
        names = [_text(one.get("name")) for one in found if isinstance(one, dict)]
        for name in names:
            composer.candidate("author", name, "authors")
        if any(names):
            break
    for name in named:
        composer.keep(name, item.pop(name))
    tags = item.pop("tags", ())
    for tag in tags if isinstance(tags, list) else ():
        composer.candidate("keyword", _text(tag), "tags")
    if not isinstance(tags, (list, tuple)):
        composer.keep("tags", tags)
    composer.candidate("outlet", _text(feed.get("title")), "title")


def _body(item: dict[str, Any], composer: Composer) -> None:
    html, plain, summary = (_text(item.pop(name, "")) for name in ("content_html", "content_text", "summary"))
    if html:
        composer.words(Role.STANDFIRST, summary)
        composer.html(Role.BODY, html)
        composer.paragraphs(Role.BESIDE, plain)
    elif plain:
        composer.words(Role.STANDFIRST, summary)
        composer.paragraphs(Role.BODY, plain)
    else:
        composer.paragraphs(Role.BODY, summary)
        composer.candidate("status", "truncated", "summary alone")


def _beside(name: str, value: object, composer: Composer) -> None:
    """Set the feed's own words beside the story, under their names."""
    if isinstance(value, str):
        composer.words(Role.BESIDE, f"{name}: {value}")
    elif value is not None:
        composer.words(Role.BESIDE, f"{name}: {json.dumps(value, ensure_ascii=False)}")
