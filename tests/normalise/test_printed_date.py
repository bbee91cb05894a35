"""Printed dates are read in the forms and languages that pages use, and nothing is made up about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pasted import read

from backfile.normalise.printed_date import printed_dates

PARAGRAPH = "The ferry was freed at high water by two tugs after a night on the stones, the harbour office said."


@pytest.mark.parametrize(
    ("lang", "text", "date"),
    [
        ("en", "February 20, 2020", "2020-02-20"),
        ("en", "Feb. 20 2020", "2020-02-20"),
        ("en", "20th February 2020", "2020-02-20"),
        ("en", "20-Feb-2020", "2020-02-20"),
        ("en", "Thu 20 Feb 2020 14.30 GMT", "2020-02-20T14:30:00Z"),
        ("en", "3:45 PM EST, Thu February 20, 2020", "2020-02-20T15:45:00-05:00"),
        ("en", "July 21, 2020 at 2:30 p.m. ET", "2020-07-21T14:30:00-04:00"),
        ("en", "2020/02/20 14:30:05 UTC+8", "2020-02-20T14:30:05+08:00"),
        ("", "2020-02-20", "2020-02-20"),
        ("", "2020-02-20T13:45:00+01:00", "2020-02-20T13:45:00+01:00"),
        ("de", "20.02.2020 14:30", "2020-02-20T14:30:00"),
        ("de", "20. März 2020, 6.30 Uhr", "2020-03-20T06:30:00"),
        ("de", "1. Jänner 2020", "2020-01-01"),
        ("fr", "20 février 2020", "2020-02-20"),
        ("fr", "1er mars 2020 à 14h30", "2020-03-01T14:30:00"),
        ("es", "20 de febrero de 2020, 14:05 h", "2020-02-20T14:05:00"),
        ("pt", "20 de fevereiro de 2020 às 10h05", "2020-02-20T10:05:00"),
        ("ru", "20 февраля 2020, 13:00", "2020-02-20T13:00:00"),
        ("pl", "20 lutego 2020", "2020-02-20"),
        ("ar", "٢٠ فبراير ٢٠٢٠", "2020-02-20"),
        ("ar", "20 شباط 2020", "2020-02-20"),
        ("zh", "2020年2月20日 14:30", "2020-02-20T14:30:00"),
        ("ko", "2020년 2월 20일", "2020-02-20"),
        ("en", "February 2020", "2020-02"),
        ("zh", "2020年2月", "2020-02"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_printed(lang: str, text: str, date: str) -> None:
    found = printed_dates(text, lang)
    assert [reading.text for one in found for reading in one.readings] == [date]


@pytest.mark.parametrize(
    "text", ["31.02.2020", "4. Mai 20020", "13/13/2020", "1.2.3.4", "version 2.10", "May 5", "99/99/9999"]
)
def test_what_is_no_date_of_the_calendar_is_not_read(text: str) -> None:
    assert printed_dates(text, "en") == ()


def test_an_abbreviation_of_several_zones_leaves_the_time_without_offset() -> None:
    assert printed_dates("20 February 2020 14:30 IST", "en")[0].readings[0].text == "2020-02-20T14:30:00"


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
    date, _, review = dates("03/04/2020")
    assert date == "2020"
    assert review == ("date: 03/04/2020 can be 2020-04-03 or 2020-03-04",)


def test_another_date_of_the_page_decides_an_ambiguous_one() -> None:
    assert dates("Published 03/04/2020", "Updated 04/15/2020")[:2] == ("2020-03-04", "2020-04-15")


def test_an_update_alone_dates_no_publication() -> None:
    assert dates("Updated 15 April 2020") == ("", "2020-04-15", ("date: only the time of an update is printed",))


def test_a_year_alone_is_a_date() -> None:
    assert dates("1931")[0] == "1931"


def test_a_date_within_a_sentence_is_no_date_line() -> None:
    assert dates("The ferry had last run aground on 4 May 1999 and before that in the spring.")[0] == ""
