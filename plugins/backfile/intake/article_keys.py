"""By what another capture of the same article is known: its address, or its headline with day and outlet."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from backfile.article import Article

ADDRESS = "address:"
"""Begins a key that is an address."""
_STORY = "story:"
_WWW = re.compile(r"www\d?\.")
_MARKS = re.compile(r"^(?:(?:corrected|correction|refile|rpt|repeat|(?:update|wrapup) \d+) )+")
"""What agencies set before the headline of a story that they send again."""
_WORDS = re.compile(r"\w+")
_NEVER_QUOTED = "-._~!$&'()*+,;=:@/"
_INDEX = re.compile(r"/(?:index\.(?:x?html?|php))?/*$")
_KEPT = "surrogateescape"
"""Bytes that are no UTF-8 stay as they are."""


def article_keys(article: Article, uri: str) -> tuple[str, ...]:
    """The keys of an article that was fetched from `uri` (or empty), the surest first.

    The address that it states of itself comes first, so that a page for readers of telephones, or in AMP, is known by
    its canonical link; then where it was fetched from; then headline, day and outlet, where the day is known.
    """
    addresses = [address_key(address) for address in (article.source, uri) if address]
    keys = [ADDRESS + address for address in addresses if address]
    words = _MARKS.sub("", " ".join(_WORDS.findall(article.title.casefold())))
    if article.date and article.date.day and words:
        keys.append(f"{_STORY}{words}|{article.date.period}|{article.outlet}")
    return tuple(dict.fromkeys(keys))


def address_key(address: str) -> str:
    """What all spellings of one web address have in common; empty for a site's front page and for what is no address.

    Scheme, `www.`, default port, fragment, a slash at the end, an index file, the order of parameters and parameters
    that only track readers make no difference (RFC 3986 §6; the parameters: `tracking_parameters.tsv`).
    """
    try:
        parts = urlsplit(address.strip())
        host, port = _WWW.sub("", (parts.hostname or "").rstrip("."), count=1), parts.port
        path = quote(unquote(parts.path, errors=_KEPT), safe=_NEVER_QUOTED, errors=_KEPT)
        pairs = parse_qsl(parts.query, keep_blank_values=True, errors=_KEPT)
        query = urlencode(sorted(pair for pair in pairs if not _tracking().fullmatch(pair[0])), errors=_KEPT)
    except ValueError:
        return ""
    path = _INDEX.sub("", path)
    if parts.scheme not in ("http", "https") or not host or not (path or query):
        return ""
    return f"{host}{f':{port}' if port not in (None, 80, 443) else ''}{path}{f'?{query}' if query else ''}"


@cache
def _tracking() -> re.Pattern[str]:
    lines = files("backfile.intake").joinpath("tracking_parameters.tsv").read_text("utf-8").splitlines()[1:]
    return re.compile("|".join(f"(?:{line.partition(chr(9))[0]})" for line in lines), re.IGNORECASE)
