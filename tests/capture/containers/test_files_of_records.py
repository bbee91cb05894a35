"""Files of many records: each record is a capture of its own bytes."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from delivered import NOON, delivered, parcel
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.capture.capture import ENTRY, Capture, assembled, sha256
from backfile.capture.containers.containers import captures_in
from backfile.capture.delimited import cells, records
from backfile.capture.parcel import Parcel
from backfile.errors import CaptureError

FIXTURES = Path(__file__).parents[2] / "fixtures/records"


def test_each_line_of_json_lines_is_a_capture_of_its_own_bytes() -> None:
    data = (FIXTURES / "trafilatura.jsonl").read_bytes()
    captures, _, error = delivered(data, "pile.jsonl")
    assert [(c.name, c.data, c.captured_at) for c in captures] == [
        (f"pile.jsonl#{n}", line, NOON) for n, line in enumerate(data.splitlines(), 1)
    ]
    assert all(c.digest == sha256(c.data) for c in captures)
    assert not error


def test_a_broken_line_is_a_capture_like_the_others() -> None:
    captures, _, error = delivered(b'{"title": "a"}\n\n{"title": \n{"title": "b"}\n', "pile")
    assert [c.data for c in captures] == [b'{"title": "a"}', b'{"title":', b'{"title": "b"}']
    assert not error


@pytest.mark.parametrize("data", [b'{"title": "a", "text": "b"}\n', b'{\n "title": "a",\n "text": "b"\n}\n'])
def test_one_object_is_one_capture_as_it_is(data: bytes) -> None:
    (capture,), _, _ = delivered(data, "one.json")
    assert (capture.name, capture.data) == ("one.json", data)


def test_each_object_of_a_list_is_a_capture_of_its_own_bytes() -> None:
    captures, _, error = delivered(b'\xef\xbb\xbf [ {"title": "]"} ,\n{"b":\t["\\"}"]}\n]\n', "list.json")
    assert [(c.name, c.data) for c in captures] == [
        ("list.json#1", b'{"title": "]"}'),
        ("list.json#2", b'{"b":\t["\\"}"]}'),
    ]
    assert not error


def test_a_list_that_is_longer_than_any_block_is_read_piece_by_piece() -> None:
    objects = [{"n": n, "text": "Fähre " * 20_000} for n in range(8)]
    captures, _, error = delivered(json.dumps(objects, ensure_ascii=False).encode(), "list.json")
    assert [json.loads(c.data) for c in captures] == objects
    assert not error


def test_of_a_list_that_breaks_off_what_came_before_is_taken_in() -> None:
    captures, _, error = delivered(b'[{"title": 1}, {"b": 2}, {"c": ', "list.json")
    assert [c.data for c in captures] == [b'{"title": 1}', b'{"b": 2}']
    assert "it is no JSON from entry 3 on" in error


def test_a_publisher_of_funduss_file_stays_with_each_of_its_articles() -> None:
    captures, _, error = delivered((FIXTURES / "fundus.json").read_bytes(), "fundus.json")
    assert [list(json.loads(assembled(c))) for c in captures] == [
        ["The Tidewater Post"],
        ["The Tidewater Post"],
        ["Amsel Nachrichten"],
    ]
    assert json.loads(captures[2].data)["title"] == "Fähre sitzt auf Sandbank fest"
    assert not error


def test_each_article_of_an_answer_of_newsapi_is_a_capture_with_the_answer_around_it() -> None:
    data = (FIXTURES / "news_api.json").read_bytes()
    captures, _, error = delivered(data, "answer.json")
    assert not error
    assert [c.data in data for c in captures] == [True, True]
    whole = json.loads(assembled(captures[1]))
    assert (whole["totalResults"], whole["page"]) == (2, 1)
    assert [one["title"] for one in whole["articles"]] == ["Bus meets deer"]


@pytest.mark.parametrize("own", ['"title": "Snow"', '"text": "Two feet fell."', '"headline": "Snow"'])
def test_an_article_with_a_list_of_others_is_one_capture(own: str) -> None:
    data = f'{{{own}, "related": [{{"title": "Deer", "text": "A bus met a deer."}}]}}'.encode()
    captures, _, _ = delivered(data, "snow.json")
    assert [c.data for c in captures] == [data]


def test_an_object_of_lists_that_are_no_articles_is_one_capture() -> None:
    captures, _, _ = delivered(b'{"headlines": [{"role": "main", "value": "Ferry"}], "uri": "x"}', "ninjs.json")
    assert [c.name for c in captures] == ["ninjs.json"]


@pytest.mark.parametrize("data", [b'[{"size": 1}, {"size": 2}]', b'{"size": 1}\n{"size": 2}\n', b"[{}"])
def test_a_pile_of_json_that_is_no_articles_is_one_capture(data: bytes) -> None:
    captures, _, error = delivered(data, "sizes.json")
    assert [c.data for c in captures] == [data]
    assert not error


def test_each_row_of_a_table_is_a_capture_below_the_names_of_its_columns() -> None:
    captures, _, error = delivered((FIXTURES / "table.csv").read_bytes(), "table.csv")
    assert [c.name for c in captures] == ["table.csv#1", "table.csv#2"]
    assert captures[0].data.startswith(b'Ferry stranded;2026-01-30;"The ferry ran aground; nobody')
    assert captures[0].data.endswith(b";Maren Holt;harbour")
    assert captures[1].frame == b"\xef\xbb\xbftitle;date;text;url;author;desk\r\n" + ENTRY
    assert not error


def test_trafilaturas_table_has_no_row_of_names() -> None:
    captures, _, _ = delivered((FIXTURES / "trafilatura.csv").read_bytes(), "t.csv")
    assert [c.data.split(b"\t")[4] for c in captures] == [
        b"Harbour ferry stranded on sandbank",
        b"Lighthouse keeper retires",
    ]
    assert [c.frame for c in captures] == [b"", b""]


@pytest.mark.parametrize(
    "text", [b"A story, told in text.\nBy its author, on a date.\n", b"place,date,number\na,b,c\n", b"title\tnumber\n"]
)
def test_a_text_with_commas_is_no_table_of_articles(text: bytes) -> None:
    captures, _, _ = delivered(text, "story.txt")
    assert [c.name for c in captures] == ["story.txt"]


def test_a_quotation_mark_that_is_never_closed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backfile.capture.delimited.LARGEST_RECORD", 1_000)
    captures, _, error = delivered(b'title,text\na,b\nc,"d\n' + b"words\n" * 500, "t.csv")
    assert [c.data for c in captures] == [b"a,b"]
    assert "t.csv, row 2: a row of the table has no end" in error


def test_a_large_pile_is_never_in_memory_as_a_whole() -> None:
    line = b'{"title": "Ferry", "text": "' + b"words " * 20_000 + b'"}\n'

    class Endless(BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002
            return line

    stream = captures_in(Parcel(Endless(line * 2), "pile.jsonl", 1 << 40, NOON))
    assert [next(stream).name for _ in range(50)][-1] == "pile.jsonl#50"


CELL = st.text(alphabet='ab"\n\r,;\t ', max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_what_is_written_by_the_rules_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    written = [delimiter.join(map(quoted, row)).encode() + b"\r\n" for row in rows]
    found = list(records(BytesIO(b"".join(written)), delimiter))
    assert found == written
    assert [cells(record.decode(), delimiter) for record in found] == rows


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [b"[{", b'[{"title":1},', b'{"title":1}\n{', b'{"x":[{"', b"title,text\n", b"http://a\tnull\tabcdef01\t"]
    ),
    st.binary(max_size=200),
)
def test_whatever_follows_a_beginning_only_a_capture_error_comes_of_it(start: bytes, noise: bytes) -> None:
    try:
        things = list(captures_in(parcel(start + noise)))
    except CaptureError:
        return
    assert all(isinstance(thing, Capture) for thing in things)
