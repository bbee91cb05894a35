"""Taking in and building 19,043 wire stories as pasted text: time, memory, and that none is lost."""

from __future__ import annotations

import os
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


def measure() -> Iterable[tuple[str, str]]:
    """Rows of (what, how much); none where the stories are absent."""
    if not STORIES.is_file():
        return
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        shutil.copy(ROOT / "pelicanconf.py", site)
        inbox = site / "inbox"
        timed(sys.executable, SHARED / "score" / "regions.py", STORIES, "--captures", inbox, folder=site)
        dropped = len(list(inbox.iterdir()))
        reading = timed(sys.executable, "-m", "backfile.cli", "read", "--jsonl", inbox, folder=site)
        taking_in = timed(sys.executable, "-m", "backfile.cli", "intake", folder=site)
        counts = re.findall(r"([\d,]+) (?:articles taken in|held already|revisits?|versions?)\b", taking_in.output)
        kept = sum(int(count.replace(",", "")) for count in counts)
        files = list((site / "content").rglob("*.md"))
        idle = timed(sys.executable, "-m", "backfile.cli", "intake", folder=site)
        again = timed(sys.executable, "-m", "backfile.cli", "intake", "--again", "--dry-run", folder=site)
        review = timed(sys.executable, "-m", "backfile.cli", "review", folder=site)
        building = timed(sys.executable, "-m", "backfile.cli", "build", folder=site)
        paths = [file.relative_to(site / "content").with_suffix("") for file in files]
        pages = sum((site / "output" / path / "index.html").is_file() for path in paths)
    yield "wire stories dropped into the inbox", f"{dropped:,}"
    yield f"pasted captures read a second, {os.cpu_count()} cores, start included", f"{dropped / reading.seconds:,.0f}"
    yield "of these taken in, or known for another capture of an article that was", f"{kept:,}"
    yield "articles written; article pages built", f"{len(files):,}; {pages:,}"
    yield "intake, s", f"{taking_in.seconds:.1f}"
    yield "peak memory of its largest process, MiB", f"{taking_in.peak:.0f}"
    yield "intake with nothing to take in, s", f"{idle.seconds:.1f}"
    yield "reading all again without writing, s", f"{again.seconds:.1f}"
    yield "peak memory of its largest process, MiB", f"{again.peak:.0f}"
    yield "listing what is uncertain, s", f"{review.seconds:.1f}"
    yield "build with search, s", f"{building.seconds:.1f}"
    yield "peak memory of its largest process, MiB", f"{building.peak:.0f}"
