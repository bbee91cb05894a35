"""All pages that lead to articles, taken together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry, made

from backfile.browse.groups import groups_of
from backfile.browse.pages import browse_sets
from backfile.catalogue import Entry
from backfile.links import tag_link
from backfile.site import Site
from backfile.views import HomeView, IndexView, ListView, Page

SITE = Site("The Archive")


def pages_of(*some: Entry) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    for page in made(browse_sets(tuple(sorted(some, key=lambda each: each.order)), SITE)):
        assert page.address not in pages, f"two pages at {page.address}"
        pages[page.address] = page
    return pages


def list_at(pages: dict[str, Page], address: str) -> ListView:
    view = pages[address].view
    assert isinstance(view, ListView)
    return view


def test_a_country_lists_the_articles_of_its_subdivisions_and_a_continent_those_of_its_countries() -> None:
    pages = pages_of(entry("2020/01/01/a", region=("SY-ID",)), entry("2020/01/01/b", region=("SY",)))
    assert list_at(pages, "/regions/asia/western-asia/syria/").total == 2
    assert list_at(pages, "/regions/asia/").total == 2
    assert list_at(pages, "/regions/asia/western-asia/syria/idlib/").total == 1


def test_a_region_leads_to_the_regions_within_it_and_knows_its_way_down() -> None:
    pages = pages_of(entry("2020/01/01/a", region=("SY-ID",)))
    syria = list_at(pages, "/regions/asia/western-asia/syria/")
    assert [link.text for link in syria.children] == ["Idlib"]
    assert [link.address for link in syria.trail] == ["/regions/", "/regions/asia/", "/regions/asia/western-asia/"]


def test_an_article_of_two_parts_of_one_country_is_listed_once_in_it() -> None:
    pages = pages_of(entry(region=("SY-ID", "SY-HL")))
    assert list_at(pages, "/regions/asia/western-asia/syria/").total == 1


def test_an_agency_lies_under_its_identifier() -> None:
    pages = pages_of(entry(agencies=("Reuters",)))
    assert list_at(pages, "/agencies/reuters/").title == "Reuters"


def test_an_outlet_lies_under_its_label_and_is_headed_by_its_full_name() -> None:
    pages = {page.address: page for page in made(browse_sets((entry(outlet="DW"),), SITE, {"DW": "Deutsche Welle"}))}
    assert list_at(pages, "/outlets/dw/").title == "Deutsche Welle"
    assert pages["/outlets/dw/"].title == "Deutsche Welle"


def test_the_same_initials_at_two_outlets_are_two_lists() -> None:
    pages = pages_of(
        entry("2020/01/01/a", outlet="DW", staff=("dv",)), entry("2020/01/01/b", outlet="Courier", staff=("dv",))
    )
    assert list_at(pages, "/staff/dw/dv/").total == 1
    assert list_at(pages, "/staff/courier/dv/").total == 1


def test_staff_of_no_known_outlet_are_listed_too() -> None:
    assert list_at(pages_of(entry(staff=("dv",))), "/staff/-/dv/").total == 1


def test_spellings_of_one_tag_share_a_list_under_the_commonest() -> None:
    pages = pages_of(
        entry("2020/01/01/a", tags=("Café",)),
        entry("2020/01/01/b", tags=("café",)),
        entry("2020/01/01/c", tags=("café", "Cafe")),
    )
    assert (list_at(pages, "/tags/cafe/").title, list_at(pages, "/tags/cafe/").total) == ("café", 3)


def test_a_tag_called_x_12_and_part_12_of_tag_x_never_collide() -> None:
    pages = pages_of(*entries(2_400, tags=("x",)), entry("2020/03/01/other", tags=("x-12",)))
    assert list_at(pages, "/tags/x-12/").total == 1
    assert len(list_at(pages, "/tags/x/2020/02/20/part-12/").teasers) == 200


def test_names_that_look_like_periods_and_parts_keep_out_of_their_way() -> None:
    pages = pages_of(
        *entries(201, tags=("x",), staff=("2020",), outlet="DW"), entry("2020/03/01/o", tags=("2020", "part-1"))
    )
    assert "/tags/n-2020/" in pages
    assert "/tags/n-part-1/" in pages
    assert "/staff/dw/n-2020/" in pages


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_no_two_pages_share_an_address_whatever_the_names(names: list[str]) -> None:
    some = [
        entry(f"2020/01/01/{i}a", tags=(name,), outlet=name, authors=(name,), staff=(name,))
        for i, name in enumerate(names)
    ]
    pages = pages_of(*some)
    assert all(tag_link(name).address in pages for name in names)


def test_an_article_without_region_or_tags_is_found_by_date_and_outlet() -> None:
    pages = pages_of(entry("2020/02/20/bare", outlet="DW"))
    for address in ("/2020/", "/2020/02/", "/2020/02/20/", "/outlets/dw/"):
        assert [teaser.address for teaser in list_at(pages, address).teasers] == ["/2020/02/20/bare/"]


def test_the_front_page_shows_every_year_from_first_to_last() -> None:
    view = pages_of(entry("1998/01/01/a"), entry("2001/01/01/b"))["/"].view
    assert isinstance(view, HomeView)
    assert [(year.text, year.count, year.address) for year in view.years] == [
        ("1998", 1, "/1998/"), ("1999", 0, ""), ("2000", 0, ""), ("2001", 1, "/2001/"),
    ]  # fmt: skip
    assert [teaser.title for teaser in view.latest] == ["b", "a"]


def test_the_front_page_leads_to_the_undated() -> None:
    view = pages_of(entry("undated/a"))["/"].view
    assert isinstance(view, HomeView)
    assert view.undated is not None
    assert (view.undated.address, view.undated.count) == ("/undated/", 1)


def test_a_directory_lists_tags_by_their_first_letter() -> None:
    view = pages_of(entry(tags=("zebra", "Apple", "ärger", "3D", "Москва")))["/tags/"].view
    assert isinstance(view, IndexView)
    assert [(group.title, [link.text for link in group.links]) for group in view.groups] == [
        ("A", ["Apple", "ärger"]), ("M", ["Москва"]), ("Z", ["zebra"]), ("0–9", ["3D"]),
    ]  # fmt: skip


def test_a_kind_without_names_has_no_directory() -> None:
    pages = pages_of(entry(tags=("x",)))
    assert "/tags/" in pages
    assert "/authors/" not in pages


def test_grouping_keeps_entries_oldest_first() -> None:
    some = entries(5, tags=("x",))
    assert groups_of(some).tags[0].entries == some
