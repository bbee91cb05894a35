"""JSON-LD: the page's own statement of its article, in the words of schema.org."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from backfile.decode.document import Candidate

_ARTICLE = re.compile(r"Article|^BlogPosting|LiveBlogPosting|^Report$|^Review$|^OpinionNews|^NewsStory")
_NEWS = re.compile(r"NewsArticle$|^LiveBlogPosting")
_DEEPEST = 12
_FENCE = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://\s*|/\*\s*)?\]\]>\s*(?:\*/)?|;)\s*$"
)
_STRAY_COMMA = re.compile(r",(?=\s*[}\]])")
_RESCUED = {"headline": "title", "datePublished": "date", "dateModified": "modified", "articleSection": "section"}


def json_ld_candidates(scripts: Sequence[str], address: str, titles: Sequence[str]) -> Iterator[Candidate]:
    """What the page's main article offers for each field.

    Of several articles the main one is that whose own address is the page's, else the one whose headline the page's
    title holds, else the first. Scripts that are no JSON even after mending yield what their plain pairs say.
    """
    objects: list[dict[str, object]] = []
    broken: list[str] = []
    for script in scripts:
        value = _lenient(script)
        if value is None:
            broken.append(script)
        else:
            objects.extend(_objects(value, 0))
    articles = [o for o in objects if any(_ARTICLE.search(t) for t in _types(o))]
    named = {str(o["@id"]): o for o in objects if "@id" in o and len(o) > 1}
    if articles:
        main = max(articles, key=lambda o: _rank(o, address, titles))
        yield from _of_article(main, named)
    else:
        for o in objects:
            if {"WebPage", "VideoObject"} & set(_types(o)):
                yield from _dates(o, "json-ld:page")
    for script in broken:
        for name, field in _RESCUED.items():
            for value in re.findall(rf'"{name}"\s*:\s*"((?:[^"\\]|\\.)*)"', script)[:1]:
                yield Candidate(field, _plain(value.replace('\\"', '"').replace("\\/", "/")), "json-ld")


def _lenient(script: str) -> object:
    """The value of a JSON-LD script; None where it is no JSON."""
    text = script.strip()
    while (cut := _FENCE.sub("", text).strip()) != text:
        text = cut
    for attempt in (text, _STRAY_COMMA.sub("", text)):
        with suppress(ValueError, RecursionError):
            value: object = json.loads(attempt, strict=False)
            return value
    return None


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    """Every object that may stand for the page: of arrays, @graph, mainEntity and the like."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart", "@included"):
            if isinstance(value.get(name), (dict, list)):
                yield from _objects(value[name], depth + 1)


def _types(thing: object) -> tuple[str, ...]:
    kind = thing.get("@type") if isinstance(thing, dict) else None
    kinds = kind if isinstance(kind, list) else [kind]
    return tuple(k.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for k in kinds if isinstance(k, str))


def _rank(article: dict[str, object], address: str, titles: Sequence[str]) -> tuple[bool, bool, bool, bool]:
    """How surely an object is the page's own article."""
    page = article.get("mainEntityOfPage")
    own = {_text(article.get("url")), _text(article.get("@id")), _text(page)}
    own |= {_text(page.get("@id"))} if isinstance(page, dict) else set()
    headline = _plain(_text(article.get("headline")) or _text(article.get("name")))
    return (
        bool(address) and any(_same_address(address, other) for other in own if other),
        bool(headline) and any(headline in title or title in headline for title in titles if title),
        any(_NEWS.search(kind) for kind in _types(article)),
        "datePublished" in article,
    )


def _same_address(one: str, other: str) -> bool:
    return re.split("[#?]", one, maxsplit=1)[0].rstrip("/") == re.split("[#?]", other, maxsplit=1)[0].rstrip("/")


def _of_article(article: dict[str, object], named: dict[str, dict[str, object]]) -> Iterator[Candidate]:
    for name, field in (
        ("headline", "title"), ("alternativeHeadline", "title"), ("name", "title"), ("description", "standfirst"),
        ("alternativeHeadline", "standfirst"), ("inLanguage", "lang"), ("articleBody", "body"),
    ):  # fmt: skip
        if value := _plain(_text(article.get(name)), keep_lines=field == "body"):
            yield Candidate(
                field, value, "json-ld" if name not in ("name", "alternativeHeadline") else f"json-ld:{name}"
            )
    yield from _dates(article, "json-ld")
    yield from _of_access(article)
    if "LiveBlogPosting" in _types(article):
        yield Candidate("type", "LiveBlogPosting", "json-ld")
    for name, field in (("author", "author"), ("creator", "author"), ("publisher", "outlet")):
        if name == "creator" and "author" in article:
            continue
        for value in _names(article.get(name), named):
            yield Candidate(field, value, "json-ld")
    for value in _strings(article.get("articleSection")):
        yield Candidate("section", _plain(value), "json-ld")
    for value in _strings(article.get("keywords")):
        yield Candidate("keyword", _plain(value), "json-ld")
    yield from _of_pictures(article, named)


def _of_access(article: dict[str, object]) -> Iterator[Candidate]:
    """Whether everybody may read it, and how long it says that it is."""
    free = article.get("isAccessibleForFree")
    if free is not None:
        yield Candidate("free", str(free).lower().rsplit("/", 1)[-1], "json-ld")
    for part in _listed(article.get("hasPart")):
        for selector in _strings(part.get("cssSelector")) if isinstance(part, dict) else ():
            yield Candidate("paid part", selector, "json-ld")
    if count := article.get("wordCount"):
        yield Candidate("word count", str(count), "json-ld")


def _of_pictures(article: dict[str, object], named: dict[str, dict[str, object]]) -> Iterator[Candidate]:
    for picture in _listed(article.get("image")):
        thing = named.get(_text(picture.get("@id")), picture) if isinstance(picture, dict) else {"url": picture}
        for name, field in (
            ("url", "picture"), ("contentUrl", "picture"), ("caption", "picture caption"),
            ("creditText", "picture credit"),
        ):  # fmt: skip
            if value := _plain(_text(thing.get(name))):
                yield Candidate(field, value, "json-ld")


def _dates(thing: dict[str, object], source: str) -> Iterator[Candidate]:
    for name, field in (("datePublished", "date"), ("dateCreated", "date"), ("dateModified", "modified")):
        if value := _text(thing.get(name)):
            yield Candidate(field, value.strip(), source if name != "dateCreated" else "json-ld:dateCreated")


def _names(value: object, named: dict[str, dict[str, object]]) -> Iterator[str]:
    for item in _listed(value):
        if isinstance(item, str):
            yield _plain(item)
        elif isinstance(item, dict):
            known = item if "name" in item else named.get(_text(item.get("@id")), item)
            for name in _listed(known.get("name")):
                if isinstance(name, str):
                    yield _plain(name)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _strings(value: object) -> Iterator[str]:
    for item in _listed(value):
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            yield _text(item.get("name"))


def _text(value: object) -> str:
    """A value as text: the first of a list, an object's @value or @id."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, dict):
        first = first.get("@value") or first.get("url") or first.get("@id") or first.get("name")
    return first if isinstance(first, str) else ""


def _plain(value: str, *, keep_lines: bool = False) -> str:
    """Text without the character references and tags that publishers leave in JSON."""
    text = html.unescape(value) if "&" in value else value
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,300}>", " " if keep_lines else "", text)
    return text.strip() if keep_lines else " ".join(text.split())
