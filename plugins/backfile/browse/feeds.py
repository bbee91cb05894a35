"""Feeds: the newest articles of a list as Atom (RFC 4287).

Identifiers depend on the site's address and the article or the list alone, times on the articles alone, so that a feed
says nothing new where nothing is new. An article without any date is in none: Atom wants to know when.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from backfile.article import EventDate
from backfile.catalogue import Entry
from backfile.kept import kept
from backfile.planned import PlannedPage, digest_of
from backfile.site import Site
from backfile.views import FeedEntry, FeedView, Page

NEWEST = 50
"""How many articles a feed holds."""

TEMPLATE = "feed.atom"

_NOT_OF_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_address(address: str) -> str:
    """The address of the feed of the list at an address: `/feeds/tags/x.atom`; of the archive `/feeds/latest.atom`."""
    return f"/feeds{address[:-1] or '/latest'}.atom"


def feed_page(title: str, address: str, entries: Sequence[Entry], site: Site) -> PlannedPage:
    """The feed of the list at an address, of these articles, oldest first, one of which has a date.

    `title` names the list; it is empty for the archive.
    """
    newest = [entry for entry in reversed(entries[-NEWEST:]) if entry.date]
    name = f"{title} – {site.name}" if title else site.name

    def make() -> Page:
        told = tuple(feed_entry(entry, site) for entry in newest)
        view = FeedView(
            title=_of_xml(name),
            id=f"urn:uuid:{uuid5(space, address) if title else space}",
            page=address,
            updated=max((each.updated for each in told), key=datetime.fromisoformat),
            entries=told,
        )
        return Page(feed_address(address), TEMPLATE, name, "feed", view)

    space = _space(site.url, site.name)
    prints = (
        ("its articles", digest_of(b"".join([entry.listed for entry in newest]))),
        ("its title", digest_of(name, site.timezone)),
    )
    return PlannedPage(feed_address(address), TEMPLATE, prints, make)


def feed_entry(entry: Entry, site: Site) -> FeedEntry:
    """A dated article as a site's feeds tell it; the same of the same entry, as long as it is held."""
    return _entries_of(site.url, site.name, site.timezone)(entry)


@lru_cache(maxsize=8)
def _entries_of(url: str, name: str, clocks: str) -> Callable[[Entry], FeedEntry]:
    space, zone = _space(url, name), ZoneInfo(clocks)

    @kept
    def made(entry: Entry) -> FeedEntry:
        assert entry.date is not None
        published = instant(entry.date, zone)
        return FeedEntry(
            title=_of_xml(entry.title),
            address=entry.address,
            lang=entry.lang,
            id=f"urn:uuid:{uuid5(space, entry.path)}",
            published=published,
            updated=instant(entry.modified, zone) if entry.modified else published,
            author=_of_xml(", ".join(entry.authors) or entry.outlet or name) or "–",
            summary=_of_xml(entry.summary),
            tags=tuple(filter(None, map(_of_xml, entry.tags))),
        )

    return made


def instant(date: EventDate, zone: ZoneInfo) -> str:
    """The first instant of a date (RFC 3339), by these clocks where it says no offset itself.

    An offset that is no whole number of minutes, as clocks had before there were time zones, is cut to one: RFC 3339
    knows no other.
    """
    known = date.instant or datetime(date.year, date.month or 1, date.day or 1)  # noqa: DTZ001  # set just below
    first = known if known.tzinfo else known.replace(tzinfo=zone)
    offset = first.utcoffset() or timedelta()
    if offset.seconds % 60:
        first = first.replace(tzinfo=timezone(timedelta(minutes=offset // timedelta(minutes=1))))
    return first.isoformat(timespec="seconds")


def _of_xml(text: str) -> str:
    """A text without the characters that XML 1.0 cannot say in any way (section 2.2)."""
    return _NOT_OF_XML.sub("", text)


@lru_cache(maxsize=8)
def _space(url: str, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, url or name)
