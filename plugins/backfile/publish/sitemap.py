"""The sitemap (sitemaps.org, 0.9): every page's absolute address, and for articles when they last changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape

from backfile.catalogue import Entry

MOST = 50_000
"""Addresses that one sitemap may hold."""

ADDRESS = "/sitemap.xml"

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(
    url: str, addresses: Sequence[str], entries: Sequence[Entry], most: int = MOST
) -> Iterator[tuple[str, str]]:
    """(address, text) of the sitemap, and of its parts where one file cannot hold all.

    `url` is the site's absolute address: a sitemap may hold no other kind, so a site without one has no sitemap.
    """
    changed = {entry.address: last.text for entry in entries if (last := entry.modified or entry.date)}
    if len(addresses) <= most:
        yield ADDRESS, _urls(url, addresses, changed)
        return
    parts = [addresses[start : start + most] for start in range(0, len(addresses), most)]
    names = [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    listed = "".join(f"<sitemap><loc>{escape(url + name)}</loc></sitemap>\n" for name in names)
    yield ADDRESS, f"{_HEAD}<sitemapindex {_SCHEMA}>\n{listed}</sitemapindex>\n"
    for name, part in zip(names, parts, strict=True):
        yield name, _urls(url, part, changed)


def _urls(url: str, addresses: Sequence[str], changed: Mapping[str, str]) -> str:
    rows = (
        f"<url><loc>{escape(url + address)}</loc>{_last_change(changed.get(address, ''))}</url>\n"
        for address in addresses
    )
    return f"{_HEAD}<urlset {_SCHEMA}>\n{''.join(rows)}</urlset>\n"


@lru_cache(maxsize=65_536)
def _last_change(changed: str) -> str:
    """A W3C datetime needs an offset once it says a time, so a local time is cut to its day."""
    local = len(changed) > 10 and not (changed.endswith("Z") or changed[-6] in "+-")
    return f"<lastmod>{changed[:10] if local else changed}</lastmod>" if changed else ""
