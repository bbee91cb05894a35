"""How the records of a bundle's articles are packed, and what an edit changes of that."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.listing import packed_listing
from backfile.search.records import Pack, Record, address_of, lines_of, packed_records, packs_of

Named = tuple[str, Record]


def record(number: int, text: str) -> Named:
    path = f"2020/02/20/{number:05}-tide"
    return path, Record("en", number // 2, f'{{"url":"/{path}/","content":"{text}"}}'.encode())


@pytest.fixture(scope="module")
def records() -> list[Named]:
    """A thousand, of 80 words to 800, their numbers two apart."""
    chance = random.Random(7)
    return [record(2 * number, "ebb and flow " * chance.randint(27, 267)) for number in range(1_000)]


def lines(packs: Sequence[Pack]) -> list[bytes]:
    return [line for pack in packs for line in lines_of(pack.content)]


def names(records: Sequence[Named]) -> set[str]:
    return {pack.name for pack in packs_of(records)}


@given(st.lists(st.integers(1, 30_000), max_size=40))
def test_every_record_is_in_one_pack_and_in_its_order(lengths: list[int]) -> None:
    given_records = [record(number, "w" * length) for number, length in enumerate(lengths)]
    packs = list(packs_of(given_records))
    assert lines(packs) == [each.text for _, each in given_records]
    assert sum(pack.count for pack in packs) == len(lengths)
    assert all(pack.count for pack in packs)


def test_packs_are_far_fewer_than_records_and_none_holds_very_many(records: Sequence[Named]) -> None:
    packs = list(packs_of(records))
    assert len(packs) < len(records) / 40
    assert max(pack.count for pack in packs) < 150


def test_an_edit_changes_the_pack_that_it_is_in_and_no_other(records: Sequence[Named]) -> None:
    before = names(records)
    for place in range(0, 1_000, 50):
        path, (lang, page, text) = records[place]
        edited = [
            *records[:place],
            (path, Record(lang, page, text.replace(b"ebb", b"ebbing", 1))),
            *records[place + 1 :],
        ]
        after = names(edited)
        assert (len(before - after), len(after - before)) == (1, 1)


def test_an_article_added_in_between_or_taken_out_changes_the_packs_near_it(records: Sequence[Named]) -> None:
    before = names(records)
    for place in range(0, 1_000, 50):
        added = [*records[: place + 1], record(2 * place + 1, "ebb " * 100), *records[place + 1 :]]
        taken = [*records[:place], *records[place + 1 :]]
        for changed in (added, taken):
            assert len(before - names(changed)) <= len(before) / 2


def test_packs_are_read_back_by_address(records: Sequence[Named], tmp_path: Path) -> None:
    packs = list(packs_of(records))
    for pack in packs:
        (tmp_path / pack.file).parent.mkdir(exist_ok=True)
        (tmp_path / pack.file).write_bytes(pack.content)
    listing = packed_listing([], [each for _, each in records], packs, {})
    assert packed_records(tmp_path, listing) == {address_of(each.text): each for _, each in records}
    assert address_of(records[3][1].text) == "/2020/02/20/00006-tide/"


def test_a_damaged_pack_is_told(records: Sequence[Named], tmp_path: Path) -> None:
    packs = list(packs_of(records[:50]))
    listing = packed_listing([], [each for _, each in records[:50]], packs, {})
    for pack in packs:
        (tmp_path / pack.file).parent.mkdir(exist_ok=True)
        (tmp_path / pack.file).write_bytes(pack.content[:-8] + bytes(8))
    with pytest.raises(ValueError, match="CRC check failed"):
        packed_records(tmp_path, listing)
