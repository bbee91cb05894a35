"""Feeds: the newest articles as Atom (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from html import escape
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from feedgenerator import Atom1Feed

from backfile.address import root_of
from backfile.article import EventDate
from backfile.catalogue import Entry
from backfile.site import Site

NEWEST = 50
"""How many articles a feed holds."""

_NOT_OF_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(site: Site, entries: Sequence[Entry], address: str) -> bytes:
    """The Atom feed at an address of the newest dated articles of these, which stand oldest first.

    Links are absolute where the site has an address, and relative to the feed before that. Identifiers depend on the
    site's address and the article's alone, times on the articles alone. A summary is words, which feedgenerator
    declares to be HTML, so they are escaped.
    """
    newest = [entry for entry in entries if entry.date][-NEWEST:][::-1]
    root = f"{site.url}/" if site.url else root_of(address)
    feed = Atom1Feed(
        title=_of_xml(site.name),
        link=root,
        description="",
        language=site.lang,
        feed_url=f"{root}{address[1:]}",
        feed_guid=f"urn:uuid:{_space(site)}",
    )
    for entry in newest:
        feed.add_item(
            title=_of_xml(entry.title),
            link=f"{root}{entry.address[1:]}",
            description=_of_xml(escape(entry.summary, quote=False)) or None,
            author_name=_of_xml(", ".join(entry.authors) or entry.outlet or site.name),
            categories=tuple(map(_of_xml, entry.tags)),
            unique_id=f"urn:uuid:{uuid5(_space(site), entry.path)}",
            pubdate=_moment(entry.date, site) if entry.date else None,
            updateddate=_moment(entry.modified or entry.date, site) if entry.date else None,
        )
    return str(feed.writeString("utf-8")).encode()


def _of_xml(text: str) -> str:
    """A text without the characters that XML 1.0 cannot say in any way (section 2.2)."""
    return _NOT_OF_XML.sub("", text)


def _space(site: Site) -> UUID:
    return uuid5(NAMESPACE_URL, site.url or site.name)


def _moment(date: EventDate | None, site: Site) -> datetime:
    """The first instant of a date, by the site's clocks where it says no offset."""
    assert date is not None
    instant = date.instant or datetime(date.year, date.month or 1, date.day or 1)  # noqa: DTZ001  # set just below
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(site.timezone))
