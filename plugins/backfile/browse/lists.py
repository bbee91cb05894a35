"""Lists: how the articles that share a name or a period divide into pages.

A list page shows its newest 50 and, below, its years when it holds more. A period of up to 200 shows all its articles,
oldest first; a fuller one divides: years into months, months into days, days into numbered parts, oldest first. So a
page changes only when its own period does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from backfile.address import part_address, period_address
from backfile.browse.calendar import day_link, weeks_of
from backfile.browse.companions import companions
from backfile.browse.offers import Offer, divides_data, offer_of, period_offer, undated_offer
from backfile.browse.periods import Span, neighbours, spans, with_gaps, without_pages
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import UNDATED
from backfile.planned import PageSet, PlannedPage, digest_of
from backfile.printed import period_text, teaser
from backfile.site import Site
from backfile.views import Group, Link, ListView, Page, Period, PlaceView, ShareTable

NEWEST = 50
"""How many articles the first page of a list shows."""

FULL = 200
"""How many articles a page holds before its period divides."""

_WITH_YEARS = frozenset({"tags", "authors", "agencies", "outlets", "photographers", "picture-agencies"})
"""Lists that show their years also where they are too short to divide by them."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list before it is divided into pages."""

    kind: str
    """As `ListView.kind`."""
    title: str
    """The name it is of; empty for the whole archive, whose pages are named by their periods alone."""
    address: str
    entries: tuple[Entry, ...]
    """Oldest first."""
    trail: tuple[Link, ...] = ()
    """The way down to it, itself excluded."""
    children: tuple[Link, ...] = ()
    names: tuple[Group, ...] = ()
    """Names that belong with its own, by kind, beside those that its own articles tell (`companions`)."""
    shares: ShareTable | None = None
    place: PlaceView | None = None


def list_set(listing: Listing, site: Site) -> PageSet:
    """All pages of a named list: its first page and those of its periods, its feed and its data."""
    return _set_of(listing.address, listing, lambda: _list_pages(listing, site), site.lang)


def archive_sets(entries: tuple[Entry, ...], site: Site) -> Iterator[PageSet]:
    """The pages of every year, month and day of the whole archive: each period with articles has its page."""
    archive, lang = Listing("archive", "", "/", entries), site.lang
    above = Offer(is_divided=divides_data(len(entries)))
    around: dict[str, tuple[str, str]] = {}
    for length in (4, 7, 10):
        around |= neighbours([span.period for span in spans(entries, length)])
    for year in spans(entries):
        edges = [around[year.period], *(around[e.date.period[:n]] for e in (year.entries[0], year.entries[-1])
                                        for n in (7, 10) if e.date and len(e.date.period) >= n)]  # fmt: skip
        of_year = replace(archive, entries=year.entries)
        plan = partial(_period_pages, archive, year, around, above, site)
        yield _set_of(period_address(year.period), of_year, plan, lang, repr((edges, above.is_divided)))


def undated_set(entries: tuple[Entry, ...], site: Site, total: int) -> PageSet:
    """The pages of all articles that have no date, and their data; `total` is how many articles the archive holds."""
    listing = Listing("undated", "", "/", entries)
    above = Offer(is_divided=divides_data(total))

    def plan() -> Iterator[PlannedPage]:
        offer = undated_offer(entries, site, above)
        yield from _undated_pages(listing, offer, site.lang)
        yield from offer.pages

    return _set_of(UNDATED, listing, plan, site.lang, repr(above.is_divided))


def _set_of(
    name: str, listing: Listing, plan: Callable[[], Iterator[PlannedPage]], lang: str, beside: str = ""
) -> PageSet:
    told = (listing.names, listing.shares, listing.place)
    frame = repr((listing.kind, listing.title, listing.address, listing.trail, listing.children, lang, told))
    digest = digest_of(frame, beside, _listed(listing.entries))
    return PageSet(name, digest, len(listing.entries), plan)


def _listed(entries: Iterable[Entry]) -> bytes:
    return b"".join([entry.listed for entry in entries])


def _list_pages(listing: Listing, site: Site) -> Iterator[PlannedPage]:
    lang, offer = site.lang, offer_of(listing.title, listing.address, listing.entries, site)
    yield from offer.pages
    newest = listing.entries[-NEWEST:][::-1]
    years = spans(listing.entries)
    view = ListView(
        kind=listing.kind,
        title=listing.title,
        address=listing.address,
        total=len(listing.entries),
        trail=listing.trail,
        teasers=(),
        children=listing.children,
        years=_years_text(years, lang) if listing.kind == "authors" else "",
        names=(*listing.names, *companions(listing.kind, listing.address, listing.entries, lang)),
        shares=listing.shares,
        place=listing.place,
        feed=offer.feed,
        data=offer.data,
    )
    if len(listing.entries) <= NEWEST:
        strip = without_pages(years, lang) if listing.kind in _WITH_YEARS and len(years) > 1 else ()
        yield _page(replace(view, periods=strip), newest, lang)
        return
    undated = tuple(entry for entry in listing.entries if entry.date is None)
    below = with_gaps(years, listing.address, lang)
    if undated:
        below = (*below, Period(gettext(lang, "Undated"), f"{listing.address}undated/", len(undated)))
    yield _page(replace(view, newest_of=len(listing.entries), periods=below), newest, lang)
    around = neighbours([year.period for year in years])
    for year in years:
        yield from _period_pages(listing, year, around, offer, site)
    if undated:
        there = offer.within_undated(undated, listing.address, lang)
        yield from _undated_pages(replace(listing, entries=undated), there, lang)


