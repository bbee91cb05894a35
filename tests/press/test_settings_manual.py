"""The manual of settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.site import SETTINGS

MANUAL = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_stands_in_the_manual(name: str) -> None:
    assert f"| `{name}` |" in MANUAL.read_text("utf-8")
