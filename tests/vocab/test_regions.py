"""The table of regions: complete, frozen in its addresses, and looked up by the names that newspapers print."""

from __future__ import annotations

import hashlib

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from backfile.address import slug
from backfile.vocab.regions import (
    MAJOR_LANGUAGES,
    country_of,
    is_region,
    path_down,
    region,
    region_name,
    region_named,
    regions,
    successors,
    table,
)


def test_every_region_leads_up_to_a_continent() -> None:
    roots = {path_down(code)[0].code for code in regions()}
    assert roots == {"002", "009", "019", "142", "150", "AQ"}


def test_no_two_siblings_share_an_address() -> None:
    spots = [(here.parent, here.slug) for here in regions().values()]
    assert len(spots) == len(set(spots))


def test_every_slug_is_a_valid_address_part() -> None:
    assert [here.code for here in regions().values() if slug(here.slug) != here.slug] == []


def test_the_address_of_idlib_is_that_of_the_design() -> None:
    assert [here.slug for here in path_down("SY-ID")] == ["asia", "western-asia", "syria", "idlib"]


def test_addresses_of_all_countries_are_frozen() -> None:
    lines = [f"{c} {'/'.join(h.slug for h in path_down(c))}" for c in regions() if len(c) == 2]
    digest = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
    assert (len(lines), digest[:16]) == (257, "d86d44460c5a9e2c")


@pytest.mark.parametrize("code", ["TW", "XK", "SU", "DD", "CS", "YU", "ZR", "BU", "AN"])
def test_disputed_and_historic_states_have_a_parent(code: str) -> None:
    assert len(path_down(code)) == 3


def test_a_place_with_a_country_code_is_no_subdivision_too() -> None:
    assert not any(map(is_region, ["CN-HK", "CN-TW", "FR-GP", "FR-971", "US-PR"]))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SY"), ("syrien", "SY"), ("Syrie", "SY"), ("Сирия", "SY"), ("سوريا", "SY"), ("叙利亚", "SY"),
        ("USA", "US"), ("U.S.", "US"), ("UK", "GB"), ("RFA", "DE"), ("Holland", "NL"), ("Türkei", "TR"),
        ("Turkey", "TR"), ("Ivory Coast", "CI"), ("Soviet Union", "SU"), ("DDR", "DD"), ("Zaire", "ZR"),
        ("Idlib", "SY-ID"), ("Bayern", "DE-BY"), ("Scotland", "GB-SCT"), ("Georgia", "GE"), ("Kosovo", "XK"),
    ],
)  # fmt: skip
def test_a_printed_name_finds_its_region(name: str, code: str) -> None:
    assert region_named(name) == code


@pytest.mark.parametrize("name", ["us", "uk", "Nowhereland", "", "Central"])
def test_other_words_find_none(name: str) -> None:
    assert region_named(name) is None


def test_names_are_given_in_the_readers_language() -> None:
    assert [region_name("SY", lang) for lang in ("en", "de", "fr", "xx")] == ["Syria", "Syrien", "Syrie", "Syria"]


@pytest.mark.parametrize("lang", MAJOR_LANGUAGES)
def test_every_country_has_a_name_in_each_major_language(lang: str) -> None:
    countries = [code for code in Locale("en").territories if is_region(code) and code.isalpha()]
    assert [code for code in countries if region_named(region_name(code, lang), lang) is None] == []


def test_a_historic_state_stands_on_the_ground_of_others() -> None:
    assert successors("SU")[0] == "RU"
    assert successors("DD") == ("DE",)
    assert successors("FR") == ("FR",)
    assert all(is_region(code) for row in table("historic.csv") for code in row["successors"].split())


def test_every_name_and_abbreviation_belongs_to_a_region() -> None:
    codes = {
        row["code"]
        for name in ("region_names", "abbreviations", "demonyms", "institutions")
        for row in table(f"{name}.csv")
    }
    assert [code for code in codes if not is_region(code)] == []


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        region("QQ")


@given(st.text())
def test_any_text_may_be_asked_for(name: str) -> None:
    code = region_named(name)
    assert code is None or is_region(code)


def test_the_country_of_a_subdivision() -> None:
    assert (country_of("SY-ID"), country_of("SY")) == ("SY", "SY")
