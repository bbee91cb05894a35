"""Facets: what search can be narrowed by, told of each article as pairs of a filter and a value.

Values are codes and address parts, never names, so a search address (`/search/?region=SY-ID&tag=idlib`) uses the same
words as the addresses of the lists.
"""

from __future__ import annotations

from backfile.address import name_slug
from backfile.catalogue import Entry
from backfile.vocab.agencies import agency_of
from backfile.vocab.regions import country_of

UNDATED_SORT = "0000"
"""Sorts before every date. Pagefind leaves out of a sorted search whatever lacks the sort's key."""


def facets(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The (filter, value) pairs of an article: `year`, `month`, `day`, `region`, `agency`, `outlet`, `tag`, `language`.

    A period is told at each level that its date reaches; a subdivision (`SY-ID`) tells its country (`SY`) too.
    """
    pairs = [("region", code) for code in region_codes(entry.region)]
    if entry.date:
        period = entry.date.period
        levels = (("year", 4), ("month", 7), ("day", 10))
        pairs = [(name, period[:length]) for name, length in levels if len(period) >= length] + pairs
    pairs += [("agency", agency_value(label)) for label in entry.agencies]
    if entry.outlet:
        pairs.append(("outlet", name_slug(entry.outlet)))
    pairs += [("tag", name_slug(tag)) for tag in entry.tags]
    pairs.append(("language", language_value(entry.lang)))
    return tuple(dict.fromkeys(pairs))


def sort_date(entry: Entry) -> str:
    """What search sorts an article by: its date as text, or `0000` where it has none."""
    return entry.date.text if entry.date else UNDATED_SORT


def region_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes with the countries that the subdivisions among them lie in, each country before its own."""
    return tuple(dict.fromkeys(step for code in codes for step in (country_of(code), code)))


def agency_value(label: str) -> str:
    """The frozen identifier of an agency by its label; its slug where the table does not hold it."""
    agency = agency_of(label)
    return agency.id if agency else name_slug(label)


def language_value(lang: str) -> str:
    """The language of a BCP 47 tag without region and script: `zh` of `zh-Hans`."""
    return lang.partition("-")[0].lower()
