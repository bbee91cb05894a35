"""Pasted text in all its forms: each .txt in fixtures/normalise/pasted reads as the .json beside it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pasted import plain_values

FORMS = sorted((Path(__file__).parent.parent / "fixtures/normalise/pasted").glob("*.txt"))


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_pasted_form_reads_as_written_beside_it(form: Path) -> None:
    expected = json.loads(form.with_suffix(".json").read_text("utf-8"))
    assert plain_values(form.read_bytes()) == expected
