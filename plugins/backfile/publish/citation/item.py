"""What is cited of an article: only what is known, as CSL's `article-newspaper` takes it.

Agencies are not authors. Where no person is named, the byline as printed stands for them, unless it names an agency;
where there is none, nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backfile.article import Article, EventDate
from backfile.catalogue import Entry
from backfile.edition import Edition
from backfile.publish.citation.names import Author, authors_of
from backfile.vocab.agencies import agency_of, named

_BY = re.compile(r"by\s+", re.IGNORECASE)
_DIVIDERS = re.compile(r"\s*(?:[,;/&]|\band\b|\bund\b|\bet\b)\s*")
"""What stands between the names of a byline."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article as citations know it; what is unknown is empty."""

    id: str
    """Its slug: `dozens-dead-in-idlib`."""
    title: str
    authors: tuple[Author, ...]
    outlet: str
    """Full name of who published it."""
    section: str
    date: EventDate | None
    url: str
    """Where it was published, else where it stands in the archive."""
    lang: str
    """BCP 47 tag."""
    archive: str
    """The archive that holds it."""


def item_of(edition: Edition, article: Article, entry: Entry) -> Item:
    """What is cited of an article. Every text is one line."""
    site = edition.site
    published = article.source if article.source.startswith(("https://", "http://")) else ""
    return Item(
        id=entry.address.rstrip("/").rpartition("/")[2],
        title=one_line(article.title),
        authors=authors_of(_writers(article)),
        outlet=one_line(edition.catalogue.outlets.get(article.outlet, article.outlet)),
        section=one_line(article.section),
        date=article.date,
        url="".join(published.split()) or (f"{site.url}{entry.address}" if site.url else ""),
        lang=entry.lang,
        archive=one_line(site.name),
    )


def one_line(text: str) -> str:
    """A text with every stretch of white space one space."""
    return " ".join(text.split())


def _writers(article: Article) -> tuple[str, ...]:
    if article.authors:
        return tuple(name for name in map(one_line, article.authors) if name and not _is_agency(name))
    byline = _without_by(one_line(article.byline))
    return (byline,) if byline and not any(map(_is_agency, _DIVIDERS.split(byline))) else ()


def _is_agency(name: str) -> bool:
    return agency_of(name) is not None or named(name) is not None


def _without_by(byline: str) -> str:
    """`By our own correspondent` without its first word, the next one with a capital."""
    by = _BY.match(byline)
    return byline[by.end() :][:1].upper() + byline[by.end() + 1 :] if by else byline
