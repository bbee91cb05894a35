"""ninjs against its schema: right items raise no doubt, wrong ones are read all the same and put up for review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backfile.capture.capture import Capture, sha256
from backfile.decode.ninjs_schema import violations
from backfile.intake.manuscript import read
from backfile.vocab import SiteWords

FIXTURES = Path(__file__).parent.parent / "fixtures" / "wire"
ITEM = {
    "uri": "urn:lake:1",
    "type": "text",
    "versioncreated": "2021-05-14T10:45:00+02:00",
    "pubstatus": "usable",
    "headline": "Ferry sails again",
    "body_html": "<p>The ferry to Lindau sailed again on Friday.</p>",
}


@pytest.mark.parametrize("name", ["ninjs3.json", "superdesk.json"])
def test_items_as_agencies_write_them_break_nothing(name: str) -> None:
    assert violations(json.loads((FIXTURES / name).read_text("utf-8"))) == ()


@pytest.mark.parametrize(
    ("wrong", "note"),
    [
        ({"urgency": "high"}, "ninjs: urgency: 'high' is not of type 'integer'"),
        ({"headlines": [{"value": 5}]}, "ninjs: headlines/0/value: 5 is not of type 'string'"),
        ({"subject": "ferries"}, "ninjs: subject: 'ferries' is not of type 'array'"),
    ],
)
def test_what_breaks_the_schema_is_put_up_for_review_and_the_story_is_read(wrong: dict[str, object], note: str) -> None:
    data = json.dumps({**ITEM, **wrong}).encode()
    article = read(Capture(data, sha256(data)), SiteWords())[1].article
    assert note in article.review
    assert article.title == "Ferry sails again"
    assert article.text == "The ferry to Lindau sailed again on Friday."


def test_an_instant_without_offset_is_a_doubt() -> None:
    (told,) = violations({**ITEM, "versioncreated": "2021-05-14T10:45:00"})
    assert told.startswith("ninjs: versioncreated: ")


def test_an_item_without_any_name_of_its_own_is_a_doubt() -> None:
    assert len(violations({name: value for name, value in ITEM.items() if name != "uri"})) == 1


def test_an_item_in_another_form_altogether_is_told_shortly() -> None:
    names = ("headline", "title", "byline", "by", "located", "slugline", "creditline")
    told = violations({name: ["x" * 999] for name in names})
    assert len(told) == 5
    assert max(map(len, told)) <= 201
