"""The word diff."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backfile.history import Change, Passage
from backfile.intake.word_diff import changed_passages, word_diff

WORDS = st.lists(st.sampled_from(["ferry", "lake", "sails", "the", "a", "9.30", "渡船", "-"]), max_size=12)
TEXTS = st.one_of(st.text(max_size=60), WORDS.map(" ".join))


def told(passage: Passage) -> str:
    marks = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}
    return "".join(marks[stretch.change].format(stretch.text) for stretch in passage)


def side(passage: Passage, without: Change) -> str:
    return "".join(stretch.text for stretch in passage if stretch.change is not without)


def test_only_the_words_that_changed_are_marked() -> None:
    before = "Forty people and a dog waited on the pier from six."
    after = "Forty people and two dogs waited on the old pier from six."
    assert told(word_diff(before, after)) == (
        "Forty people and [-a dog-][+two dogs+] waited on the[+ old+] pier from six."
    )


def test_a_word_that_stayed_alone_between_two_changes_is_part_of_them() -> None:
    assert told(word_diff("red car at noon today", "blue car by night today")) == (
        "[-red car at noon-][+blue car by night+] today"
    )


def test_characters_of_scripts_without_spaces_are_compared_each() -> None:
    assert told(word_diff("码头长四十米", "码头长四百米")) == "码头长四[-十-][+百+]米"


def test_only_paragraphs_that_changed_are_told() -> None:
    before = ["The ferry sails.", "It is red.", "It is old.", "The end."]
    after = ["The ferry sails.", "It is blue.", "It is old.", "A dog came too.", "The end."]
    assert [told(passage) for passage in changed_passages(before, after)] == [
        "It is [-red-][+blue+].", "[+A dog came too.+]",
    ]  # fmt: skip


@given(TEXTS, TEXTS)
def test_what_went_and_what_stayed_is_the_text_before_and_after(before: str, after: str) -> None:
    passage = word_diff(before, after)
    assert (passage == ()) == (before == after)
    if passage:
        assert side(passage, Change.ADDED) == before
        assert side(passage, Change.REMOVED) == after


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_texts_differ_where_passages_do(before: list[str], after: list[str]) -> None:
    assert (changed_passages(before, before), bool(changed_passages(before, after))) == ((), before != after)


def test_long_texts_of_the_same_words_are_no_trouble() -> None:
    before, after = "the ferry " * 30_000, "a ferry " * 30_000
    assert [stretch.change for stretch in word_diff(before, after)][:2] == [Change.REMOVED, Change.ADDED]
