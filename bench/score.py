"""Measure the normaliser on ../shared/data with the commands of ../shared/score: `make score`."""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BACKFILE = Path(sys.executable).with_name("backfile")


def run(*command: str | Path, feed: str | None = None, into: Path | None = None) -> str:
    """Run a command and return what it prints, or write that to a file; stop at the first that fails."""
    done = subprocess.run([str(part) for part in command], input=feed, text=True, stdout=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"{command} failed with status {done.returncode}")
    if into:
        into.write_text(done.stdout, "utf-8")
    return done.stdout


def score_pages(name: str, scratch: Path) -> None:
    """Title, date, authors and body of the saved pages of one set."""
    folder = SHARED / "data" / "pages" / name
    truth = scratch / f"{name}.truth.jsonl"
    truth.write_bytes(gzip.decompress((folder / "truth.jsonl.gz").read_bytes()))
    read = run(BACKFILE, "read", folder / "captures", "--jsonl")
    predictions = scratch / f"{name}.jsonl"
    run(sys.executable, SHARED / "score" / "pages.py", feed=read, into=predictions)
    print(run(sys.executable, SHARED / "score" / "score.py", truth, predictions))


def score_credits() -> None:
    """Credit lines, by kind."""
    gold, scorer = SHARED / "data" / "credits_dev.jsonl", SHARED / "score" / "credits.py"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        predictions.write(run(BACKFILE, "credit", "--jsonl", feed=run(sys.executable, scorer, gold, "--lines")))
        predictions.flush()
        print(run(sys.executable, scorer, gold, predictions.name))


def score_regions(scratch: Path, *, dateline: bool) -> None:
    """Countries of wire stories, with or without the dateline in the text; with it, the people among their tags too."""
    articles, scorer = SHARED / "data" / "reuters" / "articles.jsonl.gz", SHARED / "score" / "regions.py"
    captures = scratch / ("with" if dateline else "without")
    run(sys.executable, scorer, articles, "--captures", captures, *([] if dateline else ["--no-dateline"]))
    predictions = scratch / f"{captures.name}.jsonl"
    run(BACKFILE, "read", captures, "--jsonl", into=predictions)
    print(run(sys.executable, scorer, articles, "--score", predictions))
    if dateline:
        print(run(sys.executable, ROOT / "bench" / "people.py", articles, predictions))


def main() -> None:
    """Print every score."""
    if not SHARED.is_dir():
        sys.exit(f"There is nothing to measure with: {SHARED} is absent.")
    with tempfile.TemporaryDirectory() as folder:
        score_credits()
        for name in ("fundus", "scrapinghub"):
            score_pages(name, Path(folder))
        for dateline in (True, False):
            score_regions(Path(folder), dateline=dateline)


if __name__ == "__main__":
    main()
