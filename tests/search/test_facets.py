"""What search is told of an article."""

from __future__ import annotations

from small_sites import story

from backfile.facets import facets


def test_a_date_is_told_by_its_year_and_an_undated_article_has_none() -> None:
    assert facets(story("a", "A", "", date="2020-02-20T10:00:00Z").entry) == (("year", "2020"), ("language", "en"))
    assert facets(story("a", "A", "").entry) == (("language", "en"),)


def test_a_subdivision_tells_its_country_once() -> None:
    pairs = facets(story("a", "A", "", region=["SY-ID", "SY-HL"]).entry)
    assert [value for name, value in pairs if name == "region"] == ["SY", "SY-ID", "SY-HL"]


def test_values_are_the_words_of_the_lists_addresses() -> None:
    pairs = dict(facets(story("a", "A", "", outlet="Küstenbote", agencies=["AP"], tags=["Peace talks"]).entry))
    assert (pairs["agency"], pairs["outlet"], pairs["tag"]) == ("ap", "kustenbote", "peace-talks")


def test_a_language_is_told_without_its_script() -> None:
    assert ("language", "zh") in facets(story("a", "A", "", lang="zh-Hans").entry)


def test_an_article_with_a_picture_tells_it_and_another_does_not() -> None:
    assert ("picture", "yes") in facets(story("a", "A", "", picture=True).entry)
    assert "picture" not in dict(facets(story("a", "A", "").entry))
