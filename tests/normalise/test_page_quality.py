"""Quality floors on real pages, where the measuring data lies beside the repository."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from backfile.article import Figure, block_text
from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.normalise.normalise import Reading, normalise
from backfile.vocab import Vocabulary
from backfile.vocab.outlets import outlets


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "score" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def readings(folder: Path) -> dict[str, Reading]:
    found = {}
    vocabulary = Vocabulary(outlets())
    for page in sorted((folder / "captures").glob("*.gz")):
        data = gzip.decompress(page.read_bytes())
        capture = Capture(data, sha256(data), name=page.name)
        found[page.name.removesuffix(".html.gz")] = normalise(decode(capture), vocabulary, digest=capture.digest)
    return found


def scored(score: ModuleType, folder: Path) -> dict[str, Any]:
    truth = [json.loads(line) for line in gzip.decompress((folder / "truth.jsonl.gz").read_bytes()).splitlines()]
    found = readings(folder)
    rows = []
    for page in truth:
        reading = found[page["id"]]
        article = reading.article
        blocks = [block_text(block) for block in article.body if not isinstance(block, Figure)]
        prediction = {
            "title": article.title,
            "published": article.date.text if article.date else None,
            "authors": reading.byline_names,
            "body": "\n\n".join(blocks),
        }
        rows.append(score.score_page(page, prediction, 4, False))
    summary: dict[str, Any] = score.summarise(rows)
    return summary


def test_newspaper_pages_are_read_at_least_as_well_as_this(score: ModuleType, shared: Path) -> None:
    result = scored(score, shared / "data" / "pages" / "fundus")
    floors = {"f1": 0.949, "title": 0.96, "date_day": 0.985, "author_f1": 0.94, "date_instant": 0.94}
    assert {name: result[name] for name, floor in floors.items() if result[name] < floor} == {}


def test_pages_of_all_kinds_are_read_at_least_as_well_as_this(score: ModuleType, shared: Path) -> None:
    result = scored(score, shared / "data" / "pages" / "scrapinghub")
    assert result["f1"] >= 0.96
