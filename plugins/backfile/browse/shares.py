"""Shares: how much of which outlet is whose copy, by year.

Everything is counted in one pass over the catalogue. Years are those of the articles' dates; articles without a date
have a column of their own, and articles of no known outlet a row, so that the counts of a table add up to its list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from babel import Locale
from babel.numbers import format_percent

from backfile.catalogue import Entry
from backfile.facets import agency_value, outlet_value
from backfile.interface import gettext, ngettext
from backfile.links import agency_link, outlet_link
from backfile.printed import locale_of, period_text
from backfile.views import Link, Share, ShareRow, ShareTable

MOST_ROWS = 20
"""Outlets, or agencies, that a table tells one by one: those with the most articles; the others share a row."""

MOST_COLUMNS = 12
"""Years that a table tells one by one; more are folded into decades, and so on."""

_WIDTHS = (1, 10, 50, 100, 1000)
_LEVELS = 5

_Years = Mapping[str, int]
"""How many articles there are of each year; under the empty string those without a date."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Who credits whom, by the addresses of their lists; the empty string stands for no known outlet."""

    outlets: Mapping[str, _Years]
    """All articles of each outlet."""
    credited: Mapping[str, Mapping[str, _Years]]
    """Of each agency those of each outlet that credit it."""
    together: Mapping[str, Mapping[tuple[str, ...], _Years]]
    """Of each outlet those that credit the same agencies."""


