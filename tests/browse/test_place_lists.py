"""Places: what happened there, what was filed from there, and the map of both."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry, made
from jinja2 import Environment, FileSystemLoader

from backfile.browse.pages import browse_sets
from backfile.browse.world_map import bounds, map_of
from backfile.catalogue import Entry
from backfile.interface import template_filters, template_words
from backfile.site import Site
from backfile.views import ListView, MapView, Page, PlaceView, RegionsView
from backfile.vocab.regions import is_region, regions
from backfile.vocab.world_shapes import drawn_codes

SITE = Site("The Archive")
SYRIA = "/regions/asia/western-asia/syria/"
JORDAN = "/regions/asia/western-asia/jordan/"
TEMPLATES = Path(__file__).parent.parent.parent / "theme" / "templates"

HEAVIEST_MAP = 45_000
"""Bytes that the map may add to a page."""


def pages_of(*some: Entry) -> dict[str, Page]:
    found = made(browse_sets(tuple(sorted(some, key=lambda each: each.order)), SITE))
    return {page.address: page for page in found}


def list_at(pages: dict[str, Page], address: str) -> ListView:
    view = pages[address].view
    assert isinstance(view, ListView)
    return view


def place_at(pages: dict[str, Page], address: str) -> PlaceView:
    place = list_at(pages, address).place
    assert place is not None
    return place


def directory_of(*some: Entry) -> RegionsView:
    view = pages_of(*some)["/regions/"].view
    assert isinstance(view, RegionsView)
    return view


def titles(view: ListView) -> list[str]:
    return [teaser.title for teaser in view.teasers]


def shaded(view: MapView | None) -> dict[str, int]:
    assert view is not None
    return {country.text: shade.level for shade in view.shades for country in shade.countries}


IDLIB = entry("2020/01/01/idlib", region=("SY-ID",), filed=("JO",))
HOMS = entry("2020/01/02/homs", region=("SY-HI",), filed=("SY-HI",))


def test_the_list_of_a_region_is_what_happened_there_and_never_what_was_only_filed_from_there() -> None:
    pages = pages_of(IDLIB, HOMS)
    assert titles(list_at(pages, SYRIA)) == ["homs", "idlib"]
    assert titles(list_at(pages, JORDAN)) == []


def test_what_was_filed_from_a_region_has_a_list_of_its_own_beside_it() -> None:
    pages = pages_of(IDLIB, HOMS)
    assert titles(list_at(pages, f"{JORDAN}filed-from/")) == ["idlib"]
    assert titles(list_at(pages, f"{SYRIA}filed-from/")) == ["homs"]
    assert titles(list_at(pages, f"{SYRIA}homs/filed-from/")) == ["homs"]
    assert titles(list_at(pages, "/regions/asia/filed-from/")) == ["homs", "idlib"]


def test_nothing_filed_from_a_region_no_list_of_it() -> None:
    assert f"{SYRIA}idlib/filed-from/" not in pages_of(IDLIB, HOMS)


def test_a_region_tells_both_numbers_and_so_does_what_was_filed_from_it() -> None:
    pages = pages_of(IDLIB, HOMS)
    for address in (SYRIA, f"{SYRIA}filed-from/"):
        place = place_at(pages, address)
        assert place.shown == address
        assert [(link.text, link.address, link.count) for link in place.both] == [
            ("Happened here", SYRIA, 2), ("Filed from here", f"{SYRIA}filed-from/", 1),
        ]  # fmt: skip


def test_a_place_that_only_stands_in_datelines_has_its_page_and_its_way_down() -> None:
    pages = pages_of(IDLIB)
    assert [link.count for link in place_at(pages, JORDAN).both] == [0, 1]
    assert JORDAN in {link.address for link in list_at(pages, "/regions/asia/western-asia/").children}


def test_what_was_filed_from_a_region_knows_its_way_down_and_leads_to_what_was_filed_within_it() -> None:
    pages = pages_of(IDLIB, HOMS)
    view = list_at(pages, "/regions/asia/western-asia/filed-from/")
    assert [link.address for link in view.trail] == ["/regions/", "/regions/asia/", "/regions/asia/western-asia/"]
    assert [(link.text, link.address, link.count) for link in view.children] == [
        ("Jordan", f"{JORDAN}filed-from/", 1), ("Syria", f"{SYRIA}filed-from/", 1),
    ]  # fmt: skip


def test_the_periods_of_what_was_filed_lie_below_it_and_do_not_meet_those_of_what_happened() -> None:
    pages = pages_of(*entries(60, region=("SY",), filed=("SY",)))
    assert list_at(pages, f"{SYRIA}2020/").total == list_at(pages, f"{SYRIA}filed-from/2020/").total == 60
    assert list_at(pages, f"{SYRIA}filed-from/2020/").title == "Syria: filed from here, 2020"


def test_the_directory_tells_of_each_country_what_happened_and_what_was_filed() -> None:
    told = [
        (group.title, [(line.place.text, line.place.count, line.filed) for line in group.places])
        for group in directory_of(IDLIB, HOMS, entry("2020/01/03/lyon", region=("FR",))).groups
    ]
    assert told == [("Asia", [("Jordan", 0, 1), ("Syria", 2, 1)]), ("Europe", [("France", 1, 0)])]


def test_a_region_is_printed_anew_when_only_what_was_filed_from_it_changes() -> None:
    def digest(*some: Entry) -> bytes:
        return next(each.digest for each in browse_sets(some, SITE) if each.name == SYRIA)

    assert digest(IDLIB) != digest(IDLIB, entry("2020/01/02/other", filed=("SY",)))


def test_no_slug_of_a_region_is_the_part_of_an_address_that_says_filed_from() -> None:
    assert "filed-from" not in {region.slug for region in regions().values()}


def test_the_map_shades_countries_by_what_happened_and_leaves_the_others_plain() -> None:
    view = directory_of(IDLIB, HOMS, entry("2020/01/03/lyon", region=("FR",))).map
    assert shaded(view) == {"Syria: 2 articles": 4, "France: 1 article": 2}
    assert view is not None
    assert [shade.text for shade in view.shades] == ["2", "1"]
    assert view.land
    assert view.specks


def test_one_giant_does_not_flatten_the_others() -> None:
    levels = shaded(map_of({"US": 90_000, "FR": 4_000, "SY": 500, "LU": 90, "MT": 9}, "en"))
    assert list(levels.values()) == [5, 4, 3, 2, 1]


@given(st.dictionaries(st.sampled_from(sorted(drawn_codes())), st.integers(1, 10**7), min_size=1))
def test_every_country_stands_once_in_the_shade_whose_numbers_hold_its_own(counts: dict[str, int]) -> None:
    view = map_of(counts, "en")
    assert view is not None
    found = []
    for shade in view.shades:
        low, *high = [int(number.replace(",", "")) for number in shade.text.split("–")]
        for country in shade.countries:
            number = int(re.findall(r"([\d,]+) articles?$", country.text)[0].replace(",", ""))
            found.append(number)
            assert low <= number <= (high or [low])[0]
    assert sorted(found) == sorted(counts.values())
    assert view.elsewhere == ()


@given(st.integers(1, 10**9))
def test_bounds_rise_to_the_highest_number(most: int) -> None:
    found = bounds([1, most])
    assert list(found) == sorted(set(found))
    assert len(found) <= 5
    assert (found[0] > 0, found[-1]) == (True, most)


def test_a_continent_has_a_map_of_its_own_countries_alone() -> None:
    pages = pages_of(IDLIB, entry("2020/01/03/lyon", region=("FR",)))
    assert shaded(place_at(pages, "/regions/asia/").map) == {"Syria: 1 article": 3}
    assert shaded(place_at(pages, "/regions/europe/western-europe/").map) == {"France: 1 article": 3}
    assert [place_at(pages, f"/regions/{part}/").map.elsewhere for part in ("asia", "europe")] == [(), ()]
    assert place_at(pages, SYRIA).map is None


def test_what_no_map_draws_is_named_beside_it() -> None:
    view = directory_of(entry(region=("SU",)), entry("2020/01/03/lyon", region=("FR",))).map
    assert view is not None
    assert [(link.text, link.address, link.count) for link in view.elsewhere] == [
        ("Soviet Union", "/regions/europe/eastern-europe/soviet-union/", 1)
    ]


def test_antarctica_lengthens_the_map_only_where_something_happened_there() -> None:
    with_ice, without = map_of({"AQ": 1}, "en"), map_of({"FR": 1}, "en")
    assert with_ice is not None
    assert without is not None
    assert with_ice.height > without.height


def test_a_map_of_two_hundred_countries_with_articles_is_light() -> None:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals |= template_words("en")
    environment.filters |= template_filters("en")
    source = '{% from "partials/world_map.html" import world_map %}{{ world_map(map, "../") }}'
    counts = {code: 1_234 + number for number, code in enumerate(sorted(drawn_codes())[:200])}
    printed = environment.from_string(source).render(map=map_of(counts, "en"))
    assert len(printed.encode()) < HEAVIEST_MAP


@given(
    st.lists(st.sampled_from(sorted(regions())), max_size=4), st.lists(st.sampled_from(sorted(regions())), max_size=4)
)
def test_every_region_of_an_article_and_all_that_it_lies_in_have_a_page(region: list[str], filed: list[str]) -> None:
    pages = pages_of(entry(region=tuple(region), filed=tuple(filed)))
    for view in [page.view for page in pages.values() if isinstance(page.view, ListView)]:
        assert {link.address for link in (*view.trail, *view.children)} <= pages.keys()
        assert view.place is None or {link.address for link in view.place.both if link.count} <= pages.keys()
    assert all(map(is_region, (*region, *filed)))
