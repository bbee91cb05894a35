"""Cities: the right one of several of a name, by qualifier, by the list of stand-alone datelines, by size."""

from __future__ import annotations

import pytest

from backfile.vocab.places import find, left_open, qualified
from backfile.vocab.regions import is_region, table


@pytest.mark.parametrize(
    ("name", "qualifier", "country"),
    [
        ("LONDON", "", "GB"), ("LONDON", "Ont", "CA"), ("PARIS", "", "FR"), ("PARIS", "Texas", "US"),
        ("PARIS", "Tex.", "US"), ("GARY", "Ind.", "US"), ("COMMACK", "N.Y.", "US"), ("LUGANO", "Switzerland", "CH"),
        ("HANOVER", "", "DE"), ("BIRMINGHAM", "Ala.", "US"), ("Rostow", "Russland", "RU"), ("Zuerich", "", "CH"),
        ("Bonn", "RFA", "DE"), ("Sao Paulo", "", "BR"),
    ],
)  # fmt: skip
def test_a_city_lies_in_the_country_its_name_and_qualifier_say(name: str, qualifier: str, country: str) -> None:
    assert find(name, qualifier)[0].country == country


@pytest.mark.parametrize(
    ("name", "country"),
    [("Athen", "GR"), ("Rom", "IT"), ("La Haya", "NL"), ("Fráncfort", "DE"), ("Kiova", "UA"), ("Peking", "CN"),
     ("Leningrad", "RU"), ("WEST BERLIN", "DE"), ("Bombay", "IN"), ("Saigon", "VN"), ("北京", "CN"), ("Москва", "RU"),
     ("Frankfurt/Main", "DE"), ("UNITED NATIONS", "US")],
)  # fmt: skip
def test_foreign_and_former_names_find_their_city(name: str, country: str) -> None:
    assert find(name)[0].country == country


@pytest.mark.parametrize("name", ["Georgetown", "San José", "Córdoba", "Valencia"])
def test_the_country_of_a_namesake_stays_open(name: str) -> None:
    assert find(name)[0].country == ""


@pytest.mark.parametrize("name", ["Papendal", "", "xyzzy", "..."])
def test_unknown_places_are_none(name: str) -> None:
    assert find(name) == ()


def test_a_qualifier_that_holds_no_such_city_finds_none() -> None:
    assert find("Paris", "Germany") == ()


def test_the_subdivision_of_a_capital_of_the_same_name_is_certain() -> None:
    assert find("Idlib")[0].subdivision == "SY-ID"


def test_a_swiss_canton_is_no_country() -> None:
    assert qualified("GR") == ("CH-GR",)


def test_every_stand_alone_dateline_is_in_a_country_of_the_table() -> None:
    assert [row for row in table("datelines.csv") if row["country"] and not is_region(row["country"])] == []


@pytest.mark.parametrize("name", ["Vancouver", "Paris", "London", "Boston", "Reykjavik"])
def test_a_city_far_larger_than_its_namesakes_or_on_the_list_is_meant(name: str) -> None:
    assert left_open(find(name)) == ()


@pytest.mark.parametrize("name", ["Birmingham", "Cambridge", "Hamilton", "Durham"])
def test_namesakes_in_several_countries_leave_it_open(name: str) -> None:
    assert len(left_open(find(name))) > 1
