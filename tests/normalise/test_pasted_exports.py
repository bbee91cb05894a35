"""Exports of databases as pasted text: their field lines are read as the fields they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pasted import plain_values, read

from backfile.capture.capture import Capture, assembled
from backfile.capture.containers.pasted import open_pastes
from backfile.capture.parcel import Parcel

EXPORTS = Path(__file__).parent.parent / "fixtures/capture/several_pastes"
FORMS = sorted(EXPORTS.glob("*.json"))


def values_of(capture: Capture) -> dict[str, Any]:
    """All that is read of an entry, but what other rules make of its places and names."""
    read_from = plain_values(assembled(capture))
    return {name: value for name, value in read_from.items() if name not in ("tags", "region", "mentioned")}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_each_document_of_an_export_reads_as_written_beside_it(form: Path) -> None:
    file = form.with_suffix(".txt")
    with file.open("rb") as opened:
        captures = list(open_pastes(Parcel(opened, file.name, file.stat().st_size, "")))
    assert [values_of(capture) for capture in captures] == json.loads(form.read_text("utf-8"))


STORY = "The ferry to Lindau left the pier on Monday for the first time since February, said the captain."


@pytest.mark.parametrize(
    ("label", "value", "field", "expected"),
    [
        ("SECTION", "LOCAL; Pg. 4", "section", "LOCAL"),
        ("RUBRIQUE", "Monde", "section", "Monde"),
        ("Auteur", "Ann Lee", "authors", ("Ann Lee",)),
        ("Publication title", "Harbour Post", "outlet", "HP"),
        ("Publication date", "May 3, 2021", "date", "2021-05-03"),
        ("Publication date", "03/04/2021", "date", "2021"),
        ("URL", "https://harbourpost.example/ferry", "source", "https://harbourpost.example/ferry"),
        ("Keywords", "ferries; Lindau", "tags", ("ferries", "Lindau")),
        ("Abstract", "Forty on board.", "standfirst", "Forty on board."),
    ],
)
def test_a_field_line_is_read_as_its_field(label: str, value: str, field: str, expected: object) -> None:
    paste = f"Title: Ferry runs again\n\n{label}: {value}\n\nLength: 61 words\n\nFull text:\n\n{STORY}\n"
    article = read(paste).article
    found = getattr(article, field)
    found = found.text if field == "date" else found[: len(expected)] if isinstance(expected, tuple) else found
    assert (article.title, found, article.text) == ("Ferry runs again", expected, STORY)


def test_a_text_with_labels_that_any_story_can_have_is_no_export() -> None:
    article = read(
        f"Ferry to Lindau runs again after weeks\n\nAuthor: Ann Lee\n\nSection: Local\n\n{STORY}\n\nSubject: the lake\n"
    ).article
    assert article.section == ""
    assert "Section: Local" in article.text
