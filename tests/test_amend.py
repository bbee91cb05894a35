"""Amending a file: the fields that change, and no other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.article import EventDate, Image
from backfile.errors import FrontMatterError
from backfile.frontmatter import amended, read

FILE = """---
# kept by hand
title: 'Ferry sails again'   # as printed
date: 2021-05-14
tags: [ferry,
  harbour]

# the desk's own
desk_note: look at this
review:
  - "outlet: inferred"
---
The ferry sails.

tags: this is text
"""


def test_a_changed_field_changes_its_own_lines_alone() -> None:
    assert amended(FILE, {"tags": ("ferry", "Lindau")}) == FILE.replace(
        "tags: [ferry,\n  harbour]", "tags: [ferry, Lindau]"
    )


def test_an_emptied_field_goes_away_and_leaves_the_comments_around_it() -> None:
    assert amended(FILE, {"review": (), "tags": ()}) == FILE.replace('review:\n  - "outlet: inferred"\n', "").replace(
        "tags: [ferry,\n  harbour]\n", ""
    )


def test_a_new_field_stands_where_the_order_of_fields_wants_it() -> None:
    assert amended(FILE, {"lang": "en"}) == FILE.replace("date: 2021-05-14\n", "date: 2021-05-14\nlang: en\n")


def test_a_field_of_the_persons_own_is_changed_like_any_other() -> None:
    assert amended(FILE, {"desk_note": "done"}) == FILE.replace("desk_note: look at this", "desk_note: done")


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    file = "\ufeff" + FILE.replace("\n", "\r\n")
    assert amended(file, {"date": EventDate("2021-05")}) == file.replace("2021-05-14", "2021-05")


def test_a_field_of_several_lines_replaces_one_of_several_lines() -> None:
    file = FILE.replace("review:", "image:\n  caption: A ferry\n\n  # whose?\n  credit: AP\nreview:")
    changed = amended(file, {"image": Image(caption="A boat", credit="dpa")})
    assert changed == file.replace("caption: A ferry\n\n  # whose?\n  credit: AP", "caption: A boat\n  credit: dpa")


def test_a_file_without_front_matter_is_refused() -> None:
    with pytest.raises(FrontMatterError, match=r"a\.md:1: the file has no front matter"):
        amended("The ferry sails.\n", {"lang": "en"}, place="a.md")


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=30)


@given(st.fixed_dictionaries({}, optional={"byline": TEXTS, "section": TEXTS, "tags": st.tuples(TEXTS), "own": TEXTS}))
def test_what_was_changed_is_read_back_and_all_else_stays(changes: dict[str, object]) -> None:
    before, after = read(FILE), read(amended(FILE, changes))
    for name, value in changes.items():
        assert (after.extra["own"] if name == "own" else getattr(after, name)) == value
    assert after.body == before.body
    assert after.title == before.title
    assert after.extra["desk_note"] == before.extra["desk_note"]
