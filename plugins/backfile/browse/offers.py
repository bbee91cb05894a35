"""Offers: what a list holds ready for programs, its feed and its data, and the page that tells of the archive's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from backfile.address import period_address
from backfile.browse.data import FULL, DataFile, data_page, list_files, own_files, period_files, undated_files
from backfile.browse.feeds import feed_address, feed_page
from backfile.browse.periods import Span
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import DATA
from backfile.planned import PageSet, PlannedPage, digest_of, ready
from backfile.printed import period_text
from backfile.site import Site
from backfile.views import Link, OffersView, Page

FEW = 20
"""A list of no more articles has neither feed nor data: its page is as easy to take in."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The feed and the data of a list."""

    feed: str = ""
    """Address of its Atom feed; empty where there is none, or none of its articles has a date."""
    data: tuple[Link, ...] = ()
    """Its data: one file, or several."""
    pages: tuple[PlannedPage, ...] = ()
    """The feed and the files themselves."""
    is_divided: bool = False
    """Whether the data are in several files, one for each period."""

    def within(self, span: Span, address: str, lang: str) -> Offer:
        """What the page of a period of the list at an address offers: the list's feed, and the data that it is in."""
        return self._narrowed(period_files(span, address, lang), len(span.entries)) if self.is_divided else self

    def within_undated(self, entries: tuple[Entry, ...], address: str, lang: str) -> Offer:
        """The same of the page of those articles of the list that have no date."""
        return self._narrowed(undated_files(entries, address, lang), len(entries)) if self.is_divided else self

    def _narrowed(self, files: Iterable[DataFile], count: int) -> Offer:
        return replace(self, data=_links(tuple(files)), pages=(), is_divided=divides_data(count))


def divides_data(count: int) -> bool:
    """Whether the data of so many articles are in several files."""
    return count > FULL


def offer_of(title: str, address: str, entries: tuple[Entry, ...], site: Site) -> Offer:
    """What the list at an address offers; its articles stand oldest first."""
    if len(entries) <= FEW:
        return Offer()
    files = tuple(list_files(entries, address, site.lang))
    return _offer(_feed(title, address, entries, site), files, files, site)


def undated_offer(entries: tuple[Entry, ...], site: Site, above: Offer) -> Offer:
    """What the list of all articles without a date offers; `above` is what the archive does."""
    if len(entries) <= FEW and not above.is_divided:
        return Offer()
    files = tuple(undated_files(entries, "/", site.lang))
    return _offer(None, files, files, site)


def period_offer(span: Span, site: Site, above: Offer) -> Offer:
    """What a year, month or day of the archive offers; `above` is what the larger period, or the archive, does.

    Where the data above divide, this is a part of them, however few its articles.
    """
    if len(span.entries) <= FEW and not above.is_divided:
        return Offer()
    files = tuple(period_files(span, "/", site.lang))
    own = tuple(own_files(span, "/", site.lang))
    title, address = period_text(span.period, site.lang), period_address(span.period)
    return _offer(_feed(title, address, span.entries, site), files, own, site)


def _feed(title: str, address: str, entries: tuple[Entry, ...], site: Site) -> PlannedPage | None:
    has_one = len(entries) > FEW and entries[-1].date is not None
    return feed_page(title, address, entries, site) if has_one else None


def _offer(feed: PlannedPage | None, files: tuple[DataFile, ...], own: tuple[DataFile, ...], site: Site) -> Offer:
    return Offer(
        feed=feed.address if feed else "",
        data=_links(files),
        pages=(*([feed] if feed else []), *(data_page(file, site) for file in own)),
        is_divided=len(files) > 1,
    )


def _links(files: Sequence[DataFile]) -> tuple[Link, ...]:
    """Several files tell how many articles each holds; one does not, since pages lead to it that hold fewer."""
    return tuple(Link(file.title, file.address, len(file.entries) if len(files) > 1 else 0) for file in files)


def archive_offers(entries: tuple[Entry, ...], site: Site) -> Iterator[PageSet]:
    """The feed and the data of the whole archive, however few its articles, and the page that tells of them.

    Where the data divide, the files are those of the archive's years, and of its articles without a date.
    """
    if not entries:
        return
    files = tuple(list_files(entries, "/", site.lang))

    def plan() -> Iterator[PlannedPage]:
        if entries[-1].date:
            yield feed_page("", "/", entries, site)
        if len(files) == 1:
            yield data_page(files[0], site)

    listed = b"".join([entry.listed for entry in entries])
    yield PageSet("feed and data", digest_of(listed), min(len(entries), FULL), plan)
    title = gettext(site.lang, "Data")
    view = OffersView(
        title=title,
        total=len(entries),
        feed=feed_address("/") if entries[-1].date else "",
        files=tuple(
            Link(file.title or gettext(site.lang, "All articles"), file.address, len(file.entries)) for file in files
        ),
    )
    yield ready("data", [Page(DATA, "data.html", title, "offers", view)])
