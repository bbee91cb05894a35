"""Threads: the list of running stories, and each of them as a timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from backfile.browse.alphabet import letter_pages, letters_of
from backfile.browse.lists import Listing, list_set
from backfile.browse.timeline import outlets_of, span_of, timeline_of
from backfile.catalogue import Entry
from backfile.links import thread_link, threads_link
from backfile.planned import PageSet, PlannedPage, digest_of, ready
from backfile.relations import Thread
from backfile.site import Site
from backfile.views import IndexView, Link, ListView, Page, ThreadLine, ThreadsView

LATEST = 100
"""Stories that the list of all tells of; where there are more, all stand under their first letters."""


def thread_sets(threads: Sequence[Thread], entries: Sequence[Entry], site: Site) -> Iterator[PageSet]:
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
            trail=(threads_link(site.lang),),
        )
        for thread in threads
    ]
    if listings:
        yield ready("threads", _lists_of(listings, site.lang))
    for listing in listings:
        yield _as_timeline(listing, site)


def _lists_of(listings: Sequence[Listing], lang: str) -> Iterator[Page]:
    """The page of the latest stories, and where there are more, those of all by their first letters."""
    whole = threads_link(lang)
    latest_first = sorted(listings, key=lambda listing: listing.entries[-1].order, reverse=True)
    names = [Link(listing.title, listing.address, len(listing.entries)) for listing in listings]
    are_all = len(names) <= LATEST
    view = ThreadsView(
        title=whole.text,
        address=whole.address,
        total=len(names),
        threads=tuple(_line(listing, lang) for listing in latest_first[:LATEST]),
        letters=() if are_all else letters_of(names, whole.address),
    )
    yield Page(whole.address, "threads.html", whole.text, "index", view)
    if not are_all:
        yield from letter_pages(
            IndexView("threads", whole.text, whole.address, (), len(names)), names, whole.address, lang
        )


def _line(listing: Listing, lang: str) -> ThreadLine:
    link = Link(listing.title, listing.address, len(listing.entries))
    return ThreadLine(link, span_of(listing.entries, lang), outlets_of(listing.entries))


def _as_timeline(listing: Listing, site: Site) -> PageSet:
    """The pages of a story: those of its list, in order of time.

    All of them say where the whole story begins and ends and who tells it, so each prints something of every article.
    """
    pages = list_set(listing, site)
    told = digest_of(b"".join(entry.listed for entry in listing.entries))
    return replace(pages, plan=lambda: _planned(pages, listing, told, site.lang))


def _planned(pages: PageSet, listing: Listing, told: bytes, lang: str) -> Iterator[PlannedPage]:
    for planned in pages.plan():
        if planned.template == "list.html":
            prints = (*planned.prints, ("the whole story", told))
            yield replace(planned, template="thread.html", prints=prints, make=partial(_made, planned, listing, lang))
        else:
            yield planned


def _made(planned: PlannedPage, listing: Listing, lang: str) -> Page:
    page = planned.make()
    assert isinstance(page.view, ListView)
    on_it = {teaser.address for teaser in page.view.teasers}
    shown = tuple(entry for entry in listing.entries if entry.address in on_it)
    timeline = timeline_of(listing.entries, shown, lang, is_whole=planned.address == listing.address)
    return replace(page, template="thread.html", view=replace(page.view, timeline=timeline))
