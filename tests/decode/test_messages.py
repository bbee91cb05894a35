"""Mail and saved pages in one file: what of a message is the story, and which pictures come with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from delivered import NOON, delivered
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.capture.capture import Capture, sha256
from backfile.capture.embedded import brought
from backfile.capture.pictures import picture_name
from backfile.decode.decode import decode
from backfile.decode.document import Document, Role
from backfile.errors import CaptureError
from backfile.normalise.page_pictures import picture_file

FIXTURES = Path(__file__).parents[1] / "fixtures/messages"


def received(name: str) -> list[Capture]:
    captures, _, error = delivered((FIXTURES / name).read_bytes(), name)
    assert not error
    return captures


def said(document: Document, role: Role) -> list[str]:
    return [block.text for block in document.blocks if block.role is role]


def stated(document: Document, field: str) -> list[str]:
    return [candidate.value for candidate in document.candidates if candidate.field == field]


def message(text: str) -> Document:
    data = text.encode()
    return decode(Capture(data, sha256(data), "mail"))


def test_a_newsletters_html_is_the_body_and_its_sender_the_outlet() -> None:
    (capture,) = received("newsletter.eml")
    document = decode(capture)
    assert said(document, Role.HEADLINE) == ["Fähre „Seehund“ sits on a sandbank"]
    assert said(document, Role.BODY) == [
        "The ferry “Seehund” ran onto a sandbank off Port Amsel on Friday.",
        "The ferry on Friday. Photo: Jonas Birk",
        "Nobody was hurt, the harbour master said.",
    ]
    assert stated(document, "date") == ["2026-01-30T18:20:00+01:00"]
    assert stated(document, "outlet") == ["The Tidewater Post"]


def test_what_the_mailing_program_added_is_beside_the_story() -> None:
    (capture,) = received("newsletter.eml")
    assert said(decode(capture), Role.BESIDE) == ["View this email in your browser", "Unsubscribe"]


def test_a_mails_pictures_are_found_by_their_content_id() -> None:
    (capture,) = received("newsletter.eml")
    assert [(a.path, a.media_type) for a in brought(capture)] == [("cid:seal@tidewater.example", "image/png")]
    (picture,) = decode(capture).pictures
    assert picture_file(picture, brought(capture)) == picture_name(brought(capture)[0]) != ""


@pytest.mark.parametrize("name", ["newsletter.eml", "chromium.mhtml", "two.mbox"])
def test_the_pictures_of_a_message_are_kept_once_within_its_own_bytes(name: str) -> None:
    first = received(name)[0]
    assert first.attachments == ()
    assert brought(first)


def test_a_person_who_sent_a_mail_is_no_outlet_and_their_signature_no_story() -> None:
    (capture,) = received("plain.eml")
    document = decode(capture)
    assert stated(document, "outlet") == stated(document, "author") == []
    assert document.extra == {"from": "Maren Holt <maren@tidewater.example>", "attached": ("notes.pdf",)}
    assert said(document, Role.BESIDE) == ["Maren Holt", "The Tidewater Post, harbour desk"]
    assert len(said(document, Role.BODY)) == 2


def test_each_message_of_a_mailbox_is_a_capture_of_its_own_bytes() -> None:
    captures = received("two.mbox")
    assert [c.name for c in captures] == ["two.mbox#1", "two.mbox#2"]
    assert captures[1].data == (FIXTURES / "plain.eml").read_bytes()
    assert brought(captures[0])


def test_a_line_that_begins_with_from_divides_no_message_of_a_mailbox() -> None:
    head = b"From: a@b.example\nTo: c@d.example\nDate: Fri, 30 Jan 2026 18:20:00 +0100\n"
    body = head + b"\nOne.\n\nFrom here on, 2026 is calm.\n"
    captures, _, _ = delivered(b"From a@b.example Fri Jan 30 18:20:00 2026\n" + body, "m")
    assert [c.data for c in captures] == [body]


def test_a_page_that_chromium_saved_as_one_file_is_that_page() -> None:
    (capture,) = received("chromium.mhtml")
    assert capture.target_uri == "https://amsel-nachrichten.example/2026/01/faehre"
    assert capture.captured_at == "2026-11-26T09:35:24Z", "when it was saved, not when it arrived"
    document = decode(capture)
    assert document.media_type == "text/html"
    assert next(b.text for b in document.blocks if b.text.startswith("Die")).endswith("Foto: Jonas Birk")
    assert stated(document, "date") == ["2026-01-30T18:20:00+01:00"]
    (picture,) = document.pictures
    assert picture_file(picture, brought(capture)) == picture_name(brought(capture)[0]) != ""


def test_a_mail_that_says_no_date_of_saving_keeps_when_it_arrived() -> None:
    (capture,) = received("plain.eml")
    assert (capture.captured_at, capture.target_uri) == (NOON, "")


@pytest.mark.parametrize(
    "text",
    [
        "From our correspondent: the ferry sailed.\n\nDate: unknown.\n",
        "Subject: Ferry\n\nIt sailed.\n",
        "From: The Tidewater Post\nDate: 30 January 2026\n\nFerry stranded\n\nIt sailed.\n",
    ],
)
def test_a_text_that_begins_like_a_message_is_none(text: str) -> None:
    assert message(text).media_type == "text/plain"


def test_a_subject_in_a_damaged_encoding_is_read_as_it_stands() -> None:
    document = message("From: a@b.example\nDate: never\nSubject: =?no-such?Q?Ferry?=\n\nIt sailed.\n")
    assert said(document, Role.HEADLINE) == ["=?no-such?Q?Ferry?="]
    assert stated(document, "date") == []


def test_a_message_without_text_says_what_to_do() -> None:
    head = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n"
    with pytest.raises(CaptureError, match="the message holds no text"):
        message(f"{head}\niVBORw0K\n")


def test_parts_a_thousand_deep_are_refused() -> None:
    parts = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3_000)]
    text = "From: a@b.example\nMIME-Version: 1.0\n" + "".join(parts) + "Content-Type: text/plain\n\nIt sailed.\n"
    captures, _, error = delivered(text.encode(), "deep.eml")
    assert (len(captures), error) == (1, "")
    with pytest.raises(CaptureError):
        decode(captures[0])


STARTS = [
    b"From: a@b.example\nDate: x\n",
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\nSnapshot-Content-Location: https://a.example/\n",
    (FIXTURES / "newsletter.eml").read_bytes(),
    (FIXTURES / "chromium.mhtml").read_bytes()[:1500],
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300), st.integers(0, 600))
def test_any_bytes_in_a_message_give_a_document_or_a_capture_error(start: bytes, noise: bytes, at: int) -> None:
    captures, _, _ = delivered(start[:at] + noise + start[at:], "m")
    for capture in captures:
        try:
            assert isinstance(decode(capture), Document)
        except CaptureError:
            continue
