"""Building an archive, against Hugo, and with search against Hugo and Pagefind, in one run on the same articles.

    python bench/run.py building --articles 1000

Two archives: real wire stories where ../shared/bench lies beside the repository, and invented articles.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import corpus
import hugo_site
import real_stories
from changes import Choice, chosen
from contest import ALL_STEPS, COLD, EDITED, Command, Contender, contest, memory_of
from peers import Peers, installed
from timing import Run

SCRATCH = Path(__file__).resolve().parent.parent / ".cache" / "bench"
BUILD: Command = (sys.executable, "-m", "backfile.cli", "build")
WITHOUT_SEARCH: Command = (*BUILD, "--no-search")
SETTINGS = """\
from backfile.press import Press

PELICAN_CLASS = Press
SITENAME = "Archive"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
SITEURL = "https://archive.example"
"""
"""With an address, so that there are a sitemap and whole addresses, as in Hugo's site."""

RENAMED_OF_ALL = 500 / 19_000
"""The share of the articles on which a tag is renamed."""

FLOORS: Mapping[int, Mapping[str, float]] = {
    1_000: {"cold, wall s": 2.0},
    19_000: {
        "cold, wall s": 0.8,
        "cold, CPU s": 0.7,
        "nothing changed, wall s": 0.07,
        "one article edited, wall s": 0.12,
        "one article added today, wall s": 0.12,
        "one article deleted, wall s": 0.12,
        "one tag renamed, wall s": 0.3,
        "memory of all processes (PSS), MiB": 0.6,
        "with search: cold, wall s": 0.7,
    },
}
"""What a ratio may be at most, by the number of articles in thousands, and the row."""

NOISE = 0.3
"""Cores: where the rest of the machine uses more, a figure means nothing."""

HEAD = """\
| | ratio | at most | Backfile | Hugo | rest of the machine, cores: most, in the rounds that count |
|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Archive:
    """The same articles as a site of Backfile and one of Hugo."""

    name: str
    articles: int
    choice: Choice
    ours: Contender
    hugo: Contender

    @property
    def rounds(self) -> int:
        """How often everything is timed: a small archive more often, since it is more easily disturbed."""
        return 5 if self.articles < 5_000 else 3

    @property
    def floors(self) -> Mapping[str, float]:
        """What a ratio may be at most, by row."""
        return FLOORS.get(round(self.articles, -3), {})


def measure(sizes: Sequence[int] = (1_000, 19_000)) -> str:
    """Tables of both archives at some numbers of articles, as Markdown."""
    peers = installed(SCRATCH / "peers")
    names = ("real", "invented") if real_stories.are_there() else ("invented",)
    tables = []
    for articles in sizes:
        for name in names:
            folder = SCRATCH / name
            tables.append("\n".join(_table(archive(name, articles, folder, peers), peers)))
            shutil.rmtree(folder)
    return "\n\n".join(tables)


def backfile(site: Path, build: Command = WITHOUT_SEARCH) -> Contender:
    """Backfile in a site's folder, without search unless told; its settings are written where there are none."""
    site.mkdir(parents=True, exist_ok=True)
    (site / "pelicanconf.py").write_text(SETTINGS, "utf-8")
    return Contender("Backfile", site, (build,), ("output", ".cache"))


def archive(name: str, articles: int, folder: Path, peers: Peers) -> Archive:
    """Write an archive for both generators: the `real` one or the `invented` one."""
    shutil.rmtree(folder, ignore_errors=True)
    ours, site = backfile(folder / "backfile"), folder / "hugo"
    content = ours.site / "content"
    if name == "real":
        real_stories.make_hugo(site, articles, folder / "scripts")
        articles = real_stories.make_backfile(content, articles)
    else:
        hugo_site.make_site(site)
        corpus.make(content, articles, site / "content")
    build = (peers.hugo, "--destination", "output", "--noBuildLock", "--quiet")
    path_here = real_stories.hugo_path if name == "real" else Path
    hugo = Contender("Hugo", site, (build,), ("output", "resources"), path_here)
    return Archive(name, articles, chosen(content, max(1, round(articles * RENAMED_OF_ALL))), ours, hugo)


