"""The names in a picture's credit lead to their lists, and the credit stays as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.press.credit_runs import credit_runs
from backfile.views import Link

AP, AFP, REUTERS = (Link(name, f"/pictures/agencies/{name.lower()}/") for name in ("AP", "AFP", "Reuters"))
PERSON = Link("G. Alsayed", "/pictures/photographers/g-alsayed/")


@pytest.mark.parametrize(
    ("printed", "names", "linked"),
    [
        ("picture-alliance/AP Photo/G. Alsayed", (AP, PERSON), ["AP", "G. Alsayed"]),
        ("G. Alsayed/AFP/AP", (AP, AFP, PERSON), ["G. Alsayed", "AFP", "AP"]),
        ("AP/AP", (AP,), ["AP"]),
        ("", (), []),
        ("(AP)", (AP,), ["AP"]),
    ],
)
def test_a_name_that_is_printed_leads_to_its_list(printed: str, names: tuple[Link, ...], linked: list[str]) -> None:
    runs, unprinted = credit_runs(printed, names)
    assert [run.text for run in runs if run.address] == linked
    assert unprinted == ()


def test_a_name_within_another_word_is_not_taken_for_it() -> None:
    runs, unprinted = credit_runs("CAPTION: Reuters", (AP, REUTERS))
    assert [run.text for run in runs if run.address] == ["Reuters"]
    assert unprinted == (AP,)


def test_a_name_within_a_longer_name_is_part_of_that() -> None:
    longer = Link("AP Archive", "/pictures/agencies/ap-archive/")
    runs, unprinted = credit_runs("AP Archive", (AP, longer))
    assert [run.address for run in runs] == [longer.address]
    assert unprinted == (AP,)


@given(st.text(), st.lists(st.text(min_size=1).map(lambda text: Link(text, "/x/")), max_size=3))
def test_no_character_of_a_credit_is_changed(printed: str, names: list[Link]) -> None:
    runs, unprinted = credit_runs(printed, names)
    assert "".join(run.text for run in runs) == printed
    assert len(unprinted) + sum(bool(run.address) for run in runs) == len(names)
