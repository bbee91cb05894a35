"""What an article costs as the archive grows: invented articles, Backfile alone, against itself at 19,000.

    python bench/run.py growing --articles 1000000

A million takes some 20 GB of the disk while it runs.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import changes
import corpus
from building import SCRATCH, backfile, by_seconds
from changes import chosen
from contest import COLD, EDITED, NOTHING, contest, memory_of
from timing import Run

SMALL = 19_000


@dataclass(frozen=True, slots=True)
class Grown:
    """The builds of an archive of some size."""

    articles: int
    cold: Run
    unchanged: Run
    edited: Run
    memory_cold: Run
    memory_edited: Run


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table."""

    name: str
    value: Callable[[Grown, Grown], float]
    """Its figure for an archive, beside the small one."""
    digits: int
    at_most: Mapping[int, float] = field(default_factory=dict)
    """What the figure may be, by the number of articles."""


ROWS = (
    Row("cold, wall s", lambda grown, _: grown.cold.seconds, 1),
    Row("wall ms an article", lambda grown, _: grown.cold.seconds / grown.articles * 1_000, 3),
    Row(
        "by what it is at 19,000",
        lambda grown, small: grown.cold.seconds / grown.articles * small.articles / small.cold.seconds,
        2,
        {200_000: 1.2, 1_000_000: 1.2},
    ),
    Row("CPU ms an article", lambda grown, _: grown.cold.cpu / grown.articles * 1_000, 3),
    Row(
        "by what it is at 19,000",
        lambda grown, small: grown.cold.cpu / grown.articles * small.articles / small.cold.cpu,
        2,
        {200_000: 1.2, 1_000_000: 1.2},
    ),
    Row("nothing changed, wall s", lambda grown, _: grown.unchanged.seconds, 2),
    Row("one article edited, wall s", lambda grown, _: grown.edited.seconds, 2, {1_000_000: 30}),
    Row(
        "memory of all processes (PSS), MiB: cold",
        lambda grown, _: grown.memory_cold.proportional,
        0,
        {200_000: 1_536, 1_000_000: 3_072},
    ),
    Row("one article edited", lambda grown, _: grown.memory_edited.proportional, 0, {200_000: 1_536, 1_000_000: 3_072}),
    Row("rest of the machine in the cold build, cores", lambda grown, _: grown.cold.others, 2),
)


def measure(sizes: Sequence[int] = (200_000,)) -> str:
    """The table of 19,000 articles and of these numbers, as Markdown; a figure above what it may be is bold."""
    archives = [_grown(articles) for articles in (SMALL, *sizes)]
    lines = [
        ["articles", *(f"{grown.articles:,}" for grown in archives)],
        ["---"] * (len(archives) + 1),
        *([row.name, *(_shown(row, grown, archives[0]) for grown in archives)] for row in ROWS),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _shown(row: Row, grown: Grown, small: Grown) -> str:
    value, most = row.value(grown, small), row.at_most.get(grown.articles)
    shown = f"{value:,.{row.digits}f}"
    if most is None:
        return shown
    return f"{shown if value <= most else f'**{shown}**'} (at most {most:,})"


def _grown(articles: int) -> Grown:
    """Build an archive of so many invented articles; the small one some times, of which the median counts."""
    folder = SCRATCH / "growing"
    shutil.rmtree(folder, ignore_errors=True)
    site = backfile(folder)
    corpus.make(folder / "content", articles)
    choice = chosen(folder / "content", 1)
    runs = contest((site,), choice, (COLD, NOTHING, EDITED), 3 if articles == SMALL else 1)
    cold, unchanged, edited = (_middle(runs[step.name, site.name]) for step in (COLD, NOTHING, EDITED))
    memory_cold = memory_of(site)
    changes.edit(site.content, choice)
    memory_edited = memory_of(site, cold=False)
    shutil.rmtree(folder)
    return Grown(articles, cold, unchanged, edited, memory_cold, memory_edited)


def _middle(runs: Sequence[Run]) -> Run:
    """The run that took longer than half of the others."""
    return sorted(runs, key=by_seconds)[len(runs) // 2]
