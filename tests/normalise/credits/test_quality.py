"""How well real credit lines are read: floors that may only rise."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from backfile.normalise.credits import as_json, parse

FLOORS = {"all": 0.99, "agencies P": 1.0, "agencies R": 0.99}
"""Share of lines exact, and precision and recall of agencies, as reached."""


@pytest.fixture(scope="module")
def score(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    gold = shared / "data" / "credits_dev.jsonl"
    if not gold.is_file():
        pytest.skip("the measuring lines beside the repository are absent")
    read = tmp_path_factory.mktemp("credits") / "read.jsonl"
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    read.write_text(
        "\n".join(
            json.dumps({"id": line["id"], **as_json(parse(line["raw"], lang=line["lang"] or "", kind=line["type"]))})
            for line in lines
        ),
        encoding="utf-8",
    )
    table = subprocess.run(
        [sys.executable, shared / "score" / "credits.py", gold, read], check=True, capture_output=True, text=True
    ).stdout
    found = {}
    for row in table.splitlines():
        name, *parts = row.split()
        if parts[0] == "exact":
            found[name] = float(parts[1])
        else:
            found[f"{name} P"], found[f"{name} R"] = float(parts[1]), float(parts[3])
    return found


@pytest.mark.parametrize("measure", FLOORS)
def test_real_lines_are_read_as_well_as_before(score: dict[str, float], measure: str) -> None:
    assert score[measure] >= FLOORS[measure]
