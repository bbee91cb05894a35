"""Saved pages read per second, against trafilatura, on one core and in one run."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import trafilatura

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.normalise.normalise import normalise
from backfile.vocab import Vocabulary
from backfile.vocab.outlets import outlets

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3


def pages() -> list[bytes]:
    """The saved pages of ../shared/data where they lie there, else the samples."""
    captures = sorted((ROOT.parent / "shared" / "data" / "pages").glob("*/captures/*.html.gz"))
    if captures:
        return [gzip.decompress(capture.read_bytes()) for capture in captures]
    return [sample.read_bytes() for sample in sorted((ROOT / "samples").glob("*.html"))]


def rates(readers: dict[str, Callable[[bytes], object]], captures: list[bytes]) -> dict[str, float]:
    """Pages per second of each reader: the best of some rounds, the readers taking turns."""
    best = dict.fromkeys(readers, float("inf"))
    for _ in range(ROUNDS):
        for name, read in readers.items():
            began = time.perf_counter()
            for data in captures:
                read(data)
            best[name] = min(best[name], time.perf_counter() - began)
    return {name: len(captures) / seconds for name, seconds in best.items()}


def measure() -> Iterable[tuple[str, str]]:
    """Rows of (what, how much)."""
    vocabulary = Vocabulary(outlets())

    def ours(data: bytes) -> object:
        digest = sha256(data)
        return normalise(decode(Capture(data, digest)), vocabulary, digest=digest)

    def theirs(data: bytes) -> object:
        return trafilatura.bare_extraction(data, with_metadata=True)

    captures = pages()
    found = rates({"Backfile": ours, "trafilatura": theirs}, captures)
    yield f"saved pages a second, Backfile ({len(captures)} pages, one core)", f"{found['Backfile']:.1f}"
    yield "saved pages a second, trafilatura", f"{found['trafilatura']:.1f}"
    yield "ratio", f"{found['Backfile'] / found['trafilatura']:.2f}"
