"""Structured formats with hostile or damaged content: a Document or a clear CaptureError, never anything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structured import FIXTURES, VOCABULARY, captures, reading

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.errors import CaptureError
from backfile.frontmatter import read, write
from backfile.normalise.normalise import normalise

FILES = sorted(
    path for room in ("feeds", "wire", "wordpress", "markdown") for path in (FIXTURES / room).iterdir()
    if ".expected." not in path.name
)  # fmt: skip


def capture(data: bytes) -> Capture:
    return Capture(data, sha256(data), name="specimen")


def told(data: bytes) -> None:
    """Read bytes as far as they can be; whatever comes out can be written and read again."""
    try:
        document = decode(capture(data))
        article = normalise(document, VOCABULARY, digest="").article
    except CaptureError:
        return
    read(write(article))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(FILES), st.data())
def test_a_file_with_a_stretch_of_it_changed_gives_a_document_or_a_capture_error(path, data) -> None:
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    told(whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:])


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(FILES), st.data())
def test_a_file_that_breaks_off_gives_a_document_or_a_capture_error(path, data) -> None:
    whole = path.read_bytes()
    told(whole[: data.draw(st.integers(0, len(whole)))])


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from([
        b"<nitf>", b"<newsItem>", b"<NewsML><NewsItem>", b"<rss><channel><item>", b'{"versioncreated":1,"body_html":',
        b'{"version":"https://jsonfeed.org/version/1","items":[', b"---\ntitle: ", b"+++\ntitle = ",
        b"Title: A\nDate: ",
    ]),
    st.binary(max_size=200),
)  # fmt: skip
def test_arbitrary_bytes_after_any_beginning_give_a_document_or_a_capture_error(head: bytes, rest: bytes) -> None:
    told(head + rest)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "value", "role", "code", "x"]), inner)
    ),
    max_leaves=6,
)
_NAMES = [
    "headline", "headlines", "body_html", "body_text", "bodies", "by", "byline", "authors", "place", "places",
    "subject", "subjects", "associations", "source", "infoSources", "located", "language", "uri", "urgency",
    "descriptions", "versioncreated", "copyrightholder", "pubstatus", "service", "people", "keywords",
]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.sampled_from(_NAMES), _JSON))
def test_ninjs_with_any_value_under_any_name_is_read(item: dict[str, object]) -> None:
    item |= {"versioncreated": "2020-01-01T00:00:00Z", "pubstatus": "usable", "body_text": "Words of a story."}
    told(json.dumps(item).encode())


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("name", ["nitf", "newsItem", "NewsML", "rss"])
def test_an_entity_bomb_is_refused_with_a_clear_message(name: str) -> None:
    with pytest.raises(CaptureError, match="it declares the entity 'b'"):
        decode(capture(f"{BOMB}<{name}>&c;</{name}>".encode()))


def test_an_external_entity_is_refused_and_never_read(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    with pytest.raises(CaptureError, match="it declares the entity 'x'"):
        decode(capture(f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "{secret.as_uri()}">]><nitf>&x;</nitf>'.encode()))


def test_a_hundred_thousand_nested_elements_are_refused() -> None:
    data = b"<nitf>" + b"<p>" * 100_000 + b"words" + b"</p>" * 100_000 + b"</nitf>"
    with pytest.raises(CaptureError, match="broken XML"):
        decode(capture(data))


def test_deep_json_is_refused() -> None:
    data = b'{"versioncreated": "x", "pubstatus": "usable", "body_text": "words", "x": ' + b"[" * 100_000
    told(data + b"]" * 100_000 + b"}")


def test_markup_in_a_field_stays_text() -> None:
    data = (FIXTURES / "wire" / "ninjs3.json").read_text("utf-8")
    data = data.replace("Words", "").replace("<p>The hands", "<script>alert(1)</script><p onclick=x>The hands")
    article = reading(next(captures(data.encode(), "x.json")))[1].article
    assert "alert" not in write(article)
    assert "onclick" not in write(article)


def test_a_date_in_the_year_20020_is_left_out_and_told() -> None:
    _, second = captures((FIXTURES / "feeds" / "wordpress.xml").read_bytes(), "wordpress.xml")
    article = reading(second)[1].article
    assert article.date is None
    assert article.review == ("date: 'Wed, 13 Mar 20024 16:00:00 +0000' is no date that can be",)


def test_a_feed_with_a_summary_alone_is_never_passed_off_as_whole() -> None:
    _, second = captures((FIXTURES / "feeds" / "feed.json").read_bytes(), "feed.json")
    assert reading(second)[1].article.status == "truncated"


def test_content_that_a_feed_breaks_off_is_never_passed_off_as_whole() -> None:
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>Pier</title>'
        "<content:encoded>&lt;p&gt;The pier is long and it is old [&amp;#8230;]&lt;/p&gt;</content:encoded>"
        "</item></channel></rss>"
    )
    assert reading(next(captures(feed.encode(), "feed.xml")))[1].article.status == "truncated"


def test_a_page_is_a_page_and_a_newsml_is_one_whatever_its_name() -> None:
    page = b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Words.</p></body></html>'
    assert decode(capture(page)).media_type == "text/html"
    assert decode(capture((FIXTURES / "wire" / "efe.xml").read_bytes())).media_type == "application/vnd.iptc.nitf+xml"


@pytest.mark.parametrize("role", ["dpacontacts", "editorialnote"])
def test_notes_that_are_not_for_publication_are_in_no_field(role: str) -> None:
    data = (FIXTURES / "wire" / "dpa.xml").read_bytes().replace(b"dpaednoterole:dpacontacts", role.encode())
    assert "tjarks@" not in write(reading(next(captures(data, "dpa.xml")))[1].article)


def test_readers_comments_and_their_addresses_are_in_no_field() -> None:
    article = reading(next(captures((FIXTURES / "wordpress" / "export.xml").read_bytes(), "x.xml")))[1].article
    assert "hinnerk" not in write(article).lower()
    assert "@hafenbote" not in write(article)
