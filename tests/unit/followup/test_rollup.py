"""How far the whole is: the rule, and what must hold whatever the figures are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.rollup import rolled_up

PERCENT = st.integers(0, 100)
SOME = st.lists(PERCENT, max_size=8)


@pytest.mark.parametrize(
    ("own", "parts", "children", "whole"),
    [
        (40, [], [], 40),
        (40, [], [100, 100, 32, 0], 58),
        (40, [100], [], 70),
        (40, [100, 0], [], 46),
        (40, [20], [100, 50], 47),
        (100, [99], [], 99),
        (0, [], [100, 100, 99], 99),
    ],
)
def test_the_rule(own: int, parts: list[int], children: list[int], whole: int) -> None:
    assert rolled_up(own, parts, children) == whole


@given(PERCENT, SOME, SOME)
def test_between_the_least_and_the_most_and_whole_only_when_all_is(
    own: int, parts: list[int], children: list[int]
) -> None:
    counted = parts + (children or [own])
    whole = rolled_up(own, parts, children)
    assert min(counted) <= whole <= max(counted)
    assert (whole == 100) is all(percent == 100 for percent in counted)


@given(PERCENT, SOME, SOME, st.data())
def test_more_done_never_lowers_the_whole(
    own: int, parts: list[int], children: list[int], data: st.DataObject
) -> None:
    more = [data.draw(st.integers(percent, 100)) for percent in parts]
    assert rolled_up(own, more, children) >= rolled_up(own, parts, children)
