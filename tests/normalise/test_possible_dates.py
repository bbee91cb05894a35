"""A date that cannot be is left out, told, and its text set aside: whatever rule found it."""

from __future__ import annotations

import pytest
from pasted import VOCABULARY

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.normalise.account import Outcome
from backfile.normalise.normalise import Reading, normalise

CAPTURED = "2021-05-03T21:00:00Z"


def reading_of(date: str, captured_at: str = CAPTURED) -> Reading:
    text = f"Ferry to Lindau runs again after weeks\n\n{date}\n\nThe ferry left the pier again, said the captain.\n"
    data = text.encode()
    document = decode(Capture(data, sha256(data)))
    return normalise(document, VOCABULARY, digest=sha256(data), captured_at=captured_at)


@pytest.mark.parametrize(
    "date", ["2021-05-03", "4 May 2021", "2021", "May 2021", "1 January 1970", "1970-01-01T09:12:00Z"]
)
def test_a_date_that_can_be_stays(date: str) -> None:
    assert reading_of(date).article.date
    assert not reading_of(date).article.review


@pytest.mark.parametrize("date", ["5 May 2021", "June 2021", "3 May 2022", "2090-02-20T14:03:00+01:00"])
def test_a_date_after_the_capture_is_left_out_and_told(date: str) -> None:
    article = reading_of(date).article
    assert article.date is None
    assert any("later than the capture" in note for note in article.review)


def test_without_a_time_of_capture_any_day_can_be() -> None:
    assert reading_of("20 February 2090", captured_at="").article.date


@pytest.mark.parametrize(
    "date",
    [
        "1970-01-01T00:00:00Z",
        "1970-01-01T01:00:00+01:00",
        "31 December 1969, 19:00",
        "1969-12-31T23:59:59Z",
        "1 January 1970, 00:00",
    ],
)
def test_the_zero_of_a_computers_clock_is_no_date(date: str) -> None:
    article = reading_of(date).article
    assert article.date is None
    assert any("zero of a computer's clock" in note for note in article.review)


def test_the_text_of_a_date_that_cannot_be_is_set_aside() -> None:
    reading = reading_of("5 May 2021")
    fates = [fate for fate in reading.account.fates if fate.detail == "a date that cannot be"]
    assert [fate.outcome for fate in fates] == [Outcome.SET_ASIDE]
    assert "date" not in [origin.field for origin in reading.account.origins]


@pytest.mark.parametrize(
    "line", ["20 February 20020", "0000-00-00", "99/99/9999", "30 February 2020", "Published: 20.02.20020"]
)
def test_a_line_whose_numbers_are_no_day_is_set_aside_and_told(line: str) -> None:
    reading = reading_of(line)
    assert reading.article.date is None
    assert reading.article.review == (f"date: {line} is no date that can be",)
    assert reading.article.text == "The ferry left the pier again, said the captain."


@pytest.mark.parametrize("line", ["Flood of 20000 homes in 1 day", "Route 66666", "Call 12345"])
def test_other_lines_with_numbers_stay_in_the_text(line: str) -> None:
    assert line in reading_of(line).article.text
