"""How dates are printed for readers, and teasers made."""

from __future__ import annotations

import pytest

from backfile.article import EventDate
from backfile.catalogue import Entry
from backfile.printed import printed_instant, teaser


@pytest.mark.parametrize(
    ("date", "lang", "words", "machine"),
    [
        ("2020", "en", "2020", "2020"),
        ("2020-02", "de", "Februar 2020", "2020-02"),
        ("2020-02-20", "en", "20 February 2020", "2020-02-20"),
        ("2020-02-20T13:45", "en", "20 February 2020, 1:45\u202fpm", "2020-02-20T13:45"),
        ("2020-02-20T13:45:59Z", "en", "20 February 2020, 1:45\u202fpm UTC", "2020-02-20T13:45:59Z"),
        ("2020-02-20T13:45+00:00", "de", "20. Februar 2020, 13:45 UTC", "2020-02-20T13:45+00:00"),
        (
            "2020-02-20T13:45:10.123456+01:00",
            "en",
            "20 February 2020, 1:45\u202fpm UTC+1",
            "2020-02-20T13:45:10.123+01:00",
        ),
        ("2020-02-20T13:45-03:30", "en", "20 February 2020, 1:45\u202fpm UTC−3:30", "2020-02-20T13:45-03:30"),
    ],
)
def test_an_instant_is_printed_with_all_that_is_known_of_it(date: str, lang: str, words: str, machine: str) -> None:
    printed = printed_instant(EventDate(date), lang)
    assert (printed.text, printed.machine) == (words, machine)


def test_a_teaser_is_made_once_for_each_language_of_a_site() -> None:
    entry = Entry(
        path="2020/02/20/slug", title="Ferries return", date=EventDate("2020-02-20"), modified=None, lang="en",
        outlet="", summary="", region=(), agencies=(), staff=(), authors=(), tags=(), picture=False, access="public",
    )  # fmt: skip
    english, german = teaser(entry, "en"), teaser(entry, "de")
    assert teaser(entry, "en") is english
    assert [each.date.text for each in (english, german) if each.date] == ["20 February 2020", "20. Februar 2020"]
