"""Threads: the list of running stories, and of each the list of its articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backfile.browse.lists import Listing, list_set
from backfile.catalogue import Entry
from backfile.interface import ngettext
from backfile.links import thread_link, threads_link
from backfile.planned import PageSet, ready
from backfile.printed import direction, period_text
from backfile.relations import Thread
from backfile.views import ListView, Page, PrintedDate, Teaser


def thread_sets(threads: Sequence[Thread], entries: Sequence[Entry], lang: str) -> Iterator[PageSet]:
    """The page that lists all threads, the latest first, and the pages of each; none without threads.

    `entries` are all articles that may be listed, oldest first, those of the threads among them.
    """
    held = {path for thread in threads for path in thread.articles}
    order = {entry.path: (at, entry) for at, entry in enumerate(entries) if entry.path in held}
    listings = [
        Listing(
            kind="threads",
            title=thread.title,
            address=thread_link(thread.id, thread.title).address,
            entries=tuple(entry for _, entry in sorted(order[path] for path in set(thread.articles))),
            trail=(threads_link(lang),),
        )
        for thread in threads
    ]
    if listings:
        yield ready("threads", [_list_of(listings, lang)])
    for listing in listings:
        yield list_set(listing, lang)


def _list_of(listings: Sequence[Listing], lang: str) -> Page:
    whole = threads_link(lang)
    latest_first = sorted(listings, key=lambda listing: listing.entries[-1].order, reverse=True)
    view = ListView(
        kind="threads",
        title=whole.text,
        address=whole.address,
        total=len({entry.path for listing in listings for entry in listing.entries}),
        trail=(),
        teasers=tuple(_teaser(listing, lang) for listing in latest_first),
    )
    return Page(whole.address, "list.html", whole.text, "list", view)


def _teaser(listing: Listing, lang: str) -> Teaser:
    """A thread as the list of threads shows it: its span, its title, and how many articles it holds."""
    number = len(listing.entries)
    return Teaser(
        title=listing.title,
        address=listing.address,
        lang=lang,
        dir=direction(lang),
        date=_span(listing.entries, lang),
        outlet="",
        summary=ngettext(lang, "%(num)s article", "%(num)s articles", number),
    )


def _span(entries: Sequence[Entry], lang: str) -> PrintedDate | None:
    """From the first to the last day of some articles, oldest first."""
    periods = [entry.date.period for entry in entries if entry.date]
    if not periods:
        return None
    ends = dict.fromkeys((periods[0], periods[-1]))
    return PrintedDate(" – ".join(period_text(period, lang) for period in ends), "")
