"""Measure speed against peers: `make bench`.

    python bench/run.py                                    everything
    python bench/run.py building                           one part
    python bench/run.py building --articles 1000           at another size: printed, not kept
    python bench/run.py growing --articles 1000000 --keep  a million articles, once, by hand: kept beside the others

The tables are printed and kept in bench/results.md.
"""

from __future__ import annotations

import argparse
import platform
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import building
import growing
import reading
import relating
import taking_in

RESULTS = Path(__file__).with_name("results.md")
TITLE = "# Speed, as `make bench` measured it last\n\nRead ratios of one run: seconds drift with the machine."


def rows(measure: Callable[[], Iterable[tuple[str, str]]]) -> str:
    """The table of a part that gives rows of (what, how much)."""
    return "\n".join(["| measure | value |", "|---|---|", *(f"| {what} | {value} |" for what, value in measure())])


OF_ANY_SIZE: Mapping[str, Callable[[Sequence[int]], str]] = {"building": building.measure, "growing": growing.measure}
PARTS: Mapping[str, Callable[[], str]] = {
    "reading": partial(rows, reading.measure),
    "taking_in": partial(rows, taking_in.measure),
    "relating": partial(rows, relating.measure),
    "building": building.measure,
    "growing": growing.measure,
}
"""The parts in the order of the results, each with what gives its tables as Markdown."""


def keep(name: str, tables: str) -> None:
    """Put tables into the results, in the place of their former ones."""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."
    _, *sections = re.split(r"(?m)^## ", RESULTS.read_text("utf-8"))
    kept = {title: text.strip() for title, _, text in (section.partition("\n") for section in sections)}
    kept[heading(name)] = f"{machine}\n\n{tables}"
    first = [heading(part) for part in PARTS if heading(part) in kept]
    ordered = dict.fromkeys([*first, *kept])
    RESULTS.write_text("\n\n".join([TITLE, *(f"## {title}\n\n{kept[title]}" for title in ordered)]) + "\n", "utf-8")


def heading(part: str) -> str:
    """A part's name as a heading."""
    return part.replace("_", " ").capitalize()


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description="Measure speed against peers; keep it in bench/results.md.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    parser.add_argument("--articles", type=int, help="build archives of so many articles; print, and keep nothing")
    parser.add_argument("--keep", action="store_true", help="keep that too, under a heading of its own")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(OF_ANY_SIZE if options.articles else PARTS):
        parser.error(f"no such part here: {', '.join(sorted(unknown))}")
    for part in options.parts or PARTS:
        if options.articles is None:
            name, tables = part, PARTS[part]()
        elif part in OF_ANY_SIZE:
            name, tables = f"{part}, {options.articles:,} articles", OF_ANY_SIZE[part]((options.articles,))
        else:
            continue
        print(f"## {heading(name)}\n\n{tables}\n", flush=True)
        if options.keep or options.articles is None:
            keep(name, tables)


if __name__ == "__main__":
    main()
