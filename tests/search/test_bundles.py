"""How an archive divides into bundles."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backfile.article import EventDate
from backfile.catalogue import Entry
from backfile.search.bundles import Bundle, divide

PERIODS = st.sampled_from(
    ["", "1987", "1987-03", "1987-03-01", "1987-03-02", "2020-02-20", "2020-02-21T10:00:00+01:00"]
)


def entry(number: int, date: str) -> Entry:
    path = f"{date[:10].replace('-', '/') or 'undated'}/story-{number:04}"
    return Entry(
        path=path, title=f"Story {number}", date=EventDate(date) if date else None, modified=None,
        lang="en", outlet="", summary="", region=(), agencies=(), staff=(), authors=(), tags=(),
        picture=False,
        access="public",
    )  # fmt: skip


def entries(*dates: str) -> list[Entry]:
    made = [entry(number, date) for number, date in enumerate(dates)]
    return sorted(made, key=lambda each: each.order)


def days(first: int, last: int, each: int = 1) -> list[str]:
    return [f"2020-03-{day:02}" for day in range(first, last + 1) for _ in range(each)]


def periods(bundle: Bundle) -> set[str]:
    return {entry.date.period if entry.date else "" for entry in bundle.entries}


@given(st.lists(PERIODS, max_size=60), st.integers(1, 12))
def test_every_article_is_in_one_bundle_and_bundles_follow_each_other_in_time(dates: list[str], size: int) -> None:
    archive = entries(*dates)
    bundles = divide(archive, size=size)
    assert [each for bundle in bundles for each in bundle.entries] == archive
    assert len({bundle.name for bundle in bundles}) == len(bundles)


@given(st.lists(PERIODS, max_size=60), st.integers(1, 12))
def test_a_period_stays_whole_unless_it_alone_is_too_large(dates: list[str], size: int) -> None:
    bundles = divide(entries(*dates), size=size)
    assert all(len(bundle.entries) <= size for bundle in bundles)
    for one, other in pairwise(bundles):
        for period in periods(one) & periods(other):
            assert sum((each.date.period if each.date else "") == period for each in entries(*dates)) > size


@given(st.lists(PERIODS, min_size=1, max_size=60), PERIODS, st.integers(2, 12))
def test_a_new_article_changes_at_most_the_bundle_of_its_own_time(dates: list[str], added: str, size: int) -> None:
    before = divide(entries(*dates), size=size)
    grown = sorted([*entries(*dates), entry(9999, added)], key=lambda each: each.order)
    after = divide(grown, [bundle.start for bundle in before], size)
    untouched = [one for one in before if (one.name, one.entries) in {(each.name, each.entries) for each in after}]
    assert len(before) - len(untouched) <= 1


def test_the_newest_bundle_divides_when_it_is_full_and_older_ones_at_twice_that() -> None:
    before = divide(entries(*days(1, 8)), size=4)
    starts = [bundle.start for bundle in before]
    assert [len(bundle.entries) for bundle in before] == [4, 4]
    newer = divide(entries(*days(1, 9)), starts, 4)
    assert [len(bundle.entries) for bundle in newer] == [4, 4, 1]
    older = divide(entries(*days(1, 8), *days(1, 4)), starts, 4)
    assert [len(bundle.entries) for bundle in older] == [8, 4]
    fuller = divide(entries(*days(1, 8), *days(1, 4), "2020-03-01"), starts, 4)
    assert [len(bundle.entries) for bundle in fuller] == [3, 4, 2, 4]


def test_a_bundle_keeps_its_name_and_its_place_when_it_loses_its_first_article_or_gains_an_earlier_one() -> None:
    starts = [bundle.start for bundle in divide(entries(*days(1, 8)), size=4)]
    lost = divide(entries(*days(2, 4), *days(6, 8)), starts, 4)
    assert [(bundle.name, len(bundle.entries)) for bundle in lost] == [("2020-03-01", 3), ("2020-03-05", 3)]
    earlier = divide(entries("1999", *days(1, 8), "2020-03-05T01:00:00Z"), starts, 5)
    assert [(bundle.name, len(bundle.entries)) for bundle in earlier] == [("2020-03-01", 5), ("2020-03-05", 5)]


@given(st.lists(PERIODS, max_size=40), st.lists(PERIODS, max_size=40), st.integers(1, 12))
def test_starts_stay_in_order_and_divide_the_same_archive_in_the_same_way(
    dates: list[str], others: list[str], size: int
) -> None:
    before = divide(entries(*dates), size=size)
    grown = entries(*dates, *others)
    after = divide(grown, [bundle.start for bundle in before], size)
    orders = [bundle.start.order for bundle in after]
    assert orders == sorted(set(orders))
    assert len({bundle.name for bundle in after}) == len(after)
    assert divide(grown, [bundle.start for bundle in after], 2 * len(grown) + 1) == after


def test_a_bundle_is_named_by_its_first_period_and_later_parts_of_a_period_by_number() -> None:
    bundles = divide(entries("", *["2020-02-20"] * 5, "2020-02-21"), size=2)
    assert [bundle.name for bundle in bundles] == ["undated", "2020-02-20", "2020-02-20-2", "2020-02-20-3"]


def test_a_bundle_ends_with_the_period_that_ends_latest() -> None:
    (bundle,) = divide(entries("", "2020", "2020-02-20"))
    assert (bundle.first, bundle.last) == ("2020", "2020")
