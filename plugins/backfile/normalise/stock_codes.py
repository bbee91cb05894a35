"""Stock codes: the exchange that a code after a company's name tells, and its country.

Reuters instrument codes, as its copy and others' print them: `Volvo AB <VOLVb.ST>`, `(TSLA.O)`. A code between angle
brackets without a suffix is an American listing, as the agency printed them; of five letters, one ending in F or Y
is a foreign share's there (Nasdaq's fifth letter), and tells no country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from backfile.vocab.regions import table

_CODE = re.compile(r"(?:(?<=[\w.,'\"] )|(?<=\w))[<(]([A-Za-z0-9]{1,6})(?:\.([A-Z]{1,3}))?[>)]")
_AMERICAN = re.compile(r"[A-Z]{1,4}|[A-Z]{4}[A-EG-XZ]")


def stock_codes(text: str, year: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield each stock code's place in a text, start and end, and the country of its exchange.

    Suffixes that passed from one exchange to another hold for their years; without a year they tell nothing.
    """
    if "<" not in text and "(" not in text:
        return
    markup = "</" in text
    for found in _CODE.finditer(text):
        code, suffix = found.groups()
        if suffix:
            country = _country(suffix, year) if len(code) > 1 or found[0][0] == "<" else ""
        else:
            country = "US" if found[0][0] == "<" and not markup and _AMERICAN.fullmatch(code) else ""
        if country:
            yield found.start(), found.end(), country


def _country(suffix: str, year: int) -> str:
    for code, since, until in _exchanges().get(suffix, ()):
        if (since, until) == (0, 9999) or (year and since <= year <= until):
            return code
    return ""


@cache
def _exchanges() -> dict[str, tuple[tuple[str, int, int], ...]]:
    found: dict[str, tuple[tuple[str, int, int], ...]] = {}
    for row in table("exchanges.csv"):
        entry = (row["code"], int(row["since"] or 0), int(row["until"] or 9999))
        found[row["suffix"]] = (*found.get(row["suffix"], ()), entry)
    return found
