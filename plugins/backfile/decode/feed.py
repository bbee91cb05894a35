"""Entries of feeds: RSS 0.9x to 2.0, RSS 1.0 and Atom, read by feedparser; what it does not read is kept by name."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import feedparser
from lxml import etree

from backfile.capture.capture import Capture
from backfile.capture.containers.feed import feed_type
from backfile.capture.xml import root_of_text
from backfile.decode.composer import Composer, shown
from backfile.decode.document import Document, Role
from backfile.decode.xml_tree import attribute, detach, inner_html, left_over, parsed, taken, words
from backfile.errors import CaptureError

_READ = ("title", "link", "description", "summary", "content", "content_encoded", "encoded", "pubDate", "published",
         "issued", "created", "dc_date", "dcterms_created", "dcterms_issued", "updated", "modified", "dcterms_modified",
         "language", "dc_language", "rights", "copyright", "dc_rights", "body")  # fmt: skip
"""Children of an entry that feedparser reads, or that are read here by those names."""
_DATES = (
    ("date", ("pubDate", "published", "issued", "created", "dc_date", "dcterms_created", "dcterms_issued")),
    ("modified", ("updated", "modified", "dcterms_modified")),
)
_CUT = ("[…]", "[...]", "[. . .]")
"""What a feed writes where it leaves the rest of a story to its page."""
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_ZONE = re.compile(r"(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)\s*$")


def is_feed_text(text: str) -> bool:
    """Whether a text is a feed, or an entry of one, by its root element."""
    return bool(feed_type(root_of_text(text)))


def decode_feed(text: str, capture: Capture) -> Document:
    """The Document of a feed that holds one entry.

    Full content is the body, and the entry's summary the standfirst. An entry with a summary alone is `truncated`: a
    feed never says that its summary is all. The words of the feed itself stand beside the story.

    Raises:
        CaptureError: it is broken XML, declares entities, or holds no entry or several.
    """
    root = parsed(text, capture.name)
    items = [root] if root.tag == "entry" else [*root.iter("item"), *root.iter("entry")]
    data = BytesIO(etree_bytes(text))
    feed = feedparser.parse(
        data, sanitize_html=False, resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )  # fmt: skip
    if len(items) != 1 or len(feed.entries) != 1:
        count = "no entry" if not items else f"{len(items)} entries"
        raise CaptureError(
            f"it is a feed with {count}, not with one", place=capture.name,
            remedy="Add the feed as a file of its own" if items else "Save the feed again once it has entries",
        )  # fmt: skip
    item, entry = items[0], dict(feed.entries[0])
    entry["summary_detail"] = _summary(item, entry)
    link = _link(entry)
    composer = Composer(base=link or capture.target_uri)
    composer.words(Role.HEADLINE, _text(entry.get("title_detail")))
    _dates(item, entry, composer)
    _names(item, composer)
    _pictures(item, composer)
    language = _body(entry, composer)
    for right in (words(one) for name in ("rights", "dc_rights") for one in item.findall(name)):
        composer.words(Role.RIGHTS, right)
    for child in [child for child in item if child.tag in _READ and child.get("rel", "alternate") == "alternate"]:
        detach(child)
    left = left_over(item)
    for name, value in left.items() if isinstance(left, dict) else (("text", left),):
        composer.keep(name, value)
    if root is not item:
        detach(item)
        _beside(root, composer)
    lang = language or str(dict(feed.feed).get("language", ""))
    return composer.document(feed_type(root_of_text(text)), lang=lang, uri=link)


def etree_bytes(text: str) -> bytes:
    """The text in UTF-8, without a declaration of another encoding."""
    return re.sub(r"^\s*<\?xml\b[^>]*\?>", "", text, count=1).encode("utf-8", "replace")


def _link(entry: dict[str, Any]) -> str:
    """The address of the story: the alternate link, else a guid that is a permanent link."""
    links = [str(link.get("href", "")) for link in entry.get("links", ()) if link.get("rel") == "alternate"]
    return next((href for href in (*links, str(entry.get("link", ""))) if href.startswith(("http://", "https://"))), "")


def _text(detail: Any) -> str:
    """A title's words: those that its HTML shows, or the text itself where it is none."""
    if not detail:
        return ""
    value = str(detail.get("value", ""))
    return shown(value) if "html" in str(detail.get("type", "")) else value


