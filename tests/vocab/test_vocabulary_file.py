"""The site's own vocabulary: what its lines say, and what a wrong line is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.errors import SettingError
from backfile.vocab.answers import Answer, AnswerKind, Answers, as_csv, read_answers, with_answer

WRITER = Answer(AnswerKind.STAFF, "pa", outlet="DW")


def test_a_site_without_a_vocabulary_has_no_answers(tmp_path: Path) -> None:
    assert read_answers(tmp_path) == ()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    lines = (WRITER, Answer(AnswerKind.NAME, 'Baker, "Jim"', "James Baker"), Answer(AnswerKind.TAG, "Misc"))
    (tmp_path / "vocabulary.csv").write_text(as_csv(lines), "utf-8")
    assert read_answers(tmp_path) == lines


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind,word\n", "its first row must name the columns (found 'kind,word')"),
        ("kind,text,means,outlet\nstuff,pa,,\n", "line 2: kind: this is no kind of answer (found 'stuff')"),
        ("kind,text,means,outlet\nstaff,,,\n", "line 2: a line has a kind, a text, what it means, and an outlet"),
        ('kind,text,means,outlet\nstaff,"pa\n', "it is no CSV file in UTF-8"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "vocabulary.csv").write_text(text, "utf-8")
    with pytest.raises(SettingError) as error:
        read_answers(tmp_path)
    assert message in str(error.value)


def test_an_outlets_own_answer_goes_before_one_for_all() -> None:
    answers = Answers.of((Answer(AnswerKind.TAG, "SPD", "SPD"), Answer(AnswerKind.TAG, "spd", "Socialists", "DW")))
    assert answers.means(AnswerKind.TAG, "SPD", "DW") == "Socialists"
    assert answers.means(AnswerKind.TAG, "SPD", "FAZ") == "SPD"
    assert answers.means(AnswerKind.NAME, "SPD") is None


def test_an_answer_takes_the_place_of_an_earlier_one_on_the_same_thing() -> None:
    first, second = Answer(AnswerKind.TAG, "EU", "EU"), Answer(AnswerKind.TAG, "EU", "European Union")
    assert with_answer((first, WRITER), second) == (WRITER, second)
