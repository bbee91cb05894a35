"""Outlets: found by address, by name, and by what a site's settings add."""

from __future__ import annotations

import pytest

from backfile.site import OutletSetting
from backfile.vocab.outlets import outlets


@pytest.mark.parametrize("address", ["https://www.dw.com/en/a-1", "dw.com", "amp.dw.com:443", "http://DW.com/"])
def test_an_outlet_is_found_by_its_domain_and_subdomains(address: str) -> None:
    found = outlets().at(address)
    assert found
    assert (found.label, found.name) == ("DW", "Deutsche Welle")


@pytest.mark.parametrize("address", ["https://notdw.com/", "", "https://[broken", "dw.com.example.org"])
def test_a_host_that_only_resembles_a_domain_is_no_outlet(address: str) -> None:
    assert outlets().at(address) is None


@pytest.mark.parametrize("name", ["DW", "deutsche welle", "DW.COM", "Deutsche Welle (www.dw.com)"])
def test_an_outlet_is_found_by_label_name_and_alias_whatever_their_case(name: str) -> None:
    found = outlets().named(name)
    assert found
    assert found.label == "DW"


def test_a_name_of_punctuation_is_no_outlet() -> None:
    assert outlets().named("—") is None


def test_a_site_s_own_outlet_comes_before_the_known_one() -> None:
    own = outlets([OutletSetting("Welle", "Deutsche Welle", ("dw.com",))])
    at = own.at("https://dw.com/x")
    assert at
    assert at.label == "Welle"
    assert "Welle" in own.by_label


def test_every_outlet_has_a_label_of_its_own_and_a_country() -> None:
    table = outlets().by_label
    assert all(label and outlet.name and len(outlet.country) == 2 for label, outlet in table.items())
    domains = [domain for outlet in table.values() for domain in outlet.domains]
    assert len(domains) == len(set(domains))
