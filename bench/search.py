"""Measure search as a reader meets it: `make bench-search`.

    python bench/search.py                 sites of 19,000 and of 100,000 invented articles, made for it
    python bench/search.py FOLDER …        sites that are built already (their output folders)

Chromium opens the search page over a server on this machine that waits 50 ms before each answer, with nothing cached.
Of each kind of query the median of some runs: when the first ten results stand there (fewer, where fewer are found),
what had been sent by then, when all bundles have answered, and the longest task that kept the page from its reader.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from urllib.parse import parse_qs

import search_corpus
from delayed_server import Sent, served
from playwright.sync_api import Browser, Page, sync_playwright
from search_queries import queries

SIZES = (19_000, 100_000)
RUNS = 3
TOP = (
    "| query | first, ms | first ten, ms | kB | requests | all answered, ms | kB | articles | longest task, ms |\n"
    "|---|---|---|---|---|---|---|---|---|"
)
WATCH = """
  globalThis.measured = { first: 0, ten: 0, all: 0, longest: 0, typed: 0, after: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) measured.longest = Math.max(measured.longest, duration);
  }).observe({ type: "longtask", buffered: true });
  addEventListener("input", () => Object.assign(measured, { typed: performance.now(), after: 0 }), true);
  document.addEventListener("DOMContentLoaded", () => {
    const list = document.getElementById("search-results");
    const said = document.getElementById("search-announcement");
    new MutationObserver(() => {
      const now = performance.now();
      if (list.children.length) measured.first ||= now;
      if (list.children.length && measured.typed) measured.after ||= now;
      if (list.children.length >= 10) measured.ten ||= now;
      if (said.textContent) measured.all ||= now;
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
"""
"""Runs in the page before its own scripts. The browser tells of tasks that take 50 ms and more."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One search, in milliseconds after the page was asked for, and in bytes."""

    first: float
    ten: float
    sent: int
    requests: int
    every: float
    sent_in_all: int
    articles: int
    longest: float


def measured(page: Page, address: str, sent: Sent) -> Measured:
    """Open the search page at an address, in a browser that holds nothing of it."""
    page.goto(address, wait_until="commit")
    _wait(page, "all")
    told = page.evaluate(
        "({...measured, origin: performance.timeOrigin, said: document.getElementById('search-status').innerText})"
    )
    ten = told["ten"] or told["all"]
    begun = told["origin"] / 1000 - (time.time() - time.monotonic())
    requests, size = sent.until(begun + ten / 1000)
    articles = int("0" + re.sub(r"\D", "", told["said"]))
    in_all = sent.until(begun + told["all"] / 1000)[1]
    return Measured(told["first"], ten, size, requests, told["all"], in_all, articles, told["longest"])


def typed(page: Page, address: str, word: str) -> tuple[float, float]:
    """Milliseconds from the last letter typed to the first results after it, and the longest task of it all."""
    page.goto(address, wait_until="load")
    field = page.locator("#q")
    field.focus()
    page.wait_for_timeout(1_500)
    field.press_sequentially(word, delay=120)
    _wait(page, "after")
    told = page.evaluate("measured")
    return told["after"] - told["typed"], told["longest"]


def _wait(page: Page, figure: str) -> None:
    """Wait for a figure; the page's own policy keeps Playwright from watching for it."""
    for _ in range(900):
        if page.evaluate(f"globalThis.measured?.{figure}"):
            return
        page.wait_for_timeout(100)
    raise SystemExit(f"the search did not end within 90 seconds: {page.url}")


@contextmanager
def fresh(browser: Browser) -> Iterator[Page]:
    """A page of a browser that holds nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    yield page
    context.close()


def middle(runs: Sequence[Measured]) -> Measured:
    """The median of each figure."""
    return Measured(*(statistics.median(column) for column in zip(*map(astuple, runs), strict=True)))


def row(kind: str, one: Measured) -> str:
    """One line of the table."""
    return (
        f"| {kind} | {one.first:.0f} | {one.ten:.0f} | {one.sent / 1000:.0f} | {one.requests:.0f} | {one.every:.0f} "
        f"| {one.sent_in_all / 1000:,.0f} | {one.articles:,.0f} | {_longest(one.longest)} |"
    )


def _longest(longest: float) -> str:
    return f"{longest:.0f}" if longest else "under 50"


def table(browser: Browser, output: Path, runs: int) -> Iterator[str]:
    """The lines of a site's table, each as soon as it is measured."""
    asked = queries(output)
    yield TOP
    for kind, query in asked.items():
        found = []
        for _ in range(runs):
            with served(output) as (address, sent), fresh(browser) as page:
                found.append(measured(page, f"{address}search/?{query}", sent))
        yield row(kind, middle(found))
    word = parse_qs(asked["one word"])["q"][0]
    spans = []
    for _ in range(runs):
        with served(output) as (address, _), fresh(browser) as page:
            spans.append(typed(page, f"{address}search/", word))
    after, longest = (statistics.median(column) for column in zip(*spans, strict=True))
    yield f"| as you type, after the last letter | {after:.0f} |  |  |  |  |  |  | {_longest(longest)} |"


def files(output: Path) -> str:
    """What search adds to a site, in words."""
    kept = [file for file in (output / "search").rglob("*") if file.is_file()]
    bundles = json.loads((output / "search" / "bundles.json").read_text("utf-8"))["bundles"]
    articles = sum(bundle["count"] for bundle in bundles)
    size = sum(file.stat().st_size for file in kept) / 1e6
    share = f"{len(kept):,} files, {len(kept) / articles:.4f} an article"
    return f"{articles:,} articles in {len(bundles)} bundles; {share}; {size:.0f} MB"


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description="Measure search in Chromium over a server 50 ms away.")
    parser.add_argument("outputs", nargs="*", type=Path, metavar="FOLDER", help="output folders of built sites")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"of each query (default: {RUNS})")
    options = parser.parse_args()
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        outputs = options.outputs or [search_corpus.make(Path(made) / str(size), size) for size in SIZES]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        for output in outputs:
            load = os.getloadavg()[0]
            print(f"## {files(output)}; the machine's load before: {load:.1f}\n", flush=True)
            for line in table(browser, output, options.runs):
                print(line, flush=True)
            print()
        browser.close()


if __name__ == "__main__":
    main()
