"""What the metadata of an HTML page offers for each field: meta and link elements, microdata, times, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from backfile.decode.document import Candidate
from backfile.decode.json_ld import json_ld_candidates

METADATA_TAGS = frozenset({"html", "meta", "link", "title", "time", "script"})

_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "citation_title", "parsely-title", "sailthru.title", "dc.title",
              "dcterms.title", "title", "cxenseparse:title"),
    "date": ("article:published_time", "og:published_time", "article:published", "og:article:published_time",
             "datepublished", "publish-date", "publishdate", "publish_date", "pubdate", "publication_date", "date",
             "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date",
             "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date",
             "dc.date.created", "article.published", "article_date_original", "originalpublicationdate",
             "rnews:datepublished", "published_at", "release_date", "date.issued", "article:published:time"),
    "modified": ("article:modified_time", "og:updated_time", "article:modified", "datemodified", "dcterms.modified",
                 "dc.date.modified", "last-modified", "lastmod", "article.updated", "article:modified:time"),
    "lang": ("content-language", "og:locale", "dc.language", "dcterms.language", "language", "citation_language"),
    "outlet": ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher",
               "publisher", "citation_journal_title", "twitter:site", "copyright"),
    "source": ("og:url", "twitter:url", "parsely-link"),
    "section": ("article:section", "parsely-section", "sailthru.section", "section", "articlesection",
                "cxenseparse:category", "og:article:section"),
    "standfirst": ("og:description", "twitter:description", "description", "dc.description", "dcterms.abstract",
                   "sailthru.description"),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "citation_author", "dc.creator",
               "dcterms.creator", "article:author_name", "byl", "authors", "creator", "cxenseparse:author",
               "dc.contributor", "author_name", "og:article:author"),
    "keyword": ("keywords", "news_keywords", "article:tag", "parsely-tags", "sailthru.tags", "dc.subject",
                "citation_keywords", "og:article:tag"),
    "picture": ("og:image", "og:image:url", "twitter:image", "twitter:image:src"),
    "picture caption": ("og:image:alt", "twitter:image:alt"),
    "type": ("og:type",),
}  # fmt: skip

_FIELD_OF = {name: field for field, names in _META.items() for name in names}

_PROPERTIES = {
    "headline": "title", "datepublished": "date", "datecreated": "date", "datemodified": "modified",
    "author": "author", "articlesection": "section", "keywords": "keyword", "description": "standfirst",
    "inlanguage": "lang",
}  # fmt: skip

_MOST = 60
"""Candidates of one kind that are kept: a page that offers more offers no metadata."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Found:
    """An element that may carry metadata."""

    tag: str
    attributes: Mapping[str, str]
    text: str = ""


def found(tag: str, given: Mapping[str, str | None], node: LexborNode) -> Iterator[Found]:
    """The metadata of one element, if it has any."""
    attributes = {name: value or "" for name, value in given.items()}
    if tag == "script":
        if "ld+json" in attributes.get("type", "").lower():
            yield Found(tag, attributes, node.text_lexbor())
    elif tag in ("title", "time"):
        yield Found(tag, attributes, " ".join(node.text_lexbor().split())[:500])
    elif tag in METADATA_TAGS or "author" in attributes.get("rel", "").lower().split():
        yield Found(tag, attributes, "" if tag != "a" else " ".join(node.text_lexbor().split())[:200])
    if "reader-" in attributes.get("class", ""):
        yield from _of_reader_view(tag, attributes, node)
    if tag in ("span", "a", "address", "strong") and "author" in attributes.get("class", "").lower():
        yield Found("author", attributes, " ".join(node.text_lexbor().split())[:200])
    if attributes.get("itemprop", "").lower() in _PROPERTIES and tag != "meta":
        inner = node.css_first("[itemprop=name]") if attributes["itemprop"].lower() == "author" else None
        yield Found("itemprop", attributes, " ".join((inner or node).text_lexbor().split())[:500])


