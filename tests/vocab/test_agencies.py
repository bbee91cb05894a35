"""Agencies: who is meant by a name in print, and when it takes more than the name to know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.vocab.agencies import (
    agencies,
    agency_of,
    label_of,
    mentions,
    named,
    nearly_named,
    weakly_named,
)


def test_every_label_names_one_agency() -> None:
    labels = [agency.label for agency in agencies().values()]
    assert len(labels) == len(set(labels))


def test_every_strong_alias_names_one_agency() -> None:
    aliases = [alias for agency in agencies().values() for alias in agency.aliases]
    assert len(aliases) == len(set(aliases))


def test_label_and_identifier_lead_to_each_other() -> None:
    for identifier, agency in agencies().items():
        assert label_of(identifier) == agency.label
        assert agency_of(agency.label) is agency


def test_an_unknown_identifier_has_no_label() -> None:
    with pytest.raises(KeyError):
        label_of("no such agency")


@pytest.mark.parametrize(
    ("printed", "identifier"),
    [("AP", "ap"), ("AP Photo", "ap"), ("REUTERS", "reuters"), ("afp", "afp"), ("ČTK", "ctk"), ("新华社", "xinhua")],
)
def test_a_strong_alias_names_its_agency(printed: str, identifier: str) -> None:
    agency = named(printed)
    assert agency is not None
    assert agency.id == identifier


@pytest.mark.parametrize("printed", ["ap", "pa", "epa", "TT", "CNA", "APS"])
def test_a_weak_alias_alone_names_nobody(printed: str) -> None:
    assert named(printed) is None
    assert weakly_named(printed)


def test_an_ambiguous_name_gives_all_its_bearers() -> None:
    assert {agency.id for agency in weakly_named("CNA")} == {"cna-tw", "cna-cy"}


@pytest.mark.parametrize("printed", ["Reutersd", "Reuteers", "Xinhue"])
def test_a_long_name_with_one_misprint_is_still_known(printed: str) -> None:
    assert nearly_named(printed) is not None


@pytest.mark.parametrize("printed", ["Reuters", "AFQ", "Harbour"])
def test_short_names_and_right_ones_are_no_misprints(printed: str) -> None:
    assert nearly_named(printed) is None


@given(st.sampled_from(sorted(a for agency in agencies().values() for a in agency.aliases if len(a) >= 8)), st.data())
def test_one_wrong_letter_anywhere_is_a_misprint(alias: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(alias) - 1))
    misprint = data.draw(st.sampled_from([alias[:at] + alias[at + 1 :], f"{alias[:at]}\N{SNOWMAN}{alias[at:]}"]))
    found = nearly_named(misprint)
    assert found is not None or named(misprint) or several_are_near(misprint)


def several_are_near(text: str) -> bool:
    """Whether leaving out a letter of either makes agencies with different names of one text."""
    cut = {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}
    aliases = {a: agency.id for agency in agencies().values() for a in (*agency.aliases, agency.name)}
    aliases |= {alias.upper(): identifier for alias, identifier in aliases.items()}
    near = {i for a, i in aliases.items() if cut & {a, *(a[:at] + a[at + 1 :] for at in range(len(a)))}}
    return len(near) > 1


def test_mentions_take_the_longest_name_and_whole_words_only() -> None:
    found = [agency.id for _, _, agency in mentions("dpa-AFX and AP Photo, not APRIL")]
    assert found == ["dpa-afx", "ap"]


def test_kinds_of_agency_are_told_apart() -> None:
    table = agencies()
    assert table["afp"].is_wire
    assert table["epa"].is_photo
    assert table["getty"].is_collection
    assert not table["getty"].is_wire
    assert table["ots"].is_press_release
    assert table["tca"].is_syndication


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(text: str) -> None:
    named(text)
    weakly_named(text)
    nearly_named(text)
    assert all(text[start:end] for start, end, _ in mentions(text))
