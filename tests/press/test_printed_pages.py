"""The journal of what has been printed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.press.printed_pages import PrintedPages, PrintedSet

PAGE = ("list.html", b"12345678", b"content", b"", 10, 20, 30)


def set_of(number: int) -> PrintedSet:
    return PrintedSet(b"%08d" % number, b"site", b"code", MappingProxyType({"list.html": b"t"}), {"/x/": PAGE})


def filled(file: Path) -> None:
    with PrintedPages(file) as printed:
        for number in range(3):
            printed.add(f"set {number}", set_of(number).as_bytes())
        printed.tell("articles", 7)
        printed.tell_more("folders", {"a": 1, "b": 2})
        printed.tell_more("folders", {"a": None, "c": 3})
        printed.remove("set 1")


def test_what_was_printed_is_known_to_the_next_build(tmp_path: Path) -> None:
    filled(tmp_path / "printed")
    with PrintedPages(tmp_path / "printed") as printed:
        assert printed.names == ("set 0", "set 2")
        assert printed.set_of("set 2") == set_of(2)
        assert printed.told == {"articles": 7, "folders": {"b": 2, "c": 3}}
        assert list(printed.owned()) == ["/x/", "/x/"]


@pytest.mark.parametrize("missing", range(1, 200, 7))
def test_of_a_journal_that_was_cut_off_all_that_is_whole_counts(tmp_path: Path, missing: int) -> None:
    filled(tmp_path / "printed")
    data = (tmp_path / "printed").read_bytes()
    (tmp_path / "printed").write_bytes(data[:-missing])
    with PrintedPages(tmp_path / "printed") as printed:
        assert printed.set_of("set 0") == set_of(0)
        printed.add("set 9", set_of(9).as_bytes())
    with PrintedPages(tmp_path / "printed") as printed:
        assert printed.set_of("set 9") == set_of(9)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_journal_or_none(data: bytes) -> None:
    with TemporaryDirectory() as name:
        Path(name, "printed").write_bytes(b"backfile printed 1\n" + data)
        with PrintedPages(Path(name, "printed")) as printed:
            printed.add("set", set_of(1).as_bytes())
        with PrintedPages(Path(name, "printed")) as printed:
            assert printed.set_of("set") == set_of(1)


def test_a_journal_that_holds_mostly_what_no_longer_counts_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "printed"
    large = PrintedSet(b"x" * 200_000, b"", b"", MappingProxyType({}), MappingProxyType({})).as_bytes()
    for _ in range(8):
        with PrintedPages(file) as printed:
            printed.add("one", large)
            printed.tell_more("folders", {"a": 1})
    assert file.stat().st_size < 1_500_000
    with PrintedPages(file) as printed:
        assert printed.data("one") == large
        assert printed.told["folders"] == {"a": 1}
