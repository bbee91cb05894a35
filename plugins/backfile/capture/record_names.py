"""What programs that write articles as records (JSON, CSV) call the parts of one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

TRAFILATURA_COLUMNS = (
    "source", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype",
)  # fmt: skip
"""The columns of trafilatura's CSV, which has no first row to name them; divided by tabs, `null` where it is empty."""


LISTS = frozenset([
    "articles", "results", "items", "data", "docs", "documents", "news", "stories", "entries", "records", "posts",
    "hits", "response", "value", "rows",
])  # fmt: skip
"""What services call their list of articles (NewsAPI, GNews and others): no outlet has such a name."""


def meaning_of(name: str) -> str:
    """What a part of that name is: a field, `body`, `page` (HTML), `beside`, …; empty where nobody has said."""
    return _meanings().get(name.strip().lower().replace(" ", "_"), "")


def is_record(value: object) -> bool:
    """Whether a JSON value may be an article: an object with at least one name that is known."""
    return isinstance(value, dict) and any(map(meaning_of, value))


def is_part(name: str) -> bool:
    """Whether a part of that name is a headline or a text: what has one is an article itself."""
    return meaning_of(name) in ("title", "body", "page")


def is_article(value: object) -> bool:
    """Whether a JSON value surely is an article: an object with a headline and a text."""
    meanings = {meaning_of(name) for name in value} if isinstance(value, dict) else set()
    return "title" in meanings and bool(meanings & {"body", "page"})


@cache
def _meanings() -> Mapping[str, str]:
    with files(__package__).joinpath("record_names.tsv").open(encoding="utf-8") as table:
        return MappingProxyType({row["name"]: row["meaning"] for row in csv.DictReader(table, delimiter="\t")})
