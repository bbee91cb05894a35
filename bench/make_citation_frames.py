"""Make frames.tsv, names.tsv and months.tsv anew: what citeproc-js prints of each shape of item, with stand-ins.

    .venv/bin/python bench/make_citation_frames.py

It needs Node.js and `.tools` (`make test` installs both). The styles are those beside tests/tools/citeproc.cjs.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from backfile.publish.citation.styles import MANY, STYLES

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "plugins" / "backfile" / "publish" / "citation"
DATES = {"": [], "year": [2017], "month": [2017, 5], "day": [2017, 5, 28]}
STAND_INS = {
    "Xauthor": "author", "Xtitle": "title", "Xoutlet": "outlet", "Xsection": "section", "Xsource": "source",
    "https://x.example/": "url", "2017": "year", "May": "month", "28": "day",
}  # fmt: skip
BARE = {"type": "article-newspaper", "title": "Xtitle", "language": "en"}
Ask = Callable[[str, dict[str, object]], str]
Row = tuple[str, ...]


def main() -> None:
    """Write the three tables."""
    sys.path.insert(0, str(ROOT / "tests"))
    from citing import processor  # noqa: PLC0415  # the tests ask the same processor

    with processor() as asked:
        write("frames", ("style", "author", "outlet", "section", "url", "date", "entry"), frames(asked.html))
        write("names", ("style", "authors", "entry"), names(asked.html))
        write("months", ("style", "month", "entry"), months(asked.html))


def frames(ask: Ask) -> Iterable[Row]:
    """What each style prints, for each set of known fields."""
    for style in STYLES.values():
        for author, outlet, section, url, date in itertools.product("01", "01", "01", "01", DATES):
            item: dict[str, object] = {**BARE, "source": "Xsource"}
            item |= {"author": [{"literal": "Xauthor"}]} if author == "1" else {}
            item |= {"container-title": "Xoutlet"} if outlet == "1" else {}
            item |= {"section": "Xsection"} if section == "1" else {}
            item |= {"URL": "https://x.example/"} if url == "1" else {}
            item |= {"issued": {"date-parts": [DATES[date]]}} if date else {}
            entry = re.sub("|".join(STAND_INS), lambda found: f"{{{STAND_INS[found[0]]}}}", ask(style, item))
            yield style, author, outlet, section, url, date, entry


def names(ask: Ask) -> Iterable[Row]:
    """What each style prints for each list of authors: `p` is a person, `w` a name left whole."""
    short = ["".join(kinds) for count in (1, 2, 3) for kinds in itertools.product("pw", repeat=count)]
    long = [kind * count for count in range(4, MANY + 1) for kind in "pw"]
    for style in STYLES.values():
        after = ask(style, {**BARE, "author": [{"literal": "Xauthor"}]}).partition("Xauthor.")[2]
        for kinds in short + long:
            authors = [
                {"family": f"F{letter}q", "given": f"G{letter}q", "non-dropping-particle": "al-"}
                if kind == "p"
                else {"literal": f"W{letter}q"}
                for kind, letter in zip(kinds, "abcdefghijklmnopqrstu", strict=False)
            ]
            entry = ask(style, {**BARE, "author": authors})
            assert entry.endswith(f".{after}"), entry
            yield style, kinds, slotted(entry.removesuffix(after)).removesuffix(".")


def slotted(entry: str) -> str:
    """A list of names with its names as slots, the last of many counted from the end."""

    def number(letter: str) -> str:
        place = ord(letter) - ord("a")
        return "-1" if place == MANY - 1 else str(place)

    for pattern, form in (
        (r"al-F(\w)q, G\.", "short"), (r"F(\w)q, G\1q al-", "demoted"), (r"al-F(\w)q, G\1q", "inverted"),
        (r"G(\w)q al-F\1q", "direct"), (r"W(\w)q", "whole"),
    ):  # fmt: skip
        entry = re.sub(pattern, lambda found, form=form: f"{{{number(found[1])}.{form}}}", entry)
    return entry


def months(ask: Ask) -> Iterable[Row]:
    """How each style writes the months."""
    for style in STYLES.values():
        for month in range(1, 13):
            entry = ask(style, {**BARE, "issued": {"date-parts": [[2017, month]]}})
            found = re.search(r"2017, (\w+\.?)|(\w+\.?) 2017", entry)
            assert found, entry
            yield style, f"{month:02}", found[1] or found[2]


def write(name: str, head: Row, rows: Iterable[Row]) -> None:
    """Write a table, and say how long it is."""
    lines = ["\t".join(row) for row in (head, *rows)]
    (TABLES / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{name}.tsv: {len(lines) - 1} rows")


if __name__ == "__main__":
    main()
