"""The file that keeps where bundles begin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backfile.errors import BuildError
from backfile.search.boundaries import read_boundaries, write_boundaries
from backfile.search.bundles import Start

STARTS = (
    Start("undated", ("", "")),
    Start("undated-2", ("", "undated/tide-tables")),
    Start("2020", ("2020", "")),
    Start("2020-02-20-2", ("2020-02-20T09:30:00+01:00", "2020/02/20/peace-talks-open")),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bundles.json"


def test_what_was_written_is_read(file: Path) -> None:
    write_boundaries(file, STARTS)
    assert read_boundaries(file) == STARTS


def test_each_bundle_has_a_line_of_its_own(file: Path) -> None:
    write_boundaries(file, STARTS)
    lines = file.read_text("utf-8").splitlines()
    assert '  {"name": "2020", "from": "2020"},' in lines
    assert len([line for line in lines if '"name"' in line]) == len(STARTS)


def test_a_site_without_the_file_has_no_boundaries_yet(file: Path) -> None:
    assert read_boundaries(file) == ()


def test_the_same_boundaries_leave_the_file_alone(file: Path) -> None:
    write_boundaries(file, STARTS)
    before = file.stat().st_mtime_ns
    write_boundaries(file, STARTS)
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<<<<<<< ours",
        "[]",
        '{"bundles": 3}',
        '{"bundles": [{"name": "2020"}]}',
        '{"bundles": [{"name": "2020", "from": 2020}]}',
        '{"bundles": [{"name": "2020", "from": "2020", "size": "3"}]}',
        '{"bundles": ["2020"]}',
        '{"bundles": [{"name": "a", "from": "2021"}, {"name": "b", "from": "2020"}]}',
        '{"bundles": [{"name": "a", "from": "2020"}, {"name": "b", "from": "2020"}]}',
        '{"bundles": [{"name": "a", "from": "2020"}, {"name": "a", "from": "2021"}]}',
        '{"bundles": [{"name": "../escape", "from": "2020"}]}',
        '{"bundles": [{"name": "", "from": "2020"}]}',
    ],
)
def test_a_file_that_is_damaged_is_named_with_what_to_do(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(BuildError, match=r"bundles\.json.*[Rr]estore it from version control") as caught:
        read_boundaries(file)
    assert caught.value.place == str(file)


def test_a_file_that_is_no_utf_8_is_named(file: Path) -> None:
    file.write_bytes(b'{"bundles": [{"name": "caf\xe9", "from": ""}]}')
    with pytest.raises(BuildError, match=r"bundles\.json"):
        read_boundaries(file)


def test_a_bundle_that_a_person_takes_out_or_adds_is_taken_as_said(file: Path) -> None:
    write_boundaries(file, STARTS)
    record = json.loads(file.read_text("utf-8"))
    record["bundles"] = [*record["bundles"][:1], {"name": "later", "from": "2021"}]
    file.write_text(json.dumps(record), "utf-8")
    assert read_boundaries(file) == (STARTS[0], Start("later", ("2021", "")))


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(BuildError, match=r"bundles\.json.*Give permission"):
        write_boundaries(tmp_path / "site" / "bundles.json", STARTS)
