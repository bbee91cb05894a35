"""A copy told against its source: every word of it stands once, and what the source lacks or has alone is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backfile.history import Change
from backfile.relations.alignment import aligned
from backfile.relations.words import tokens

SHUT = "The tunnel under the Grey Sound was shut on Thursday after water broke in at noon."
UNHURT = "Nobody was hurt, the harbour office said."
CRACK = "Engineers found a crack eleven metres long in the northern wall."
SEAL = "They expect to seal it within nine days."
FERRIES = "Ferries will run every twenty minutes until the tunnel opens again, the council announced."
SHOES = "Our reporter met a driver who had walked out through knee-deep water and lost both shoes."
DIVER = "A second one was found at night by a diver who would not be named."

SENTENCES = st.sampled_from((SHUT, UNHURT, CRACK, SEAL, FERRIES, SHOES, DIVER, "***", "他们今天没有船。", "No."))
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), max_size=5)


def told(source: list[str], copy: list[str]) -> list[list[tuple[str, str]]]:
    return [[(each.change.value, each.text.strip()) for each in passage] for passage in aligned(source, copy)]


def test_added_and_left_out_paragraphs_stand_at_their_place() -> None:
    assert told([SHUT, CRACK, FERRIES], [SHUT, SHOES, FERRIES]) == [
        [("same", SHUT)],
        [("removed", CRACK)],
        [("added", SHOES)],
        [("same", FERRIES)],
    ]


def test_sentences_are_marked_within_the_paragraph_that_they_stand_in() -> None:
    assert told([f"{SHUT} {UNHURT}", f"{CRACK} {SEAL}"], [SHUT, f"{CRACK} {DIVER}"]) == [
        [("same", SHUT), ("removed", UNHURT)],
        [("same", CRACK), ("removed", SEAL), ("added", DIVER)],
    ]


def test_a_sentence_left_out_before_the_first_one_kept_begins_that_paragraph() -> None:
    assert told([SHUT, f"{UNHURT} {CRACK}"], [SHUT, CRACK]) == [
        [("same", SHUT)],
        [("removed", UNHURT), ("same", CRACK)],
    ]


def test_paragraphs_that_were_moved_are_neither_added_nor_left_out() -> None:
    assert told([SHUT, CRACK, FERRIES], [FERRIES, SHUT, CRACK]) == [
        [("same", FERRIES)],
        [("same", SHUT)],
        [("same", CRACK)],
    ]


def test_a_text_beside_itself_is_the_same() -> None:
    text = [f"{SHUT} {UNHURT}", CRACK, "他们今天没有船。明天也没有。"]
    assert all(each.change is Change.SAME for passage in aligned(text, text) for each in passage)
    assert len(aligned(text, text)) == len(text)


@given(TEXTS, TEXTS)
def test_every_word_of_the_copy_stands_once_in_its_order_and_what_was_left_out_is_the_sources(
    source: list[str], copy: list[str]
) -> None:
    stretches = [each for passage in aligned(source, copy) for each in passage]
    own = [word for each in stretches if each.change is not Change.REMOVED for word in tokens(each.text)]
    assert own == [word for paragraph in copy for word in tokens(paragraph)]
    removed = [word for each in stretches if each.change is Change.REMOVED for word in tokens(each.text)]
    assert not set(removed) - {word for paragraph in source for word in tokens(paragraph)}


@given(TEXTS)
def test_of_a_copy_without_text_all_of_the_source_is_left_out(source: list[str]) -> None:
    removed = [word for passage in aligned(source, []) for each in passage for word in tokens(each.text)]
    assert removed == [word for paragraph in source for word in tokens(paragraph)]
