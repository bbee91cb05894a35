"""Doing one thing to many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backfile.intake import in_order as module
from backfile.intake.in_order import in_order


def doubled(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("number", [0, 5, 300])
def test_results_come_in_the_order_of_things(number: int) -> None:
    assert list(in_order(doubled, range(number), number=number)) == [2 * thing for thing in range(number)]


def test_things_are_fetched_only_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.os, "cpu_count", lambda: 2)
    fetched = 0

    def things() -> Iterator[int]:
        nonlocal fetched
        for thing in range(10_000):
            fetched += 1
            yield thing

    results = in_order(doubled, things(), number=10_000, weight=lambda _: module._BATCH_WEIGHT)
    assert next(results) == 0
    assert fetched < 20
    results.close()
