"""How often the countries of real wire stories are found: floors that may only rise."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from pasted import read

EVERY = 12
"""One story in so many, spread over all."""

FLOORS = {"with a dateline": ("all countries", 0.920), "without": ("region+mentioned", 0.629)}


@pytest.mark.parametrize("captures", FLOORS)
def test_the_countries_of_wire_stories_are_found(captures: str, shared: Path, tmp_path: Path) -> None:
    scorer, stories = shared / "score/regions.py", shared / "data/reuters/articles.jsonl.gz"
    if not (scorer.is_file() and stories.is_file()):
        pytest.skip("the wire stories beside the repository are absent")
    made = ["--no-dateline"] if captures == "without" else []
    sample = tmp_path / "sample.jsonl.gz"
    with gzip.open(stories, "rt", encoding="utf-8") as lines, gzip.open(sample, "wt", encoding="utf-8") as kept:
        kept.writelines(islice(lines, 0, None, EVERY))
    command = [sys.executable, str(scorer), str(sample)]
    subprocess.run([*command, "--captures", str(tmp_path / "captures"), *made], check=True, capture_output=True)
    readings = tmp_path / "readings.jsonl"
    readings.write_text("\n".join(_line(path) for path in sorted((tmp_path / "captures").iterdir())))
    printed = subprocess.run([*command, "--score", str(readings)], check=True, capture_output=True, text=True).stdout
    fields, floor = FLOORS[captures]
    found = re.search(rf"^{re.escape(fields)}\s+all\s.*F1 ([\d.]+)$", printed, re.MULTILINE)
    assert found
    assert float(found[1]) >= floor


def _line(path: Path) -> str:
    article = read(path.read_bytes()).article
    dateline = {"region": article.dateline.region} if article.dateline else None
    return json.dumps({"id": path.stem, "region": article.region, "mentioned": article.mentioned, "dateline": dateline})
