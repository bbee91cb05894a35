"""A large file tells how far it has been read; a small one is nobody's business."""

from __future__ import annotations

from pathlib import Path

from backfile.capture import watched
from backfile.capture.inbox import item_of, receive


def test_a_large_file_tells_how_far_it_was_read_and_nothing_twice(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(70_500_000)
    told: list[tuple[int, int]] = []
    with watched.opened(path, lambda done, total: told.append((done, total))) as file:
        while file.read(1 << 20):
            pass
    assert told[-1] == (70, 70)
    assert told == sorted(set(told))


def test_a_small_file_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_bytes(b"The ferry sailed.\n" * 100)
    told: list[tuple[int, int]] = []
    assert list(receive(item_of(path), "", lambda done, total: told.append((done, total))))
    assert told == []
