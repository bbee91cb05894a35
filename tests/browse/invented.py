"""Entries of invented articles, for tests of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backfile.article import EventDate
from backfile.catalogue import Entry
from backfile.planned import PageSet, digest_of
from backfile.views import Page


def entry(
    path: str = "2020/02/20/story",
    *,
    date: str | None = "",
    outlet: str = "",
    region: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    staff: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (),
    authors: tuple[str, ...] = (),
    filed: tuple[str, ...] = (),
    picture_agencies: tuple[str, ...] = (),
    photographer: str = "",
    status: str = "",
    correction: str = "",
) -> Entry:
    """One entry; its date is that of its path unless it is given."""
    folder = path.rpartition("/")[0]
    known = folder.replace("/", "-") if date == "" and folder != "undated" else date
    told = (path, known, outlet, region, tags, staff, agencies, authors, picture_agencies, photographer)
    return Entry(
        path=path,
        title=path.rpartition("/")[2],
        date=EventDate(known) if known else None,
        modified=None,
        lang="en",
        outlet=outlet,
        summary="",
        region=region,
        agencies=agencies,
        staff=staff,
        authors=authors,
        tags=tags,
        picture=False,
        access="public",
        filed=filed,
        picture_agencies=picture_agencies,
        photographer=photographer,
        status=status,
        correction=correction,
        listed=digest_of(repr((told, filed, status, correction))),
    )


def entries(count: int, folder: str = "2020/02/20", **fields: object) -> tuple[Entry, ...]:
    """So many entries of one folder, oldest first."""
    return tuple(entry(f"{folder}/s{number:04}", **fields) for number in range(count))  # type: ignore[arg-type]


def made(sets: Iterable[PageSet]) -> Iterator[Page]:
    """All pages of some sets."""
    return (planned.make() for each in sets for planned in each.plan())