def by_seconds(run: Run) -> float:
    """Its wall time."""
    return run.seconds


def by_cpu(run: Run) -> float:
    """Its CPU time."""
    return run.cpu


def _table(one: Archive, peers: Peers) -> Iterator[str]:
    kind = "real wire stories" if one.name == "real" else "invented articles"
    yield f"### {one.articles:,} {kind}, {one.rounds} rounds\n\n{HEAD}"
    yield from _rows(one, "", contest((one.ours, one.hugo), one.choice, ALL_STEPS, one.rounds))
    report = one.ours.site / "report.json"
    ours, hugo = memory_of(one.ours, "--report", report), memory_of(one.hugo)
    yield _row(one, "memory of all processes (PSS), MiB", [ours], [hugo], lambda run: run.proportional)
    yield _row(one, "the same, shared pages counted each time (RSS)", [ours], [hugo], lambda run: run.resident)
    yield from _with_search(one, peers)
    passes = json.loads(report.read_text("utf-8"))["seconds"]
    spent = ", ".join(f"{name} {seconds:.1f}" for name, seconds in passes.items())
    yield f"\nThe tag was renamed on {len(one.choice.tagged)} articles. Wall seconds by pass, in a cold build: {spent}."


def _rows(one: Archive, prefix: str, runs: Mapping[tuple[str, str], Sequence[Run]]) -> Iterator[str]:
    """Two rows for each step."""
    for step in dict.fromkeys(step for step, _ in runs):
        ours, hugo = runs[step, one.ours.name], runs[step, one.hugo.name]
        yield _row(one, f"{prefix}{step}, wall s", ours, hugo, by_seconds)
        yield _row(one, f"{prefix}{step}, CPU s", ours, hugo, by_cpu)


def _row(one: Archive, name: str, ours: Sequence[Run], hugo: Sequence[Run], of: Callable[[Run], float]) -> str:
    """One row: the median of the ratios of the rounds; one above what it may be is printed bold.

    Rounds in which others were busy count only where there are no others.
    """
    rounds = list(zip(ours, hugo, strict=True))
    calm = [pair for pair in rounds if max(run.others for run in pair) <= NOISE] or rounds
    ratio = median(of(a) / of(b) for a, b in calm)
    floor = one.floors.get(name)
    shown = f"**{ratio:.2f}**" if floor is not None and ratio > floor else f"{ratio:.2f}"
    digits = 2 if name.endswith(" s") else 0
    figures = " | ".join(f"{median(map(of, runs)):.{digits}f}" for runs in zip(*calm, strict=True))
    noise = f"{max(run.others for pair in calm for run in pair):.2f} in {len(calm)} of {len(rounds)}"
    return f"| {name} | {shown} | {'' if floor is None else floor} | {figures} | {noise} |"


def _with_search(one: Archive, peers: Peers) -> Iterator[str]:
    """The rows with search: Backfile's bundles against one bundle that Pagefind makes of Hugo's pages."""
    ours = backfile(one.ours.site, BUILD)
    indexing = (peers.pagefind, "--site", "output", "--quiet")
    hugo = Contender("Hugo", one.hugo.site, (*one.hugo.build, indexing), one.hugo.leftovers, one.hugo.path_here)
    yield from _rows(one, "with search: ", contest((ours, hugo), one.choice, (COLD,), one.rounds))
    bundles = one.ours.site / "output" / "search" / "bundles"
    before = _states(bundles)
    edited = contest((ours,), one.choice, (EDITED,), 1)[EDITED.name, ours.name][0]
    touched = {file.relative_to(bundles).parts[0] for file, _ in _states(bundles) ^ before}
    count = len(list(bundles.iterdir()))
    yield f"| with search: one article edited, wall s | | 8 s | {edited.seconds:.2f} | | {edited.others:.2f} |"
    yield f"| bundles touched by it, of {count} | | 1 | {len(touched)} | | |"


def _states(folder: Path) -> set[tuple[Path, int]]:
    """All files below a folder, each with the time of its last change."""
    return {(file, file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()}
