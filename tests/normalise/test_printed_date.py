"""Printed dates are read in the forms and languages that pages use, and nothing is made up about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from pasted import read

from backfile.normalise.printed_date import printed_dates

PARAGRAPH = "The ferry was freed at high water by two tugs after a night on the stones, the harbour office said."


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "February 20, 2020", "2020-02-20"),
        ("en", "Feb. 20 2020", "2020-02-20"),
        ("en", "20th February 2020", "2020-02-20"),
        ("en", "20-Feb-2020", "2020-02-20"),
        ("en", "Thu 20 Feb 2020 14.30 GMT", "2020-02-20T14:30Z"),
        ("en", "3:45 PM EST, Thu February 20, 2020", "2020-02-20T15:45-05:00"),
        ("en", "July 21, 2020 at 2:30 p.m. ET", "2020-07-21T14:30-04:00"),
        ("en", "2020/02/20 14:30:05 UTC+8", "2020-02-20T14:30:05+08:00"),
        ("", "2020-02-20", "2020-02-20"),
        ("", "2020-02-20T13:45:00+01:00", "2020-02-20T13:45:00+01:00"),
        ("de", "20.02.2020 14:30", "2020-02-20T14:30"),
        ("de", "20. März 2020, 6.30 Uhr", "2020-03-20T06:30"),
        ("de", "1. Jänner 2020", "2020-01-01"),
        ("fr", "20 février 2020", "2020-02-20"),
        ("fr", "1er mars 2020 à 14h30", "2020-03-01T14:30"),
        ("es", "20 de febrero de 2020, 14:05 h", "2020-02-20T14:05"),
        ("pt", "20 de fevereiro de 2020 às 10h05", "2020-02-20T10:05"),
        ("ru", "20 февраля 2020, 13:00", "2020-02-20T13:00"),
        ("ru", "20 февраля 2020 г., 13:00", "2020-02-20T13:00"),
        ("uk", "20 лютого 2020 року", "2020-02-20"),
        ("pl", "20 lutego 2020 r.", "2020-02-20"),
        ("cs", "20. února 2020", "2020-02-20"),
        ("ar", "٢٠ فبراير ٢٠٢٠", "2020-02-20"),
        ("ar", "20 شباط 2020", "2020-02-20"),
        ("zh", "2020年2月20日 14:30", "2020-02-20T14:30"),
        ("ko", "2020년 2월 20일", "2020-02-20"),
        ("en", "February 2020", "2020-02"),
        ("zh", "2020年2月", "2020-02"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_printed(lang: str, text: str, expected: str) -> None:
    found = printed_dates(text, lang)
    assert [reading.text for one in found for reading in one.readings] == [expected]


LANGUAGES = (Path(__file__).parent.parent / "fixtures/normalise/date_locales.txt").read_text("utf-8").split()
"""Locales whose long and medium formats print day, month and year as numbers and names; Basque declines all three."""


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(["full", "long", "medium"]),
    st.dates(date(1600, 1, 1), date(2100, 12, 31)),
)
def test_any_date_is_read_back_from_a_languages_own_formats(tag: str, form: Any, day: date) -> None:
    found = printed_dates(format_date(day, form, locale=tag), tag.partition("_")[0])
    assert day.isoformat() in [reading.text for one in found for reading in one.readings]


@given(st.integers(0, 23), st.integers(0, 59))
def test_no_seconds_are_made_up(hour: int, minute: int) -> None:
    found = printed_dates(f"20. März 2020, {hour:02}:{minute:02} Uhr", "de")
    assert found[0].readings[0].text == f"2020-03-20T{hour:02}:{minute:02}"


@pytest.mark.parametrize(
    "text", ["31.02.2020", "4. Mai 20020", "13/13/2020", "1.2.3.4", "version 2.10", "May 5", "99/99/9999"]
)
def test_what_is_no_date_of_the_calendar_is_not_read(text: str) -> None:
    assert printed_dates(text, "en") == ()


def test_an_abbreviation_of_several_zones_leaves_the_time_without_offset() -> None:
    assert printed_dates("20 February 2020 14:30 IST", "en")[0].readings[0].text == "2020-02-20T14:30"


def test_day_and_month_that_could_be_either_have_two_readings() -> None:
    assert [one.text for one in printed_dates("03/04/2020", "en")[0].readings] == ["2020-04-03", "2020-03-04"]


@given(st.text(max_size=200), st.sampled_from(["", "en", "de", "ar", "zh", "xx"]))
def test_any_text_is_searched_without_error(text: str, lang: str) -> None:
    for found in printed_dates(text, lang):
        assert 0 <= found.start < found.end <= len(text)


def dates(*lines: str) -> tuple[str, str, tuple[str, ...]]:
    article = read("\n\n".join(["A headline about a ferry", *lines, PARAGRAPH, PARAGRAPH])).article
    return (
        article.date.text if article.date else "",
        article.modified.text if article.modified else "",
        article.review,
    )


def test_an_ambiguous_date_is_known_to_its_year_and_put_up_for_review() -> None:
    published, _, review = dates("03/04/2020")
    assert published == "2020"
    assert review == ("date: 03/04/2020 can be 2020-04-03 or 2020-03-04",)


def test_another_date_of_the_page_decides_an_ambiguous_one() -> None:
    assert dates("Published 03/04/2020", "Updated 04/15/2020")[:2] == ("2020-03-04", "2020-04-15")


def test_an_update_alone_dates_no_publication() -> None:
    assert dates("Updated 15 April 2020") == ("", "2020-04-15", ("date: only the time of an update is printed",))


def test_a_year_alone_is_a_date() -> None:
    assert dates("1931")[0] == "1931"


def test_a_date_within_a_sentence_is_no_date_line() -> None:
    assert dates("The ferry had last run aground on 4 May 1999 and before that in the spring.")[0] == ""


def test_the_word_for_year_belongs_to_a_date_line() -> None:
    story = "Паром сняли с камней два буксира, никто не пострадал, сообщили в порту в пятницу утром. " * 2
    article = read(f"Паром сняли с камней\n\n27 сентября 2019 г.\n\n{story}\n\n{story}").article
    assert article.date is not None
    assert article.date.text == "2019-09-27"
