"""What Zotero reads of an article's page, by the rules of its translators *Embedded Metadata* and *RDF*.

No registry brings those translators, so their rules stand here in our own words, as far as they bear on such a page
(github.com/zotero/translators, `Embedded Metadata.js` of 2024-06-13 and `RDF.js` of 2019-09-08). Neither reads JSON-LD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import html5lib

VOCABULARIES = {"bib", "bibo", "dc", "dcterms", "prism", "foaf", "vcard", "link", "z", "eprint", "eprints", "og"} | {
    "article", "book", "music", "video", "so", "codemeta", "rdf",
}  # fmt: skip
"""The prefixes of a meta element's name that make it a statement."""
ITEM_TYPES = {"newspaperArticle", "magazineArticle", "journalArticle", "webpage", "blogPost", "report", "book"}
"""Some of Zotero's item types: `DC.type` may name one."""
HIGHWIRE = {
    "citation_title": "title", "citation_publication_date": "date", "citation_date": "date",
    "citation_journal_title": "publicationTitle", "citation_publisher": "publisher",
    "citation_abstract": "abstractNote", "citation_public_url": "url", "citation_language": "language",
}  # fmt: skip
"""Which field each Highwire tag fills, whatever a statement said before."""
STATED = {
    "title": ("dc:title", "dcterms:title", "og:title"),
    "publicationTitle": ("prism:publicationName", "dc:source", "dcterms:source"),
    "section": ("article:section",),
    "date": ("prism:publicationDate", "og:published_time", "article:published_time", "dc:date", "dcterms:date"),
    "abstractNote": ("prism:teaser", "og:description", "dcterms:abstract"),
    "url": ("og:url",),
    "language": ("dc:language", "dcterms:language"),
}
"""Which statements fill a field, the first that is there."""
AUTHORS = ("dc:creator", "dcterms:creator", "dc:contributor", "dcterms:contributor")
BYLINES = ("byline", "bylines", "vcard", "article-byline")
"""Classes of what Zotero takes for a byline, where nothing names an author."""


@dataclass(frozen=True)
class ZoteroItem:
    """An item as Zotero saves it."""

    type: str
    fields: Mapping[str, str]
    authors: tuple[tuple[str, str], ...]
    """(first name, last name)."""


def zotero_item(html: str) -> ZoteroItem:
    """What Zotero saves of a page."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    metas = list(_metas(tree))
    statements = dict(reversed([(_statement(name), value) for name, value in metas if _statement(name)]))
    highwire = {name: value for name, value in reversed(metas) if name.startswith("citation_")}
    kind = _type(statements, highwire)
    fields = {field: _first(statements, names) for field, names in STATED.items()}
    if not fields["publicationTitle"] and kind in ("newspaperArticle", "webpage", "blogPost"):
        fields["publicationTitle"] = statements.get("og:site_name", "")
    fields |= {HIGHWIRE[name]: " ".join(value.split()) for name, value in highwire.items() if name in HIGHWIRE}
    fields["abstractNote"] = fields["abstractNote"] or dict(metas).get("description", "")
    fields["url"] = fields["url"] or _canonical(tree)
    fields["date"] = fields["date"] or next((e.get("datetime", "") for e in tree.iter("time")), "")
    names = [value for name, value in metas if name == "citation_author"] or _named(metas, statements, tree)
    return ZoteroItem(kind, {name: value for name, value in fields.items() if value}, tuple(map(_cleaned, names)))


def _type(statements: Mapping[str, str], highwire: Mapping[str, str]) -> str:
    """A journal's title decides; then a type that is stated; a title alone is guessed to be a journal article's."""
    if "citation_journal_title" in highwire:
        return "journalArticle"
    stated = statements.get("dc:type") or statements.get("dcterms:type") or ""
    if statements.get("z:itemType") in ITEM_TYPES:
        return statements["z:itemType"]
    if statements.get("og:type") in ("website", "book"):
        return {"website": "webpage", "book": "book"}[statements["og:type"]]
    if stated in ITEM_TYPES:
        return stated
    if re.sub(r"\s", "", stated.lower()) == "newsitem":
        return "newspaperArticle"
    return "journalArticle" if "citation_title" in highwire else "webpage" if statements else ""


def _named(metas: list[tuple[str, str]], statements: Mapping[str, str], tree: ET.Element) -> list[str]:
    """Authors by statements, by plain meta elements, or by what stands in a byline."""
    stated = [value for name, value in metas if _statement(name) in AUTHORS]
    plain = [value for name, value in metas if name.lower() == "author" or _statement(name) == "article:author"]
    if stated or plain:
        return stated or plain
    bylines = [element for element in tree.iter() if set((element.get("class") or "").split()) & set(BYLINES)]
    if len(bylines) != 1 or not statements:
        return []
    text = re.split(r"\bby[:\s]+", " ".join("".join(bylines[0].itertext()).split()), flags=re.IGNORECASE)[-1]
    return [name for name in re.split(r"\s*(?:(?:,\s*)?\band\b|,|&)\s*", text) if name]


def _metas(tree: ET.Element) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property")
        if name and meta.get("content"):
            yield name, str(meta.get("content"))


def _statement(name: str) -> str:
    """A name as a statement's property, or empty: `DC.type` is `dc:type`."""
    prefix, _, rest = re.sub(r"[._]", ":", name, count=1).partition(":")
    return f"{prefix.lower()}:{rest[:1].lower()}{rest[1:]}" if prefix.lower() in VOCABULARIES else ""


def _first(statements: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((statements[name] for name in names if name in statements), "")


def _canonical(tree: ET.Element) -> str:
    return next((str(link.get("href")) for link in tree.iter("link") if link.get("rel") == "canonical"), "")


def _cleaned(name: str) -> tuple[str, str]:
    """The last word is the last name; before a comma all is."""
    if "," in name:
        last, _, first = name.partition(",")
    else:
        first, _, last = name.strip().rpartition(" ")
    return first.strip(), last.strip()
