"""What of a page search takes notice of, and its digest."""

from __future__ import annotations

from hashlib import blake2b

_IGNORED = b"data-pagefind-ignore"


def indexed_part(page: bytes) -> bytes:
    """The page's `<html>` tag and its article, without the parts of it that search ignores; chrome is left out.

    Pagefind makes of it what it makes of the whole page, in less time.
    """
    begins, ends = page.find(b"<article"), page.rfind(b"</article>")
    if begins < 0 or ends < begins:
        return b""
    html = page.find(b"<html")
    return page[html : page.find(b">", html) + 1] + _without_ignored(page[begins:ends]) + b"</article></html>"


def text_digest(page: bytes) -> bytes:
    """Sixteen bytes (BLAKE2b) of what search takes notice of: equal where a page says the same to search."""
    return blake2b(indexed_part(page), digest_size=16).digest()


def _without_ignored(article: bytes) -> bytes:
    """Leaves to Pagefind what only a parser can tell: an element that holds another of its own name."""
    kept: list[bytes] = []
    start = 0
    mark = article.find(_IGNORED)
    while mark >= 0:
        after = mark + len(_IGNORED)
        opens = article.rfind(b"<", start, mark)
        tag = article[opens:mark] if opens >= 0 else b""
        name = tag.partition(b" ")[0]
        # An attribute of this tag: neither text behind it nor within a value.
        if name[1:].isalnum() and b">" not in tag and not tag.count(b'"') % 2:
            closing = b"</" + name[1:] + b">"
            closes = article.find(closing, after)
            if closes >= 0 and article.find(name, after, closes) < 0:
                kept.append(article[start:opens])
                start = after = closes + len(closing)
        mark = article.find(_IGNORED, after)
    return b"".join((*kept, article[start:]))