def _summary(item: etree._Element, entry: dict[str, Any]) -> Any:
    """The entry's summary; feedparser takes the description of a picture for it (Media RSS), which is a caption."""
    detail = entry.get("summary_detail")
    if item.find(".//media_content/media_description") is None:
        return detail
    own = next((one for name in ("description", "summary") for one in item.findall(name)), None)
    if own is None:
        return None
    kind = str(own.get("type", "html" if own.tag == "description" else "text"))
    value = inner_html(own) if len(own) else "".join(map(str, own.itertext()))
    return {"value": value, "type": "text/html" if "html" in kind else "text/plain", "language": own.get("xml_lang")}


def _dates(item: etree._Element, entry: dict[str, Any], composer: Composer) -> None:
    """The dates as written; then as feedparser reads them, where it reads that very year and a zone is given."""
    for field, names in _DATES:
        for name in names:
            for element in item.findall(name):
                composer.candidate(field, words(element), name)
    read = dict.get(entry, "published_parsed")
    for value in composer.values("date")[:1]:
        year = _YEAR.search(value)
        if read and year and _ZONE.search(value) and str(read[0]) == year[1]:
            month, day, hour, minute, second = read[1:6]
            moment = f"{year[1]}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
            composer.candidate("date", moment, "feedparser")


def _names(item: etree._Element, composer: Composer) -> None:
    """Authors, keywords, and who published it first."""
    for name in ("author", "dc_creator", "itunes_author"):
        for author in taken(item, name):
            names = author.findall("name")
            composer.candidate("author", words(names[0]) if names else words(author), name)
            if len(author) > 1:
                for one in names:
                    detach(one)
                composer.keep(name, left_over(author))
    for category in [*taken(item, "category"), *taken(item, "dc_subject")]:
        composer.candidate(
            "keyword", attribute(category, "label") or words(category) or attribute(category, "term"), "category"
        )
        scheme = attribute(category, "domain") or attribute(category, "scheme")
        if scheme and scheme != "category":
            composer.keep("category_scheme", scheme)
    for source in item.findall("source"):
        title = source.find("title")
        composer.candidate("outlet", words(title if title is not None else source), "source")


def _pictures(item: etree._Element, composer: Composer) -> None:
    """Pictures with words of their own (Media RSS); those without are left to `extra`."""
    for holder in [item, *item.iter("media_group")]:
        for media in holder.findall("media_content"):
            caption = " ".join(words(one) for one in taken(media, "media_description"))
            credit = " ".join(words(one) for one in taken(media, "media_credit"))
            if caption or credit:
                composer.figure(caption, credit, path=media.get("url", ""))
    for media in item.findall("media_thumbnail"):
        composer.candidate("picture", media.get("url", ""), "media:thumbnail")


def _body(entry: dict[str, Any], composer: Composer) -> str:
    """Add the body, and the summary where there is both; the language that the body declares."""
    contents = [part for part in entry.get("content", ()) if str(part.get("value", "")).strip()]
    summary = entry.get("summary_detail") or {}
    if not contents:
        _part(summary, Role.BODY, composer)
        composer.candidate("status", "truncated", "summary alone")
        return str(summary.get("language") or "")
    best = max(contents, key=lambda part: len(str(part["value"])))
    if summary and str(summary.get("value", "")) != str(best["value"]):
        _part(summary, Role.STANDFIRST, composer)
    if shown(str(best["value"])).endswith(_CUT):
        composer.candidate("status", "truncated", "content breaks off")
    composer.base = str(best.get("base") or "") or composer.base
    _part(best, Role.BODY, composer)
    for other in contents:
        words_of = shown(str(other["value"]))
        if words_of != shown(str(best["value"])) and words_of not in composer.texts(Role.CAPTION):
            composer.words(Role.BESIDE, _text(other))
    return str(best.get("language") or "")


def _part(detail: Any, role: Role, composer: Composer) -> None:
    value, kind = str(detail.get("value", "")), str(detail.get("type", ""))
    if "html" in kind:
        composer.html(role, value)
    elif kind == "text/plain":
        composer.paragraphs(role, value)
    else:
        composer.rich(role, value)


def _beside(root: etree._Element, composer: Composer) -> None:
    """The words of the feed itself: its title is the outlet's name as far as the feed states one."""
    channel = root.find("channel")
    feed = channel if channel is not None else root
    for publisher in [*feed.findall("dc_publisher"), *feed.findall("title")]:
        composer.candidate("outlet", words(publisher), "feed")
    for element in root.iter(etree.Element):
        text = " ".join([element.text or "", *(child.tail or "" for child in element)])
        composer.words(Role.BESIDE, text)
