"""Byline, dateline and sign-off: what is taken out of pasted stories, and what stays in them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.article import Contributor, Dateline
from backfile.capture.capture import Capture, sha256
from backfile.decode.text import decode_text
from backfile.normalise.account import Outcome
from backfile.normalise.byline import byline
from backfile.normalise.dateline import dateline
from backfile.normalise.draft import Draft, Finding, whole
from backfile.normalise.sign_off import sign_off
from backfile.vocab import Vocabulary
from backfile.vocab.outlets import Outlets

STORIES = Path(__file__).resolve().parents[1] / "fixtures" / "credits" / "stories.yaml"
RULES = (("byline", byline), ("dateline", dateline), ("sign_off", sign_off))


def _draft(text: str, lang: str) -> Draft:
    """What the rules leave of a pasted text whose first line is the headline."""
    data = text.encode("utf-8", "surrogatepass")
    document = decode_text(text, Capture(data, sha256(data)))
    draft = Draft(document, Vocabulary(Outlets({})), fields={"lang": lang})
    if document.blocks:
        draft = draft.with_finding(Finding(claims=(whole(draft, 0, Outcome.FIELD, "title"),)), "headline")
    for name, rule in RULES:
        draft = draft.with_finding(rule(draft), name)
    return draft


def _plain(value: Any) -> Any:
    if isinstance(value, Dateline | Contributor):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def _stories() -> list[Any]:
    return [pytest.param(s, id=s["name"]) for s in yaml.safe_load(STORIES.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("story", _stories())
def test_fields_of_a_story(story: dict[str, Any]) -> None:
    draft = _draft(story["text"], story["lang"])
    assert {name: _plain(value) for name, value in draft.fields.items() if name != "lang"} == story["fields"]


@pytest.mark.parametrize("story", _stories())
def test_text_taken_from_a_story(story: dict[str, Any]) -> None:
    draft = _draft(story["text"], story["lang"])
    fates = [fate for index in sorted(draft.fates) for fate in draft.fates[index] if fate.detail != "title"]
    assert [draft.document.blocks[f.block].text[f.start : f.end] for f in fates] == story["taken"]


def test_the_first_story_of_the_project_is_read_right(shared: Path) -> None:
    (seed,) = (shared / "seed").glob("*.txt")
    draft = _draft(seed.read_text(encoding="utf-8"), "en")
    assert draft.fields.get("staff") == ("dv", "aw")
    assert draft.fields.get("agencies") == ("AP", "Reuters")
    assert draft.fields.get("credit_line") == "dv/aw (AP, Reuters)"
    assert "dateline" not in draft.fields


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Oslo (AP) — ", "By ", "Ann", "(dpa)", "mk/pt", ".", "\n", "\n\n", "Reporting by", "AFP", " ", "»"]
        )
        | st.text(max_size=12),
        max_size=30,
    ).map("".join),
    st.sampled_from(["", "de", "en", "es"]),
)
def test_every_text_can_be_read(text: str, lang: str) -> None:
    _draft(text, lang)
