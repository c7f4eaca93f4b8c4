"""Circles in a tree are found whole, and nothing beside them."""

from hypothesis import given
from hypothesis import strategies as st

from ecabinet.accounts.queries.unit_circles import circles


def test_those_that_hang_on_a_circle_are_not_on_it():
    assert circles({"a": "b", "b": "c", "c": "a", "d": "a", "e": None, "f": "f", "g": "lost"}) == {
        "a", "b", "c", "f",
    }  # fmt: skip


@given(st.dictionaries(st.integers(0, 12), st.none() | st.integers(0, 12)))
def test_as_when_walked_from_each(parents):
    def comes_back(start):
        here, seen = parents[start], set()
        while here is not None and here not in seen:
            if here == start:
                return True
            seen.add(here)
            here = parents.get(here)
        return False

    assert circles(parents) == {key for key in parents if comes_back(key)}
