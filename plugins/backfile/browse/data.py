"""Data: the articles of a list as JSON Lines (jsonlines.org): one object for each, oldest first.

A file holds at most 5,000 articles, some 4 MB, so that hosts take it and an edit makes little anew. A list of more
divides as its pages do: by years, a fuller year by months, a month by days, a day into numbered parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from json import JSONEncoder

from markupsafe import Markup

from backfile.address import part_address, period_address
from backfile.browse.periods import Span, spans
from backfile.catalogue import Entry
from backfile.facets import agency_value
from backfile.interface import gettext
from backfile.kept import kept
from backfile.planned import PlannedPage, digest_of
from backfile.printed import period_text
from backfile.site import Site
from backfile.views import DataView, Page

FULL = 5_000
"""How many articles a file holds before its list divides. Those of real archives take 800 bytes each, and the largest
known 4,000: far from the 25 MB that hosts allow."""

TEMPLATE = "data.jsonl"


@dataclass(frozen=True, slots=True)
class DataFile:
    """Some articles of a list, in a file of their own."""

    title: str
    """What of the list they are, in the site's language: `2020`; empty for all of it."""
    address: str
    entries: tuple[Entry, ...]
    """Oldest first."""


def data_address(address: str) -> str:
    """Where the data of the list at an address are: `/data/tags/x.jsonl`; of all articles `/data/articles.jsonl`."""
    return f"/data{address[:-1] or '/articles'}.jsonl"


def list_files(entries: tuple[Entry, ...], address: str, lang: str) -> Iterator[DataFile]:
    """The files of the list at an address."""
    if len(entries) <= FULL:
        yield DataFile("", data_address(address), entries)
        return
    undated = tuple(entry for entry in entries if entry.date is None)
    yield from undated_files(undated, address, lang)
    for year in spans(entries):
        yield from period_files(year, address, lang)


def undated_files(entries: tuple[Entry, ...], address: str, lang: str) -> Iterator[DataFile]:
    """The files of those articles of the list at an address that have no date."""
    yield from _parts(gettext(lang, "Undated"), f"{address}undated/", entries, lang)


def period_files(span: Span, address: str, lang: str) -> Iterator[DataFile]:
    """The files of one period of the list at an address, and of the periods within it where it divides."""
    yield from own_files(span, address, lang)
    for inner in span.inner if len(span.entries) > FULL else ():
        yield from period_files(inner, address, lang)


def own_files(span: Span, address: str, lang: str) -> Iterator[DataFile]:
    """The same without the periods within it: where it divides, the articles of which nothing finer is known."""
    own = span.loose if len(span.entries) > FULL else span.entries
    yield from _parts(period_text(span.period, lang), period_address(span.period, address), own, lang)


def _parts(title: str, address: str, entries: tuple[Entry, ...], lang: str) -> Iterator[DataFile]:
    if not entries:
        return
    if len(entries) <= FULL:
        yield DataFile(title, data_address(address), entries)
        return
    for number, start in enumerate(range(0, len(entries), FULL), start=1):
        name = gettext(lang, "%(list)s, part %(number)s") % {"list": title, "number": number}
        yield DataFile(name, data_address(part_address(number, address)), entries[start : start + FULL])


def data_page(file: DataFile, site: Site) -> PlannedPage:
    """A file of data."""

    def make() -> Page:
        lines = "".join([line(entry, site) for entry in file.entries])
        return Page(file.address, TEMPLATE, file.title, "data", DataView(Markup(lines)))  # noqa: S704  # it is no HTML

    prints = (("its articles", digest_of(b"".join([entry.listed for entry in file.entries]))),)
    return PlannedPage(file.address, TEMPLATE, prints, make)


def line(entry: Entry, site: Site) -> str:
    """An article as a line of JSON; the same of the same entry, as long as it is held.

    Regions are ISO 3166 codes and agencies identifiers, as in the archive's addresses. What is not known is left out.
    """
    return _lines_of(site.url)(entry)


@lru_cache(maxsize=8)
def _lines_of(url: str) -> Callable[[Entry], str]:
    as_json = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    @kept
    def made(entry: Entry) -> str:
        told = {
            "address": f"{url}{entry.address}",
            "title": entry.title,
            "date": entry.date and entry.date.text,
            "modified": entry.modified and entry.modified.text,
            "lang": entry.lang,
            "outlet": entry.outlet,
            "summary": entry.summary,
            "region": entry.region,
            "filed": entry.filed,
            "mentioned": entry.mentioned,
            "agencies": [agency_value(label) for label in entry.agencies],
            "staff": entry.staff,
            "authors": entry.authors,
            "tags": entry.tags,
            "picture": entry.picture,
            "picture_agencies": [agency_value(label) for label in entry.picture_agencies],
            "photographer": entry.photographer,
            "status": entry.status,
            "correction": entry.correction,
        }
        return f"{as_json({key: value for key, value in told.items() if value})}\n"

    return made
