"""Relating 19,043 wire stories: all of them, and again after one more has come."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from timing import timed

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
STORIES = SHARED / "data" / "reuters" / "articles.jsonl.gz"
ONE_MORE = "---\ntitle: One more story\ndate: 1987-03-11\n---\n\nThe bench laid it into the archive by hand.\n"


def measure() -> Iterable[tuple[str, str]]:
    """Rows of (what, how much); none where the stories are absent."""
    if not STORIES.is_file():
        return
    relate = (sys.executable, "-m", "backfile.cli", "relate")
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        shutil.copy(ROOT / "pelicanconf.py", site)
        timed(sys.executable, SHARED / "score" / "regions.py", STORIES, "--captures", site / "inbox", folder=site)
        timed(sys.executable, "-m", "backfile.cli", "intake", folder=site)
        for made in ("relations/families.jsonl", "threads.yaml", ".cache/relate.pickle"):
            (site / made).unlink()
        first = timed(*relate, folder=site)
        (site / "content" / "1987" / "one-more-story.md").write_text(ONE_MORE, "utf-8")
        again = timed(*relate, folder=site)
    found = re.search(r"([\d,]+) articles: ([\d,]+) families", first.output)
    articles, families = found.groups() if found else ("?", "?")
    yield f"relating {articles} wire stories, reading them included, s", f"{first.seconds:.1f}"
    yield "families of copy found", families
    yield "again after one more article, s", f"{again.seconds:.1f}"
    yield "peak memory, MiB", f"{first.peak:.0f}"
