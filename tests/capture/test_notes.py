"""metadata.csv: which file each row speaks of, and which rows cannot be applied."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from delivered import delivered
from hypothesis import given
from hypothesis import strategies as st

from backfile.capture.capture import Capture
from backfile.capture.delivery import delivery_of
from backfile.capture.inbox import waiting
from backfile.capture.notes import NotesInUse, read_notes
from backfile.errors import CaptureError

TABLE = b'file,source,Date,rights,desk\na.html,https://news.example/a,2026-01-30,"CC BY, 4.0",harbour\n'


def in_use(data: bytes, name: str = "metadata.csv") -> NotesInUse:
    table = read_notes(data, name)
    assert table
    return NotesInUse(table)


def noted(notes: NotesInUse, name: str) -> dict[str, str]:
    return dict(notes.noted(Capture(b"words", "sha256:0", name)).notes)


def problems(notes: NotesInUse) -> list[str]:
    return [str(row.problem) for row in notes.waiting()]


def test_a_row_speaks_of_the_file_that_it_names() -> None:
    notes = in_use(TABLE)
    assert noted(notes, "a.html") == {
        "source": "https://news.example/a", "date": "2026-01-30", "rights": "CC BY, 4.0", "desk": "harbour",
    }  # fmt: skip
    assert noted(notes, "b.html") == {}
    assert problems(notes) == []


def test_where_a_file_came_from_is_its_captures_address() -> None:
    assert in_use(TABLE).noted(Capture(b"", "", "a.html")).target_uri == "https://news.example/a"


@pytest.mark.parametrize("separator", [b",", b";", b"\t"])
def test_tables_of_any_spreadsheet_are_read(separator: bytes) -> None:
    data = b"\xef\xbb\xbffile,lang\r\na.html,de\r\n".replace(b",", separator)
    assert noted(in_use(data), "a.html") == {"lang": "de"}


def test_a_row_on_an_archive_speaks_of_all_in_it_and_one_on_a_file_in_it_counts_before_it() -> None:
    notes = in_use(b"file,lang,outlet\nbox.zip/day/a.html,fr,\nbox.zip,de,Amsel Nachrichten\npile.jsonl,en,\n")
    assert noted(notes, "box.zip/day/a.html") == {"lang": "fr", "outlet": "Amsel Nachrichten"}
    assert noted(notes, "box.zip/b.html") == {"lang": "de", "outlet": "Amsel Nachrichten"}
    assert noted(notes, "pile.jsonl#3") == {"lang": "en"}


def test_a_table_in_a_folder_names_the_files_of_that_folder() -> None:
    assert noted(in_use(b"file,lang\na.html,de\n", "day/metadata.csv"), "day/a.html") == {"lang": "de"}


def test_a_row_that_names_no_file_is_told_with_its_line() -> None:
    notes = in_use(b"file,lang\na.html,de\n\ngone.html,fr\n")
    noted(notes, "a.html")
    (problem,) = problems(notes)
    assert problem == (
        "metadata.csv, line 4: file: there is no such file (found 'gone.html'). "
        "Put the file there too, or delete the line"
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (b"a.html,30.1.2026,public\n", "metadata.csv, line 2: date: this is no date"),
        (b"a.html,2026,open\n", "metadata.csv, line 2: access: this is none of the values"),
        (b"a.html,2026,public,more,still\n", "metadata.csv, line 2: the row has more cells"),
        (b",2026,public\n", "metadata.csv, line 2: the row names no file"),
    ],
)
def test_a_row_that_cannot_be_applied_is_told_with_its_line(row: bytes, problem: str) -> None:
    notes = in_use(b"file,date,access\n" + row)
    assert noted(notes, "a.html") == {}
    assert [text[: len(problem)] for text in problems(notes)] == [problem]


def test_a_table_whose_first_column_is_no_file_is_a_file_like_others() -> None:
    assert read_notes(b"title,text\na,b\n", "metadata.csv") is None


def test_a_table_in_another_encoding_is_refused() -> None:
    with pytest.raises(CaptureError, match="it is not in UTF-8"):
        read_notes("file,outlet\na.html,Zürich\n".encode("cp1252"), "metadata.csv")


def test_a_file_waits_until_its_row_is_mended(tmp_path: Path) -> None:
    for name in ("a.html", "b.html", "box.zip"):
        (tmp_path / name).write_bytes(b"words")
    (tmp_path / "metadata.csv").write_bytes(b"file,date\na.html,never\nbox.zip/x.html,never\n")
    delivery = delivery_of(waiting(tmp_path))
    assert [item.name for item in delivery.items] == ["b.html"]


def test_all_waits_beside_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "a.html").write_bytes(b"words")
    (tmp_path / "day/b.html").write_bytes(b"words")
    (tmp_path / "day/metadata.csv").write_bytes(b"file,outlet\nb.html,Z\xfcrich\n")
    delivery = delivery_of(waiting(tmp_path))
    assert [item.name for item in delivery.items] == ["a.html"]
    assert delivery.problems[0].place == "day/metadata.csv"


@given(st.binary(max_size=200))
def test_any_bytes_below_a_row_of_names_give_rows_or_a_capture_error(noise: bytes) -> None:
    try:
        assert in_use(b"file,date,access\n" + noise).waiting() is not None
    except CaptureError:
        return


def test_a_table_in_an_archive_speaks_of_the_files_beside_it() -> None:
    files = {"day/a.html": b"one", "day/metadata.csv": b"file,lang\na.html,de\ngone.html,fr\n", "b.html": b"two"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    captures, _, error = delivered(out.getvalue(), "box.zip")
    assert [(c.name, c.notes) for c in captures] == [("box.zip/day/a.html", (("lang", "de"),)), ("box.zip/b.html", ())]
    assert "box.zip/day/metadata.csv, line 3: file: there is no such file (found 'box.zip/day/gone.html')" in error