def _of_reader_view(tag: str, attributes: Mapping[str, str], node: LexborNode) -> Iterator[Found]:
    """What Firefox's reader view prints above an article: where it stood, and its byline."""
    named = attributes["class"].split()
    if tag == "a" and "reader-domain" in named:
        yield Found("reader view", {"href": attributes.get("href", "")})
    if "reader-credits" in named:
        yield Found("author", attributes, " ".join(node.text_lexbor().split())[:200])


def candidates_of(elements: Iterable[Found]) -> tuple[tuple[Candidate, ...], str]:
    """All candidates, those of JSON-LD first, then in page order; and the declared language (BCP 47), or empty."""
    listed = list(elements)
    address = next((e.attributes.get("href", "") for e in listed if _is_canonical(e)), "")
    titles = [e.text for e in listed if e.tag == "title"] + [
        e.attributes.get("content", "") for e in listed if e.attributes.get("property") == "og:title"
    ]
    scripts = [e.text for e in listed if e.tag == "script"]
    offered = [*json_ld_candidates(scripts, address, titles)]
    for element in listed:
        offered.extend(_of_element(element))
    counts: dict[tuple[str, str], int] = {}
    kept: dict[Candidate, None] = {}
    for candidate in offered:
        key = (candidate.field, candidate.source)
        counts[key] = counts.get(key, 0) + 1
        if candidate.value.strip() and counts[key] <= _MOST:
            kept[candidate] = None
    return tuple(kept), _language(listed, tuple(kept))


def _of_element(element: Found) -> Iterator[Candidate]:
    attributes = element.attributes
    content = " ".join(attributes.get("content", "").split())
    match element.tag:
        case "meta":
            yield from _of_meta(attributes, content)
        case "title":
            yield Candidate("title", element.text, "title")
        case "link":
            if _is_canonical(element):
                yield Candidate("source", attributes.get("href", "").strip(), "canonical")
        case "time":
            kind = f"{attributes.get('itemprop', '')} {attributes.get('class', '')} {attributes.get('pubdate', '')}"
            field = "modified" if re.search("modif|updat", kind, re.IGNORECASE) else "date"
            yield Candidate(field, attributes.get("datetime", "").strip() or element.text, "time")
        case "reader view":
            yield Candidate("source", attributes["href"].strip(), "reader view")
        case "a":
            yield Candidate("author", element.text, "rel=author")
        case "author":
            yield Candidate("author in print", element.text, "class")
        case "itemprop":
            name = attributes["itemprop"].lower()
            yield Candidate(_PROPERTIES[name], content or attributes.get("datetime", "") or element.text, "microdata")


def _of_meta(attributes: Mapping[str, str], content: str) -> Iterator[Candidate]:
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = attributes.get(attribute, "").strip().lower()
        field = _PROPERTIES.get(name) if attribute == "itemprop" else _FIELD_OF.get(name)
        if field and content:
            yield Candidate(field, content, name if name.startswith(("og:", "twitter:")) else f"meta:{name}")


def _is_canonical(element: Found) -> bool:
    return element.tag == "link" and "canonical" in element.attributes.get("rel", "").lower().split()


def _language(elements: list[Found], candidates: tuple[Candidate, ...]) -> str:
    """What the root element declares; else what the metadata does."""
    declared = [e.attributes.get("lang") or e.attributes.get("xml:lang") or "" for e in elements if e.tag == "html"]
    offered = [c.value for c in candidates if c.field == "lang"]
    return next(filter(None, map(language_tag, (*declared, *offered))), "")


def language_tag(value: str) -> str:
    """A declared language in the usual case of a BCP 47 tag; empty where it has not the form of one."""
    if not _LANGUAGE.fullmatch(value.strip()):
        return ""
    parts = value.strip().replace("_", "-").split("-")
    rest = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in parts[1:])
    return "-".join((parts[0].lower(), *rest))
