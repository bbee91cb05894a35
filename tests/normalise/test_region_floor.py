"""How often the countries and the people of real wire stories are found: floors that may only rise."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
from pasted import read

EVERY = 12
"""One story in so many, spread over all."""

FLOORS = {"with a dateline": ("all countries", 0.923), "without": ("region+mentioned", 0.840)}
PEOPLE_FLOOR = 0.92
PEOPLE = Path(__file__).resolve().parents[2] / "bench" / "people.py"


@dataclass(frozen=True)
class Readings:
    captures: str
    scorer: Path
    sample: Path
    found: Path
    """Readings of the sample, an object a line."""


@pytest.fixture(scope="module", params=FLOORS)
def readings(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Readings:
    scorer, stories = shared / "score/regions.py", shared / "data/reuters/articles.jsonl.gz"
    if not (scorer.is_file() and stories.is_file()):
        pytest.skip("the wire stories beside the repository are absent")
    folder = tmp_path_factory.mktemp("stories")
    sample, found = folder / "sample.jsonl.gz", folder / "readings.jsonl"
    with gzip.open(stories, "rt", encoding="utf-8") as lines, gzip.open(sample, "wt", encoding="utf-8") as kept:
        kept.writelines(islice(lines, 0, None, EVERY))
    made = ["--no-dateline"] if request.param == "without" else []
    command = [sys.executable, str(scorer), str(sample)]
    subprocess.run([*command, "--captures", str(folder / "captures"), *made], check=True, capture_output=True)
    found.write_text("\n".join(_line(path) for path in sorted((folder / "captures").iterdir())))
    return Readings(request.param, scorer, sample, found)


def test_the_countries_of_wire_stories_are_found(readings: Readings) -> None:
    command = [sys.executable, str(readings.scorer), str(readings.sample), "--score", str(readings.found)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    fields, floor = FLOORS[readings.captures]
    found = re.search(rf"^{re.escape(fields)}\s+all\s.*F1 ([\d.]+)$", printed, re.MULTILINE)
    assert found
    assert float(found[1]) >= floor


def test_the_people_of_wire_stories_are_among_their_tags(readings: Readings) -> None:
    command = [sys.executable, str(PEOPLE), str(readings.sample), str(readings.found)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"all  stories: ([\d.]+)$", printed, re.MULTILINE)
    assert found
    assert float(found[1]) >= PEOPLE_FLOOR


def _line(path: Path) -> str:
    article = read(path.read_bytes()).article
    dateline = {"region": article.dateline.region} if article.dateline else None
    names = {"region": article.region, "mentioned": article.mentioned, "tags": article.tags}
    return json.dumps({"id": path.stem, "dateline": dateline, **names})
