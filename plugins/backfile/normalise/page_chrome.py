"""Words by which pages name what is not their article: classes of elements, and phrases of blocks."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Mapping
from importlib.resources import files

from backfile.decode.document import Element

_NAMED_BY = ("class", "id", "role", "data-testid", "data-test-id", "data-qa", "data-component", "data-component-name",
             "data-type", "data-module", "data-block")  # fmt: skip

_TAGS: Mapping[str, str] = {
    "nav": "page chrome", "footer": "page chrome", "form": "page chrome", "dialog": "page chrome",
    "menu": "page chrome", "aside": "aside", "figcaption": "figure", "caption": "figure",
}  # fmt: skip

_ROLES: Mapping[str, str] = {
    "navigation": "page chrome", "banner": "page chrome", "contentinfo": "page chrome", "dialog": "page chrome",
    "search": "page chrome", "menu": "page chrome", "menubar": "page chrome", "alert": "page chrome",
    "complementary": "aside", "toolbar": "share bar", "tooltip": "page chrome",
}  # fmt: skip

_NEGATED = re.compile(
    r"\b(?:no|not|non|has|have|with|without|enable|disable|hide|before|after)[-_]\S*"
    r"|\S*teaser[-_]?text\S*|article[-_]+teaser\S*"
    r"|\S*(?:social|media|tweet|twitter|instagram)\S*embed\S*|\S*embed\S*(?:social|media|tweet|twitter|instagram)\S*",
    re.IGNORECASE,
)
"""Classes that mean something else: what an element has beside it, the article's own teaser, embedded posts."""
_LONGEST_PHRASE = 500
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@functools.cache
def _table(where: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("backfile.normalise").joinpath("page_chrome.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple((row["reason"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows if row["where"] == where)


@functools.lru_cache(maxsize=50_000)
def _named(words: str) -> str:
    spaced = _CAMEL.sub("-", _NEGATED.sub("", words))
    return next((reason for reason, pattern in _table("class") if pattern.search(spaced)), "")


def chrome_by_element(element: Element) -> str:
    """Why an element's own tag, role or names say that it is not part of the article; empty where they do not."""
    attributes = dict(element.attributes)
    if reason := _TAGS.get(element.tag) or _ROLES.get(attributes.get("role", "").lower()):
        return reason
    if element.tag in ("html", "body", "article", "main"):
        return ""
    if (attributes.get("hidden") is not None and "hidden" in attributes) or attributes.get("aria-hidden") == "true":
        return "hidden"
    if "display:none" in attributes.get("style", "").replace(" ", "").lower():
        return "hidden"
    words = " ".join(value for name, value in element.attributes if name in _NAMED_BY and len(value) < 200)
    return _named(words) if words else ""


def chrome_by_phrase(text: str) -> str:
    """Why the words of a block alone say that it is not part of the article; empty where they do not."""
    if len(text) > _LONGEST_PHRASE:
        return ""
    if not _any_phrase().fullmatch(text.lower()):
        return ""
    return next((reason for reason, pattern in _table("text") if pattern.fullmatch(text)), "")


@functools.cache
def _any_phrase() -> re.Pattern[str]:
    """All phrases in one, in small letters: hardly any block is one of them, and case costs three times as much."""
    patterns = "|".join(f"(?:{pattern.pattern})" for _, pattern in _table("text"))
    return re.compile(re.sub(r"\\.|[^\\]+", lambda part: part[0] if part[0][0] == "\\" else part[0].lower(), patterns))
