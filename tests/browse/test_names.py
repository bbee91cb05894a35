"""What the lists of names say: who signs with whom, who made pictures, which years, and every name under its letter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import entries, entry, made

from backfile.browse.alphabet import FOREMOST, FULL
from backfile.browse.directories import directory_pages
from backfile.browse.groups import groups_of
from backfile.browse.pages import browse_sets
from backfile.browse.versions_list import version_sets
from backfile.catalogue import Entry
from backfile.site import Site
from backfile.views import IndexView, ListView, Page

SITE = Site("The Archive")


def pages_of(*some: Entry, versions: dict[str, int] | None = None) -> dict[str, Page]:
    in_order = tuple(sorted(some, key=lambda each: each.order))
    return {page.address: page for page in made(browse_sets(in_order, SITE, versions=versions or {}))}


def list_at(pages: dict[str, Page], address: str) -> ListView:
    view = pages[address].view
    assert isinstance(view, ListView)
    return view


def index_at(pages: dict[str, Page], address: str) -> IndexView:
    view = pages[address].view
    assert isinstance(view, IndexView)
    return view


def names_at(pages: dict[str, Page], address: str) -> dict[str, list[tuple[str, int]]]:
    return {group.title: [(link.text, link.count) for link in group.links] for group in list_at(pages, address).names}


def test_a_desks_initials_tell_with_whom_they_sign() -> None:
    pages = pages_of(
        entry("2020/01/01/a", outlet="DW", staff=("dv", "aw"), agencies=("AP",)),
        entry("2020/01/02/b", outlet="DW", staff=("dv", "aw"), agencies=("AP", "Reuters")),
        entry("2020/01/03/c", outlet="DW", staff=("dv", "kl")),
        entry("2020/01/04/d", outlet="Courier", staff=("dv", "zz")),
    )
    assert names_at(pages, "/staff/dw/dv/") == {
        "Signs with": [("aw", 2), ("kl", 1)],
        "With agencies": [("AP", 2), ("Reuters", 1)],
    }


def test_an_author_has_outlets_and_a_span_of_years() -> None:
    pages = pages_of(
        entry("1998/01/01/a", outlet="DW", authors=("Jo Example",)),
        entry("2004/01/01/b", outlet="Courier", authors=("Jo Example",)),
        entry("2004/01/02/c", outlet="Courier", authors=("Jo Example",)),
    )
    view = list_at(pages, "/authors/jo-example/")
    assert view.years == "1998–2004"
    assert names_at(pages, "/authors/jo-example/") == {"Outlets": [("Courier", 2), ("DW", 1)]}


def test_a_short_list_shows_its_years_with_gaps_and_leads_nowhere_by_them() -> None:
    pages = pages_of(entry("1998/01/01/a", tags=("x",)), entry("2000/01/01/b", tags=("x",)))
    periods = list_at(pages, "/tags/x/").periods
    assert [(period.text, period.count, period.address) for period in periods] == [
        ("1998", 1, ""), ("1999", 0, ""), ("2000", 1, ""),
    ]  # fmt: skip


def test_pictures_are_found_by_agency_and_by_photographer() -> None:
    pages = pages_of(
        entry("2020/01/01/a", outlet="DW", picture_agencies=("AP",), photographer="G. Example"),
        entry("2020/01/02/b", picture_agencies=("AP", "Nameless Pictures")),
    )
    directory = index_at(pages, "/pictures/")
    assert {group.title: [link.address for link in group.links] for group in directory.groups} == {
        "Picture agencies": ["/pictures/agencies/ap/", "/pictures/agencies/nameless-pictures/"],
        "Photographers": ["/pictures/photographers/g-example/"],
    }
    assert list_at(pages, "/pictures/agencies/ap/").total == 2
    assert [link.address for link in list_at(pages, "/pictures/photographers/g-example/").trail] == ["/pictures/"]
    assert names_at(pages, "/pictures/photographers/g-example/") == {
        "Picture agencies": [("AP", 1)], "Outlets": [("DW", 1)],
    }  # fmt: skip


def test_an_archive_without_pictures_corrections_and_versions_has_no_pages_for_them() -> None:
    pages = pages_of(entry())
    assert not {"/pictures/", "/corrections/", "/versions/"} & pages.keys()


def test_corrections_list_what_was_corrected_killed_or_withdrawn_with_its_notice() -> None:
    pages = pages_of(
        entry("2020/01/01/a", correction="The bridge is 40 metres long."),
        entry("2020/01/02/b", status="killed"),
        entry("2020/01/03/c", status="withdrawn", correction="The council never met."),
        entry("2020/01/04/d", status="truncated"),
    )
    told = [(teaser.title, teaser.state, teaser.notice) for teaser in list_at(pages, "/corrections/").teasers]
    assert told == [
        ("c", "Withdrawn", "The council never met."),
        ("b", "Killed", ""),
        ("a", "Corrected", "The bridge is 40 metres long."),
    ]
    assert not any(teaser.state for teaser in list_at(pages, "/2020/").teasers), "other lists say nothing of it"


def test_many_corrections_divide_by_their_years() -> None:
    pages = pages_of(*entries(60, status="corrected"))
    assert list_at(pages, "/corrections/").newest_of == 60
    assert {teaser.state for teaser in list_at(pages, "/corrections/2020/").teasers} == {"Corrected"}


def test_versions_list_articles_of_several_wordings_and_lead_to_what_changed() -> None:
    pages = pages_of(entry("2020/01/01/a"), entry("2020/01/02/b"), versions={"2020/01/01/a": 3, "2020/01/02/b": 1})
    told = [(teaser.address, teaser.state) for teaser in list_at(pages, "/versions/").teasers]
    assert told == [("/2020/01/01/a/#versions", "3 versions")]


def test_one_more_version_of_an_article_makes_the_pages_that_tell_their_number_anew() -> None:
    some = (entry("2020/01/01/a"),)
    two, three = (next(iter(version_sets(some, {"2020/01/01/a": number}, SITE))) for number in (2, 3))
    assert two.digest != three.digest
    assert [page.prints for page in two.plan()] != [page.prints for page in three.plan()]


def directories_of(*some: Entry) -> dict[str, Page]:
    return {page.address: page for page in directory_pages(groups_of(some), "en")}


def names_of(count: int) -> tuple[str, ...]:
    """So many names, of which half begin with an s."""
    return tuple(
        f"{'s' if number % 2 else chr(97 + number % 26)}{number * 7919 % 99_991:05} name" for number in range(count)
    )


def test_a_directory_of_up_to_five_hundred_names_is_one_page() -> None:
    pages = directories_of(entry(tags=names_of(FULL)))
    assert (index_at(pages, "/tags/").letters, sum(len(group.links) for group in index_at(pages, "/tags/").groups)) == (
        (),
        FULL,
    )


def test_a_larger_one_divides_by_letters_until_each_page_holds_few_enough() -> None:
    names = names_of(2_500)
    pages = directories_of(entry(tags=names, authors=names, outlet="DW", staff=names, photographer="Jo Example"))
    for base in ("/tags/", "/authors/", "/staff/dw/"):
        views = [page.view for address, page in pages.items() if address.startswith(f"{base}a-z/") or address == base]
        held = [link for view in views if isinstance(view, IndexView) for group in view.groups for link in group.links]
        assert {link.text for link in held} == set(names)
        assert max(len(group.links) for view in views if isinstance(view, IndexView) for group in view.groups) <= FULL
    first = index_at(pages, "/tags/")
    assert (len(first.groups[0].links), first.total) == (FOREMOST, 2_500)
    assert sum(letter.count for letter in first.letters) == 2_500
    assert [link.address for link in index_at(pages, "/tags/a-z/s1/").trail] == ["/tags/", "/tags/a-z/s/"]
    assert all(letter.address in pages for letter in index_at(pages, "/tags/a-z/s/").letters)


def test_a_name_as_short_as_its_letters_stands_on_the_page_of_those_letters() -> None:
    pages = directories_of(entry(tags=("s", *(f"s{number:04}" for number in range(FULL)))))
    assert [link.text for link in index_at(pages, "/tags/a-z/s/").groups[0].links] == ["s"]


@settings(max_examples=15)
@given(st.lists(st.text(min_size=1, max_size=4), min_size=FULL, max_size=FULL + 60, unique=True))
def test_whatever_the_names_each_stands_under_exactly_one_letter(names: list[str]) -> None:
    pages = directories_of(entry(tags=tuple(names)))
    first = index_at(pages, "/tags/")
    leaves = [p.view for a, p in pages.items() if a.startswith("/tags/a-z/") and isinstance(p.view, IndexView)] or [
        first
    ]
    held = [link.address for view in leaves for group in view.groups for link in group.links]
    assert len(held) == len(set(held)) == first.total


def test_a_tag_called_a_to_z_keeps_its_address() -> None:
    pages = pages_of(entry(tags=("A-Z", *names_of(FULL))))
    assert list_at(pages, "/tags/a-z/").title == "A-Z"
    assert "/tags/a-z/a/" in pages
