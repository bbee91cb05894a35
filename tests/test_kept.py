"""Results that are kept by the identity of what they were made of."""

from __future__ import annotations

from markupsafe import Markup

from backfile.kept import MOST, kept


def test_a_result_is_made_once_for_each_value_and_apart_for_equal_ones() -> None:
    made: list[object] = []
    name = kept(lambda value: made.append(value) or type(value).__name__)
    text, markup = "a", Markup("a")
    assert [name(value) for value in (text, markup, text, markup)] == ["str", "Markup", "str", "Markup"]
    assert made == [text, markup]


def test_results_of_values_that_nobody_else_holds_are_never_confused() -> None:
    double = kept(lambda value: value[0] * 2)
    assert [double((number,)) for number in range(2 * MOST + 5)] == [number * 2 for number in range(2 * MOST + 5)]
