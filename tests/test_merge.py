"""Merging a new reading into a file that a person edited, and telling what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import FrontMatterError
from backfile.frontmatter import Difference, differences, merged, read

BASE = """---
title: Ferry sails
date: 2021-05-14
tags: [ferry]
---
The ferry sails.
"""


def test_what_the_person_left_alone_is_read_anew() -> None:
    new = BASE.replace("Ferry sails", "Ferry sails again").replace("[ferry]", "[ferry, Lindau]")
    assert merged(BASE, BASE, new) == new


def test_what_the_person_changed_stays() -> None:
    edited = BASE.replace("Ferry sails", "Ferry off again")
    new = BASE.replace("Ferry sails", "Ferry sails again").replace("2021-05-14", "2021-05-15")
    assert merged(BASE, edited, new) == edited.replace("2021-05-14", "2021-05-15")


def test_what_the_person_removed_stays_away_and_what_they_added_stays() -> None:
    edited = BASE.replace("tags: [ferry]\n", "desk_note: checked\n")
    new = BASE.replace("[ferry]", "[ferry, Lindau]").replace("sails.", "sailed.")
    assert merged(BASE, edited, new) == edited.replace("sails.", "sailed.")


def test_an_edited_body_stays_while_fields_are_read_anew() -> None:
    edited = BASE.replace("The ferry sails.", "The ferry sails, at last.")
    new = BASE.replace("The ferry sails.", "The ferry sailed.").replace("2021-05-14", "2021-05-15")
    assert merged(BASE, edited, new) == edited.replace("2021-05-14", "2021-05-15")


def test_the_persons_own_spelling_order_and_comments_stay() -> None:
    edited = (
        "---\r\n# mine\r\ndate: '2021-05-14'\r\ntitle: Ferry sails\r\ntags: [ ferry ]\r\n---\r\nThe ferry sails.\r\n"
    )
    new = BASE.replace("Ferry sails", "Ferry sails again").replace("sails.", "sailed.")
    assert merged(BASE, edited, new) == edited.replace("Ferry sails", "Ferry sails again").replace("sails.", "sailed.")


def test_a_field_that_is_read_no_longer_goes() -> None:
    assert merged(BASE, BASE + "More.\n", BASE.replace("tags: [ferry]\n", "")) == (
        BASE.replace("tags: [ferry]\n", "") + "More.\n"
    )


def test_differences_are_told_field_by_field_whatever_the_spelling() -> None:
    after = BASE.replace("title: Ferry sails\ndate: 2021-05-14", "date: '2021-05-14'\ntitle: Ferry").replace(
        "tags: [ferry]", "lang: en"
    )
    assert differences(BASE, after) == (
        Difference("title", "Ferry sails", "Ferry"),
        Difference("lang", "", "en"),
        Difference("tags", "[ferry]", ""),
    )


def test_a_file_that_is_no_article_is_named() -> None:
    with pytest.raises(FrontMatterError, match="no front matter"):
        merged(BASE, "no article", BASE)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=12)


def file(title: str, tags: list[str], body: str) -> str:
    quoted = ", ".join(f'"{tag}"' for tag in tags)
    return f'---\ntitle: "{title}"\ntags: [{quoted}]\n---\n{body}\n'


LETTERS = st.text("abcÄ", min_size=1, max_size=5)
FILES = st.builds(file, LETTERS, st.lists(LETTERS, max_size=2), LETTERS)


@given(FILES, FILES, FILES)
def test_no_edit_is_lost_and_nothing_but_the_new_reading_comes_in(base: str, edited: str, new: str) -> None:
    began, there, offered, result = map(read, (base, edited, new, merged(base, edited, new)))
    for field in ("title", "tags", "body"):
        wanted = offered if getattr(began, field) == getattr(there, field) else there
        assert getattr(result, field) == getattr(wanted, field)
