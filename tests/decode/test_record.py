"""Articles as records: what the names of trafilatura, news-please, Fundus and of plain tables mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from delivered import delivered
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.decode.document import Document, Kind, Role
from backfile.errors import CaptureError

FIXTURES = Path(__file__).parents[1] / "fixtures/records"


def capture(data: bytes, frame: bytes = b"") -> Capture:
    return Capture(data, sha256(data), "record", frame=frame)


def documents(name: str) -> list[Document]:
    captures, _, error = delivered((FIXTURES / name).read_bytes(), name)
    assert not error
    return [decode(c) for c in captures]


def said(document: Document, role: Role) -> list[str]:
    return [block.text for block in document.blocks if block.role is role]


def stated(document: Document, field: str) -> list[str]:
    return [candidate.value for candidate in document.candidates if candidate.field == field]


def test_trafilaturas_json_is_read() -> None:
    ferry, keeper = documents("trafilatura.jsonl")
    assert said(ferry, Role.HEADLINE) == ["Harbour ferry stranded on sandbank"]
    assert said(ferry, Role.STANDFIRST) == ["Forty passengers waited six hours for the tide."]
    assert said(ferry, Role.BODY)[1].startswith('The ferry "Seal" ran onto a sandbank')
    assert len(said(ferry, Role.BODY)) == 4
    assert said(ferry, Role.BESIDE) == [], "its raw text says the same again"
    assert (stated(ferry, "author"), stated(ferry, "date")) == (["Maren Holt"], ["2026-01-30"])
    assert stated(ferry, "source") == ["https://tidewater.example/2026/01/ferry"]
    assert stated(ferry, "outlet") == ["The Tidewater Post"]
    assert ferry.extra["fingerprint"] == "827588df1f36727a"
    assert said(keeper, Role.HEADLINE) == ["Lighthouse keeper retires"]


def test_trafilaturas_table_is_read() -> None:
    ferry, keeper = documents("trafilatura.csv")
    assert said(ferry, Role.BODY)[1].startswith('The ferry "Seal" ran onto a sandbank')
    assert stated(ferry, "source") == ["https://tidewater.example/2026/01/ferry"]
    assert said(keeper, Role.HEADLINE) == ["Lighthouse keeper retires"]
    assert ferry.extra == {"fingerprint": "827588df1f36727a"}


def test_news_pleases_json_is_read() -> None:
    (ferry,) = documents("news_please.json")
    assert said(ferry, Role.BODY) == [
        'The ferry "Seal" ran onto a sandbank off Port Amsel on Friday.',
        "Forty passengers waited six hours for the tide.",
    ]
    assert stated(ferry, "author") == ["Maren Holt", "Jonas Birk"]
    assert stated(ferry, "date") == ["2026-01-30 18:20:00"]
    assert stated(ferry, "modified") == [], "it writes None for nothing"
    assert ferry.lang == "en"
    assert ferry.extra["date_download"] == "2026-02-01 08:00:00"


def test_funduss_sections_are_read() -> None:
    ferry, _, german = documents("fundus.json")
    assert said(ferry, Role.STANDFIRST) == ["Forty passengers waited six hours for the tide."]
    body = [block for block in ferry.blocks if block.role is Role.BODY]
    assert [block.text for block in body if block.kind is Kind.HEADING] == ["Nobody hurt"]
    assert [block.text for block in body][-1] == "New buoys will be laid next week."
    assert stated(ferry, "outlet") == ["The Tidewater Post"]
    assert stated(ferry, "keyword") == ["Shipping", "Port Amsel"]
    assert stated(ferry, "date") == ["2026-01-30 18:20:00+01:00"]
    assert ferry.extra == {"free_access": True}
    assert (german.lang, stated(german, "outlet")) == ("de", ["Amsel Nachrichten"])


def test_a_plain_table_is_read_by_the_names_of_its_columns() -> None:
    ferry, keeper = documents("table.csv")
    assert said(ferry, Role.HEADLINE) == ["Ferry stranded"]
    assert said(ferry, Role.BODY) == ["The ferry ran aground; nobody was hurt.", 'The "Seal" floated at night.']
    assert stated(keeper, "author") == ["Jonas Birk"]
    assert keeper.extra == {"desk": "harbour"}


def test_a_record_that_holds_the_page_is_read_as_that_page() -> None:
    page = "<!doctype html><html><body><h1>Ferry stranded</h1><p>Nobody was hurt.</p><a href='/b'>b</a></body></html>"
    record = {"url": "https://tidewater.example/a", "html": page, "text": "Nobody was hurt.", "author": "Maren Holt"}
    document = decode(capture(json.dumps(record).encode()))
    assert document.media_type == "text/html"
    assert [block.text for block in document.blocks] == ["Ferry stranded", "Nobody was hurt.", "b"]
    assert document.blocks[2].marks[0].target == "https://tidewater.example/b"
    assert stated(document, "author") == ["Maren Holt"]


def test_a_text_that_is_html_is_read_as_html() -> None:
    document = decode(capture(b'{"title": "Ferry", "content": "<p>One.</p><p>Two &amp; three.</p>"}'))
    assert said(document, Role.BODY) == ["One.", "Two & three."]


@pytest.mark.parametrize("name", ["trafilatura.xml", "trafilatura_tei.xml"])
def test_trafilaturas_xml_is_read(name: str) -> None:
    (document,) = documents(name)
    assert said(document, Role.HEADLINE) == ["Three boats for the lake"]
    assert said(document, Role.STANDFIRST) == ["They will sail from May."]
    assert stated(document, "author") == ["Ida Bell"]
    assert stated(document, "date") == ["2024-05-02"]
    assert stated(document, "outlet") == ["Lake Post"]
    assert stated(document, "source") == ["https://lakepost.example/boats"]
    assert stated(document, "keyword") == ["boats", "lake"]
    kinds = {block.text: block.kind for block in document.blocks if block.role is Role.BODY}
    assert kinds["Which boats"] is Kind.HEADING
    assert kinds["The Heron, built in 1980"] is Kind.LIST_ITEM
    assert kinds["We have waited for years for this day to come."] is Kind.QUOTE
    assert kinds["Heron"] is Kind.TABLE_CELL
    assert "https://lakepost.example/may" in [mark.target for block in document.blocks for mark in block.marks]
    assert "Great news for all of us who live over there, said one reader." in said(document, Role.BESIDE)


def test_each_line_of_trafilaturas_text_is_a_paragraph() -> None:
    (document,) = documents("trafilatura.txt")
    body = said(document, Role.BODY)
    assert (
        "All three were built in the yard at the northern end of the lake and will be painted in blue and white."
        in body
    )
    assert stated(document, "outlet") == ["Lake Post"]


def test_the_articles_of_newsapi_are_read_and_their_list_is_no_outlet() -> None:
    cut, whole = documents("news_api.json")
    assert (stated(cut, "status"), stated(whole, "status")) == (["truncated"], [])
    assert stated(cut, "outlet") == ["Hill Times"]
    assert said(whole, Role.BODY) == [
        "A bus met a deer on the pass on Friday. No one was hurt, and the deer walked off."
    ]
    assert said(whole, Role.BESIDE) == ['status: "ok"', "totalResults: 2", "page: 1"]


def test_comments_are_beside_the_story() -> None:
    document = decode(capture(b'{"title": "Ferry", "text": "One.", "comments": "What a ferry!"}'))
    assert said(document, Role.BESIDE) == ["What a ferry!"]


@pytest.mark.parametrize("data", [b'{"title": "Ferry"', b'{"a": 1}', b'{"name": "x", "size": [1, 2]}', b"[{}]"])
def test_json_without_an_article_is_refused_with_a_word_of_advice(data: bytes) -> None:
    with pytest.raises(CaptureError) as caught:
        decode(capture(data))
    assert caught.value.remedy


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAME = st.sampled_from(["title", "text", "body", "html", "author", "date", "url", "tags", "source", "x", ""])


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(NAME, VALUE, max_size=6))
def test_any_record_gives_a_document_or_a_capture_error(record: dict[str, object]) -> None:
    try:
        document = decode(capture(json.dumps({"title": "Ferry", **record}).encode("utf-8", "surrogatepass")))
    except CaptureError:
        return
    assert isinstance(document, Document)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([b'{"title":"a","text":', b"[{", b"title,text\na,", b"http://a\tnull\tabcdef01\t"]), st.binary())
def test_any_bytes_behind_a_beginning_give_a_document_or_a_capture_error(start: bytes, noise: bytes) -> None:
    try:
        assert isinstance(decode(capture(start + noise)), Document)
    except CaptureError:
        return
