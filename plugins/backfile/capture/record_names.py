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


def meaning_of(name: str) -> str:
    """What a part of that name is: a field, `body`, `page` (HTML), `beside`, …; empty where nobody has said."""
    return _meanings().get(name.strip().lower().replace(" ", "_"), "")


def is_record(value: object) -> bool:
    """Whether a JSON value may be an article: an object with at least one name that is known."""
    return isinstance(value, dict) and any(map(meaning_of, value))


@cache
def _meanings() -> Mapping[str, str]:
    with files(__package__).joinpath("record_names.tsv").open(encoding="utf-8") as table:
        return MappingProxyType({row["name"]: row["meaning"] for row in csv.DictReader(table, delimiter="\t")})