def _years_text(years: tuple[Span, ...], lang: str) -> str:
    """The first and the last of some years: `1998–2004`."""
    ends = dict.fromkeys(year.period for year in (*years[:1], *years[-1:]))
    return "–".join(period_text(year, lang) for year in ends)


def _undated_pages(listing: Listing, offer: Offer, lang: str) -> Iterator[PlannedPage]:
    """The pages of those articles of a list that have no date."""
    named = bool(listing.title)
    view = ListView(
        kind=listing.kind if named else "undated",
        title=gettext(lang, "%(list)s, undated") % {"list": listing.title} if named else gettext(lang, "Undated"),
        address=f"{listing.address}undated/",
        total=len(listing.entries),
        trail=(*listing.trail, Link(listing.title, listing.address)) if named else (),
        teasers=(),
        feed=offer.feed,
        data=offer.data,
    )
    yield from _whole_or_parts(view, listing.entries, lang)


def _period_pages(
    listing: Listing, span: Span, around: Mapping[str, tuple[str, str]], above: Offer, site: Site
) -> Iterator[PlannedPage]:
    """A period's page, its parts, and the pages of what it divides into; `above` is what the larger one offers."""
    is_archive, lang = not listing.title, site.lang
    divides = len(span.entries) > FULL
    inner = span.inner if divides or is_archive else ()
    before, after = around[span.period]
    offer = period_offer(span, site, above) if is_archive else above.within(span, listing.address, lang)
    periods = with_gaps(inner, listing.address, lang)
    is_month = len(span.period) == 7
    view = ListView(
        kind=listing.kind,
        title=_title(listing, span.period, lang),
        address=period_address(span.period, listing.address),
        total=len(span.entries),
        trail=_trail(listing, span.period, lang),
        teasers=(),
        periods=() if is_month else periods,
        previous=_period_link(before, listing.address, lang),
        next=_period_link(after, listing.address, lang),
        feed=offer.feed,
        data=offer.data,
        weeks=weeks_of(periods, span.period, lang) if is_month and periods else None,
        all_years=day_link(span.period[5:], lang) if is_archive and len(span.period) == 10 else None,
    )
    if is_archive:
        yield from offer.pages
    yield from _whole_or_parts(view, span.loose if divides else span.entries, lang)
    near = around if is_archive else neighbours([each.period for each in inner])
    yield from chain.from_iterable(_period_pages(listing, each, near, offer, site) for each in inner)


def _whole_or_parts(view: ListView, entries: tuple[Entry, ...], lang: str) -> Iterator[PlannedPage]:
    """One page with these articles, or, where they are too many, a page of numbered parts and those parts."""
    if len(entries) <= FULL:
        yield _page(view, entries, lang)
        return
    chunks = [entries[start : start + FULL] for start in range(0, len(entries), FULL)]
    parts = tuple(
        Link(gettext(lang, "Part %(number)s") % {"number": number}, part_address(number, view.address), len(chunk))
        for number, chunk in enumerate(chunks, start=1)
    )
    yield _page(replace(view, parts=parts), (), lang)
    for index, chunk in enumerate(chunks):
        yield _page(
            replace(
                view,
                title=gettext(lang, "%(list)s, part %(number)s") % {"list": view.title, "number": index + 1},
                address=parts[index].address,
                trail=(*view.trail, Link(view.title, view.address)),
                periods=(),
                weeks=None,
                previous=parts[index - 1] if index else None,
                next=parts[index + 1] if index + 1 < len(parts) else None,
            ),
            chunk,
            lang,
        )


def _page(view: ListView, entries: tuple[Entry, ...], lang: str) -> PlannedPage:
    """A list page: its frame, and the articles on it in their order."""
    template = "region.html" if view.place else "list.html"

    def make() -> Page:
        teasers = tuple(teaser(entry, lang) for entry in entries)
        whole = replace(view, teasers=teasers, brief=len(teasers) > NEWEST)
        return Page(view.address, template, view.title, "list", whole)

    prints = (("its articles", digest_of(_listed(entries))), ("its title, counts or neighbours", digest_of(repr(view))))
    return PlannedPage(view.address, template, prints, make)


def _title(listing: Listing, period: str, lang: str) -> str:
    text = period_text(period, lang)
    return f"{listing.title}, {text}" if listing.title else text


def _trail(listing: Listing, period: str, lang: str) -> tuple[Link, ...]:
    """The way down to a period's page: the list, and the larger periods that hold it."""
    own = (Link(listing.title, listing.address),) if listing.title else ()
    larger = (period[:length] for length in (4, 7) if length < len(period))
    above = tuple(Link(period_text(each, lang), period_address(each, listing.address)) for each in larger)
    return (*listing.trail, *own, *above)


def _period_link(period: str, base: str, lang: str) -> Link | None:
    return Link(period_text(period, lang), period_address(period, base)) if period else None
