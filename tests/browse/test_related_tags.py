"""Related tags: those that stand together more often than chance would have it."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry

from backfile.browse.groups import groups_of
from backfile.browse.related_tags import MOST, MOST_ON_ONE, SUPPORT, likelihood, related_tags
from backfile.catalogue import Entry
from backfile.links import tag_link

TAGS = ("ferries", "harbours", "strikes", "bread", "tides", "whales")


def related(some: tuple[Entry, ...]) -> dict[str, list[tuple[str, int]]]:
    found = related_tags(groups_of(some).tags, len(some))
    return {address: [(link.text, link.count) for link in links] for address, links in found.items()}


@given(st.lists(st.sets(st.sampled_from(TAGS)).map(sorted).map(tuple), max_size=60))
def test_counts_and_order_are_those_of_a_walk_over_all_pairs(worn: list[tuple[str, ...]]) -> None:
    some = tuple(entry(f"2020/01/01/s{number:03}", tags=tags) for number, tags in enumerate(worn))
    found = related(some)
    for one in TAGS:
        expected = []
        for other in TAGS:
            a, b = sum(one in tags for tags in worn), sum(other in tags for tags in worn)
            both = sum(one in tags and other in tags for tags in worn)
            if one != other and both >= SUPPORT and both * len(worn) > a * b:
                expected.append((-likelihood(both, a, b, len(worn)), tag_link(other).address, other, both))
        assert found.get(tag_link(one).address, []) == [(text, both) for _, _, text, both in sorted(expected)]


def test_a_tag_that_stands_on_everything_is_related_to_nothing() -> None:
    some = (*entries(30, tags=("news", "ferries", "strikes")), *entries(60, "2020/03/01", tags=("news", "bread")))
    found = related(some)
    assert found["/tags/ferries/"] == [("strikes", 30)]
    assert "/tags/news/" not in found


def test_a_specific_companion_comes_before_a_frequent_one() -> None:
    some = (
        *entries(10, "2020/01/01", tags=("ferries", "orkney", "economy")),
        *entries(10, "2020/01/02", tags=("ferries", "orkney")),
        *entries(100, "2020/01/03", tags=("economy", "banks")),
        *entries(100, "2020/01/04", tags=("banks",)),
    )
    assert [text for text, _ in related(some)["/tags/ferries/"]] == ["orkney"]


def test_tags_that_met_once_or_twice_are_not_related() -> None:
    some = (*entries(2, tags=("ferries", "whales")), *entries(50, "2020/03/01"))
    assert related(some) == {}


def test_at_most_twelve_are_told() -> None:
    tags = tuple(f"tag {number}" for number in range(20))
    found = related((*entries(5, tags=tags), *entries(50, "2020/03/01")))
    assert {len(links) for links in found.values()} == {MOST}


def test_an_article_that_bears_every_tag_there_is_says_nothing_of_how_they_relate() -> None:
    tags = tuple(f"tag {number}" for number in range(MOST_ON_ONE + 1))
    assert related((*entries(5, tags=tags), *entries(50, "2020/03/01"))) == {}


def test_the_measure_is_symmetric() -> None:
    draw = random.Random(5)
    for one, other in combinations((draw.randrange(5, 50) for _ in range(8)), 2):
        assert likelihood(4, one, other, 200) == likelihood(4, other, one, 200)