def copy_of(entries: Iterable[Entry]) -> Copy:
    """What these articles say of agencies, counted in one pass."""
    counted = Counter((e.outlet, e.date.text[:4] if e.date else "", e.agencies) for e in entries)
    outlets: dict[str, Counter[str]] = defaultdict(Counter)
    credited: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    together: dict[str, dict[tuple[str, ...], Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (label, year, labels), number in counted.items():
        outlet = outlet_link(label).address if label else ""
        agencies = tuple(dict.fromkeys(agency_link(each).address for each in labels))
        outlets[outlet][year] += number
        together[outlet][agencies][year] += number
        for agency in agencies:
            credited[agency][outlet][year] += number
    return Copy(outlets, credited, together)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row before its columns are known."""

    head: Link
    counts: _Years
    of: _Years
    search: tuple[tuple[str, str], ...] = ()
    """What a search for these articles asks for, years aside; empty where no search can."""


def agency_table(agency: Link, copy: Copy, outlets: Mapping[str, Link], lang: str) -> ShareTable | None:
    """The outlets that credit an agency, and how much of their articles of each year; None where no outlet is known.

    `outlets` are all outlets by address.
    """
    own = ("agency", agency_value(agency.text))
    told = copy.credited[agency.address]
    known = [outlet for outlet in _most_first(told) if outlet]
    if not known:
        return None
    rows = [
        _Row(link, told[outlet], copy.outlets[outlet], (own, ("outlet", outlet_value(link.text))))
        for outlet in known[:MOST_ROWS]
        for link in (outlets[outlet],)
    ]
    if rest := known[MOST_ROWS:]:
        head = Link(ngettext(lang, "%(num)s other outlet", "%(num)s other outlets", len(rest)), "")
        rows.append(_Row(head, _sum(told[each] for each in rest), _sum(copy.outlets[each] for each in rest)))
    if "" in told:
        rows.append(_Row(Link(gettext(lang, "Outlet unknown"), ""), told[""], copy.outlets[""]))
    caption = gettext(lang, "Share of each outlet’s articles that credit %(agency)s, by year") % {"agency": agency.text}
    return _table(caption, gettext(lang, "Outlet"), rows, _sum(row.counts for row in rows), lang)


def outlet_table(outlet: Link, copy: Copy, agencies: Mapping[str, Link], lang: str) -> ShareTable | None:
    """The agencies that an outlet credits, and in how much of its articles of each year; None where it credits none.

    `agencies` are all agencies by address.
    """
    together = copy.together[outlet.address]
    told = {agency: copy.credited[agency][outlet.address] for credited in together for agency in credited}
    if not told:
        return None
    known = _most_first(told)
    of = copy.outlets[outlet.address]
    own = ("outlet", outlet_value(outlet.text))
    rows = [
        _Row(agencies[agency], told[agency], of, (("agency", agency_value(agencies[agency].text)), own))
        for agency in known[:MOST_ROWS]
    ]
    if rest := known[MOST_ROWS:]:
        head = Link(ngettext(lang, "%(num)s other agency", "%(num)s other agencies", len(rest)), "")
        once = _sum(years for credited, years in together.items() if not set(rest).isdisjoint(credited))
        rows.append(_Row(head, once, of))
    caption = gettext(lang, "Share of its articles that credit each agency, by year")
    return _table(caption, gettext(lang, "Agency"), rows, of, lang)


def _most_first(told: Mapping[str, _Years]) -> list[str]:
    """Names with articles, those with the most first."""
    return sorted(told, key=lambda name: (-sum(told[name].values()), name))


def _sum(several: Iterable[_Years]) -> Counter[str]:
    total: Counter[str] = Counter()
    for years in several:
        total.update(years)
    return total


def _table(caption: str, corner: str, rows: Iterable[_Row], years: _Years, lang: str) -> ShareTable:
    """A table with a column for each year from the first to the last of these, or for runs of them."""
    columns = _columns(years)
    return ShareTable(
        caption=caption,
        corner=corner,
        columns=tuple(_column_text(first, last, lang) for first, last in columns),
        rows=tuple(ShareRow(row.head, tuple(_share(row, *column, lang) for column in columns)) for row in rows),
    )


def _columns(years: _Years) -> tuple[tuple[int, int], ...]:
    """The first and the last year of each column, (0, 0) for articles without a date."""
    dated = sorted(int(year) for year in years if year)
    found: tuple[tuple[int, int], ...] = ()
    if dated:
        width = next(w for w in _WIDTHS if dated[-1] // w - dated[0] // w < MOST_COLUMNS)
        steps = range(dated[0] // width, dated[-1] // width + 1)
        found = tuple((step * width, step * width + width - 1) for step in steps)
    return (*found, (0, 0)) if "" in years else found


def _column_text(first: int, last: int, lang: str) -> str:
    if not last:
        return gettext(lang, "Undated")
    ends = dict.fromkeys((max(first, 1), last))
    return "–".join(period_text(f"{year:04}", lang) for year in ends)


def _share(row: _Row, first: int, last: int, lang: str) -> Share:
    years = [f"{year:04}" for year in range(first, last + 1)] if last else [""]
    count, of = (sum(counts.get(year, 0) for year in years) for counts in (row.counts, row.of))
    return Share(
        count=count,
        of=of,
        text=percent_text(count / of, lang) if count else "",
        level=ceil(_LEVELS * count / of) if count else 0,
        address=_search(row.search, first, last) if count and last and row.search else "",
    )


def _search(asked: tuple[tuple[str, str], ...], first: int, last: int) -> str:
    """The address of a search for the articles of some years."""
    if first == last:
        return f"/search/?{urlencode((*asked, ('year', f'{first:04}')))}"
    return f"/search/?{urlencode((*asked, ('from', f'{first:04}-01-01'), ('to', f'{last:04}-12-31')))}"


def percent_text(share: float, lang: str) -> str:
    """A share of 1 in whole per cent, as CLDR writes it; what is not nothing and not all is never told as that."""
    locale = locale_of(lang) or Locale.parse("en")
    if 0 < share < 0.005:  # rounds to 0
        return f"< {format_percent(0.01, locale=locale)}"
    if 0.995 <= share < 1:  # rounds to 100
        return f"> {format_percent(0.99, locale=locale)}"
    return str(format_percent(share, locale=locale))
