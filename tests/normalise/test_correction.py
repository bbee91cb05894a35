"""Notices of correction, and stories that are killed or withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pasted import VOCABULARY, document_and_reading, read

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.decode.text import decode_text
from backfile.normalise.account import Outcome
from backfile.normalise.correction import correction
from backfile.normalise.draft import Draft
from backfile.normalise.normalise import Reading, normalise

FIXTURES = Path(__file__).parent.parent / "fixtures" / "normalise" / "corrections"
NOTICES = (FIXTURES / "notices.txt").read_text("utf-8").splitlines()
NONE = (FIXTURES / "none.txt").read_text("utf-8").splitlines()
TEXT = (
    "The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm.",
    "Forty people and a dog waited on the pier from six in the morning.",
    "The harbour master gave the captain a loaf of bread, as is the custom.",
)


def story(*paragraphs: str, title: str = "Ferry to Lindau sails again after eleven weeks") -> str:
    return "\n\n".join((title, "14 May 2021", *paragraphs)) + "\n"


def page(*paragraphs: str) -> Reading:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    data = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry sails</h1>{text}</article></body></html>"
    capture = Capture(data.encode(), sha256(data.encode()))
    return normalise(decode(capture), VOCABULARY, digest=capture.digest)


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_at_the_end_is_the_correction_and_leaves_the_text(notice: str) -> None:
    article = read(story(*TEXT, notice)).article
    assert article.correction == notice
    assert article.text == "\n\n".join(TEXT)
    assert article.status == "corrected"


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_at_the_head_of_a_page_is_the_correction_and_leaves_the_text(notice: str) -> None:
    article = page(notice, *TEXT).article
    assert article.correction == notice
    assert article.text == "\n\n".join(TEXT)


@pytest.mark.parametrize("line", NONE)
def test_what_only_sounds_like_a_notice_stays_in_the_text(line: str) -> None:
    article = page(*TEXT, line).article
    assert (article.correction, article.status) == ("", "")
    assert line in article.text


def test_a_label_alone_counts_with_the_notice_below_it() -> None:
    notice = "The length of the pier was misstated. It is 400 metres."
    assert read(story(*TEXT, "Correction", notice)).article.correction == f"Correction {notice}"
    assert read(story(*TEXT[:2], "Correction", TEXT[2])).article.correction == ""


def test_two_notices_are_one_correction() -> None:
    article = read(story(*TEXT, NOTICES[0], NOTICES[4])).article
    assert article.correction == f"{NOTICES[0]} {NOTICES[4]}"


def test_a_notice_amid_the_story_is_the_storys_own() -> None:
    article = read(story(*TEXT * 4, NOTICES[0], *TEXT * 4)).article
    assert article.correction == ""
    assert NOTICES[0] in article.text


def test_an_agencys_remark_leaves_the_text_that_follows_it() -> None:
    article = page(f"(Corrects length in paragraph 3) {TEXT[0]}", *TEXT[1:]).article
    assert article.correction == "(Corrects length in paragraph 3)"
    assert article.text == "\n\n".join(TEXT)


def test_the_account_names_the_rule() -> None:
    document, reading = document_and_reading(story(*TEXT, NOTICES[0]))
    fates = [f for f in reading.account.fates if f.rule == "correction"]
    assert [document.blocks[f.block].text for f in fates] == [NOTICES[0]]
    assert [(f.outcome, f.detail) for f in fates] == [(Outcome.FIELD, "correction")]


@pytest.mark.parametrize("mark", ["CORRECTED-", "CORRECTED - ", "(CORRECTED)-", "UPDATE 2-CORRECTED-", "KORREKTUR: "])
def test_a_mark_of_correction_stays_in_the_headline_and_gives_the_status(mark: str) -> None:
    article = read(story(*TEXT, title=f"{mark}Ferry to Lindau sails again")).article
    assert article.title == f"{mark}Ferry to Lindau sails again"
    assert article.status == "corrected"


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("KILL: Ferry to Lindau sails again", "killed"),
        ("BULLETIN KILL Ferry to Lindau sails again", "killed"),
        ("(KILL) Ferry to Lindau sails again", "killed"),
        ("WITHDRAWN-Ferry to Lindau sails again", "withdrawn"),
        ("STORY REMOVED: Ferry to Lindau", "withdrawn"),
        ("ADVISORY-Story on ferry to Lindau withdrawn", "withdrawn"),
        ("KILL BILL RETURNS TO THE LAKE STAGE", ""),
        ("KILLED IN A STORM: TWO FISHERMEN", ""),
        ("Ferry company withdrawn from sale", ""),
        ("CORRECTIONS SERVICE SEEKS 40 BEDS", ""),
        ("UPDATE 2-Ferry to Lindau sails again", ""),
    ],
)
def test_a_killed_story_is_told_by_the_mark_before_its_headline(title: str, status: str) -> None:
    article = read(story(*TEXT, title=title)).article
    assert (article.title, article.status) == (title, status)


@pytest.mark.parametrize(
    ("first", "status"),
    [
        ("The story headlined “Ferry sails” is withdrawn. There will be no substitute story.", "withdrawn"),
        ("This story has been retracted by the Lake Herald.", "withdrawn"),
        ("Reuters has withdrawn its story about the ferry.", "withdrawn"),
        ("Please kill the story headlined “Ferry sails”.", "killed"),
        ("Editors: Please do not use the story on the ferry.", "killed"),
        ("The story of the ferry has been told many times.", ""),
        ("The item was withdrawn from sale at the harbour auction.", ""),
    ],
)
def test_a_killed_story_is_told_by_its_first_words(first: str, status: str) -> None:
    assert read(story(first, *TEXT)).article.status == status


@given(st.lists(st.one_of(st.sampled_from(NOTICES), st.text(max_size=80)), min_size=1, max_size=9))
def test_whatever_is_there_the_rule_claims_within_its_blocks(paragraphs: list[str]) -> None:
    text = story("x", *paragraphs)
    document = decode_text(text, Capture(b"", ""))
    draft = Draft(document, VOCABULARY)
    draft.with_finding(correction(draft), "correction")
