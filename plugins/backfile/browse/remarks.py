"""Remarks: what some lists tell of each article beside what every list does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from backfile.planned import PageSet, PlannedPage, digest_of
from backfile.views import ListView, Page, Teaser


def remarked(pages: PageSet, remark: Callable[[Teaser], Teaser], told: bytes) -> PageSet:
    """The pages of a list with a remark on each of its articles; `told` is a digest of all the remarks."""
    return replace(pages, digest=digest_of(pages.digest, told), plan=lambda: _planned(pages, remark, told))


def _planned(pages: PageSet, remark: Callable[[Teaser], Teaser], told: bytes) -> Iterator[PlannedPage]:
    for planned in pages.plan():
        if planned.template != "list.html":
            yield planned
            continue
        prints = (*planned.prints, ("what it tells of its articles", told))
        yield replace(planned, prints=prints, make=partial(_made, planned, remark))


def _made(planned: PlannedPage, remark: Callable[[Teaser], Teaser]) -> Page:
    page = planned.make()
    assert isinstance(page.view, ListView)
    return replace(page, view=replace(page.view, teasers=tuple(map(remark, page.view.teasers))))
