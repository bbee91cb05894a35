"""The sheet: out to a spreadsheet, changed by a person, and back into content/."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from backfile.article import Contributor, Dateline, EventDate, Image
from backfile.cli import main
from backfile.frontmatter import read
from backfile.sheet.columns import list_of, listed_in

FERRY = """---
title: Ferry to Lindau sails again
date: 2021-05-14
outlet: Lake Post
reporting:
  - {name: Ida Holm, role: reporter, place: "Bregenz, Austria"}
tags: [ferry, "storm; damage"]
image:
  caption: The ferry
  credit: dpa
capture: sha256:1111111111111111111111111111111111111111111111111111111111111111
desk_note: =SUM(A1)
---
The ferry sails.
"""
BRIDGE = """---
title: Bridge closed   # for good?
date: 2021-05-15
capture: sha256:2222222222222222222222222222222222222222222222222222222222222222
---
The bridge is closed.
"""
FERRY_FILE, BRIDGE_FILE = "2021/05/14/ferry.md", "2021/05/15/bridge.md"


@pytest.fixture(params=["sheet.csv", "sheet.xlsx"])
def sheet(request: pytest.FixtureRequest, site: Path) -> Path:
    path = site / str(request.param)
    assert main(["sheet", "out", str(path)]) == 0
    return path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pelicanconf.py").write_text('SITENAME = "Lake archive"\nTIMEZONE = "UTC"\n')
    for name, text in ((FERRY_FILE, FERRY), (BRIDGE_FILE, BRIDGE)):
        (tmp_path / "content" / name).parent.mkdir(parents=True)
        (tmp_path / "content" / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(sheet: Path, edit: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    """As a person does: open the sheet, change rows, save it."""
    if sheet.suffix == ".csv":
        with sheet.open(encoding="utf-8-sig", newline="") as file:
            rows = edit(list(csv.DictReader(file)))
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return
    book = load_workbook(sheet)
    page = book.worksheets[0]
    names = [str(cell.value) for cell in page[1]]
    listed = [dict(zip(names, [cell.value or "" for cell in row], strict=True)) for row in page.iter_rows(min_row=2)]
    edited = edit(listed)
    page.delete_rows(1, page.max_row)
    page.append(list(edited[0]))
    for row in edited:
        page.append(list(row.values()))
    book.save(sheet)


def set_cell(sheet: Path, title: str, column: str, value: object) -> None:
    def edit(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, column: value} if row["title"].startswith(title) else row for row in rows]  # type: ignore[dict-item]

    change(sheet, edit)


def content(site: Path, name: str) -> str:
    return (site / "content" / name).read_text()


def test_a_sheet_that_nobody_changed_changes_nothing(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["sheet", "in", str(sheet), "--apply"]) == 0
    assert capsys.readouterr().out == "0 articles differ, 0 rows are refused.\n"


def test_without_apply_the_change_is_shown_and_nothing_written(
    site: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_cell(sheet, "Bridge", "outlet", "Lake Post")
    capsys.readouterr()
    assert main(["sheet", "in", str(sheet)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"content/{BRIDGE_FILE}",
        "  outlet: (empty) → Lake Post",
        "1 article differs, 0 rows are refused.",
        "Nothing is written yet. To write it, add --apply.",
    ]
    assert content(site, BRIDGE_FILE) == BRIDGE


def test_an_applied_change_touches_no_other_byte(site: Path, sheet: Path) -> None:
    set_cell(sheet, "Bridge", "outlet", "Lake Post")
    assert main(["sheet", "in", str(sheet), "--apply"]) == 0
    assert content(site, BRIDGE_FILE) == BRIDGE.replace("2021-05-15\n", "2021-05-15\noutlet: Lake Post\n")
    assert content(site, FERRY_FILE) == FERRY


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        ("tags", 'Lindau; "storm; damage"', "tags", ("Lindau", "storm; damage")),
        ("tags", "", "tags", ()),
        ("date", "2021-05", "date", EventDate("2021-05")),
        ("image.credit", "AP", "image", Image(caption="The ferry", credit="AP")),
        ("dateline.text", "LINDAU (dpa)", "dateline", Dateline("LINDAU (dpa)")),
        ("reporting", "Bo Ek (editor)", "reporting", (Contributor("Bo Ek", "editor"),)),
        ("access", "private", "access", "private"),
    ],
)
def test_a_cell_becomes_its_field(site: Path, column: str, text: str, field: str, value: object) -> None:
    sheet = site / "sheet.csv"
    main(["sheet", "out", str(sheet)])
    set_cell(sheet, "Ferry", column, text)
    assert main(["sheet", "in", str(sheet), "--apply"]) == 0
    assert getattr(read(content(site, FERRY_FILE)), field) == value


def test_a_field_of_the_archives_own_has_a_column(site: Path, sheet: Path) -> None:
    set_cell(sheet, "Ferry", "extra.desk_note", "done")
    assert main(["sheet", "in", str(sheet), "--apply"]) == 0
    assert read(content(site, FERRY_FILE)).extra["desk_note"] == "done"


def test_rows_find_their_article_by_its_capture_in_any_order_and_wherever_it_lies(site: Path, sheet: Path) -> None:
    change(sheet, lambda rows: [{**row, "section": "Region"} for row in reversed(rows)])
    moved = site / "content" / "moved.md"
    (site / "content" / BRIDGE_FILE).rename(moved)
    assert main(["sheet", "in", str(sheet), "--apply"]) == 0
    assert read(moved.read_text()).section == "Region"


def test_columns_may_be_left_out(site: Path, sheet: Path) -> None:
    change(sheet, lambda rows: [{"capture": row["capture"], "series": "Storms"} for row in rows])
    assert main(["sheet", "in", str(sheet), "--apply"]) == 0
    assert read(content(site, FERRY_FILE)).series == "Storms"


def test_an_article_that_changed_meanwhile_is_a_conflict_and_stays(
    site: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_cell(sheet, "Bridge", "title", "Bridge shut")
    (site / "content" / BRIDGE_FILE).write_text(BRIDGE.replace("closed", "is closed", 1))
    assert main(["sheet", "in", str(sheet), "--apply"]) == 1
    assert "title: 'Bridge is closed' there, 'Bridge shut' in the sheet" in capsys.readouterr().err
    assert "Bridge is closed" in content(site, BRIDGE_FILE)


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("date", "14.05.2021", "date: this is no date (found '14.05.2021')"),
        ("title", "", "title: an article needs a headline"),
        ("access", "secret", "access: is none of the three (found 'secret')"),
        ("reporting", "Bo Ek", "reporting: names a person without a role (found 'Bo Ek')"),
    ],
)
def test_a_cell_that_is_no_value_is_named_with_its_row_and_left(
    site: Path, capsys: pytest.CaptureFixture[str], column: str, text: str, message: str
) -> None:
    sheet = site / "sheet.csv"
    main(["sheet", "out", str(sheet)])
    set_cell(sheet, "Ferry", column, text)
    assert main(["sheet", "in", str(sheet), "--apply"]) == 1
    assert f"sheet.csv, row 2: {FERRY_FILE}: {message}" in capsys.readouterr().err
    assert content(site, FERRY_FILE) == FERRY


def test_an_unknown_column_is_refused_before_anything_is_written(
    site: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(sheet, lambda rows: [{**row, "outlett": "X", "outlet": "X"} for row in rows])
    assert main(["sheet", "in", str(sheet), "--apply"]) == 1
    assert "the column is no field (found 'outlett')" in capsys.readouterr().err
    assert content(site, FERRY_FILE) == FERRY


def test_a_row_without_an_article_is_named(site: Path, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content" / BRIDGE_FILE).unlink()
    assert main(["sheet", "in", str(sheet)]) == 1
    assert "row 3: no article of content/ is sha256:2222" in capsys.readouterr().err


def test_two_rows_of_one_article_are_named(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(sheet, lambda rows: [*rows, rows[0]])
    assert main(["sheet", "in", str(sheet)]) == 1
    assert f"row 4: {FERRY_FILE} has a row already" in capsys.readouterr().err


def test_a_column_that_stands_twice_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "sheet.csv").write_text("capture,title,title\n")
    assert main(["sheet", "in", "sheet.csv"]) == 1
    assert "the column stands twice (found 'title')" in capsys.readouterr().err


def test_nothing_is_applied_over_what_could_still_be_undone(
    site: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_cell(sheet, "Bridge", "outlet", "Lake Post")
    main(["sheet", "in", str(sheet), "--apply"])
    applied = content(site, BRIDGE_FILE)
    main(["sheet", "out", str(sheet)])
    set_cell(sheet, "Bridge", "outlet", "Lake Mail")
    assert main(["sheet", "in", str(sheet), "--apply"]) == 1
    assert "an earlier use of this sheet could still be undone" in capsys.readouterr().err
    assert content(site, BRIDGE_FILE) == applied


def test_a_text_that_begins_as_formulas_do_is_none_in_a_csv_file(site: Path) -> None:
    main(["sheet", "out", "sheet.csv"])
    assert ",'=SUM(A1)" in (site / "sheet.csv").read_text("utf-8-sig")


def test_a_number_that_a_spreadsheet_program_made_of_a_year_is_that_year(site: Path) -> None:
    sheet = site / "sheet.xlsx"
    main(["sheet", "out", str(sheet)])
    set_cell(sheet, "Bridge", "date", 2021)
    main(["sheet", "in", str(sheet), "--apply"])
    assert read(content(site, BRIDGE_FILE)).date == EventDate("2021")


def test_a_picture_without_words_is_none(site: Path, sheet: Path) -> None:
    change(sheet, lambda rows: [{**row, "image.caption": "", "image.credit": ""} for row in rows])
    main(["sheet", "in", str(sheet), "--apply"])
    assert "image" not in content(site, FERRY_FILE)


def test_what_was_applied_can_be_undone(site: Path, sheet: Path) -> None:
    set_cell(sheet, "Bridge", "outlet", "Lake Post")
    main(["sheet", "in", str(sheet), "--apply"])
    assert main(["sheet", "undo", str(sheet)]) == 0
    assert content(site, BRIDGE_FILE) == BRIDGE


def test_undoing_leaves_what_was_changed_since(site: Path, sheet: Path) -> None:
    set_cell(sheet, "Bridge", "outlet", "Lake Post")
    main(["sheet", "in", str(sheet), "--apply"])
    later = content(site, BRIDGE_FILE).replace("Lake Post", "Lake Mail")
    (site / "content" / BRIDGE_FILE).write_text(later)
    assert main(["sheet", "undo", str(sheet)]) == 1
    assert content(site, BRIDGE_FILE) == later


def test_a_spreadsheet_programs_own_dates_are_read_as_dates(site: Path) -> None:
    from datetime import datetime  # noqa: PLC0415  # only here

    sheet = site / "sheet.xlsx"
    main(["sheet", "out", str(sheet)])
    set_cell(sheet, "Bridge", "date", datetime(2021, 5, 16))  # noqa: DTZ001  # spreadsheets know no zones
    assert main(["sheet", "in", str(sheet), "--apply"]) == 0
    assert read(content(site, BRIDGE_FILE)).date == EventDate("2021-05-16")


def test_a_file_that_is_no_sheet_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "a.xlsx").write_bytes(b"no workbook")
    assert main(["sheet", "in", "a.xlsx"]) == 1
    assert "a.xlsx: it cannot be read as a sheet" in capsys.readouterr().err


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(st.lists(TEXTS))
def test_a_list_survives_its_cell(values: list[str]) -> None:
    assert listed_in(list_of(tuple(values))) == tuple(values)
