"""The agenda as a tree: numbers, steps, and that no step ever breaks it."""

import random
from uuid import UUID, uuid4

import pytest

from ecabinet.core.errors import Invalid
from meetings.tree import DEEPEST, Branch, ItemDirection, check_levels, moved, numbers, parents


def agenda(*levels: int) -> list[Branch]:
    """Items at these levels."""
    return [Branch(UUID(int=index), level) for index, level in enumerate(levels)]


def shown(branches: list[Branch]) -> list[tuple[int, int]]:
    """Which item lies where."""
    return [(branch.id.int, branch.level) for branch in branches]


def test_numbers_follow_the_levels() -> None:
    """As a clerk would write them."""
    levels = [0, 1, 1, 2, 0, 1, 2, 2, 0]
    assert numbers(levels) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1", "2.1.1", "2.1.2", "3"]
    items = list("abcdefghi")
    assert parents(items, levels) == [None, "a", "a", "c", None, "e", "f", "f", None]


@pytest.mark.parametrize("levels", [[1], [0, 2], [0, 1, 2, 3], [0, -1]])
def test_levels_that_make_no_tree_are_refused(levels: list[int]) -> None:
    """The first is an item of its own, nothing lies two levels deeper, three levels at most."""
    with pytest.raises(Invalid) as refused:
        check_levels(levels)
    assert refused.value.code == "agenda.bad_level"


@pytest.mark.parametrize(
    ("index", "direction", "expected"),
    [
        (0, "down", [(3, 0), (0, 0), (1, 1), (2, 1), (4, 0)]),
        (3, "up", [(3, 0), (0, 0), (1, 1), (2, 1), (4, 0)]),
        (2, "up", [(0, 0), (2, 1), (1, 1), (3, 0), (4, 0)]),
        (1, "up", [(0, 0), (1, 1), (2, 1), (3, 0), (4, 0)]),
        (2, "down", [(0, 0), (1, 1), (2, 1), (3, 0), (4, 0)]),
        (3, "in", [(0, 0), (1, 1), (2, 1), (3, 1), (4, 0)]),
        (0, "in", [(0, 0), (1, 1), (2, 1), (3, 0), (4, 0)]),
        (1, "out", [(0, 0), (2, 1), (1, 0), (3, 0), (4, 0)]),
        (4, "out", [(0, 0), (1, 1), (2, 1), (3, 0), (4, 0)]),
    ],
)
def test_one_step(index: int, direction: str, expected: list[tuple[int, int]]) -> None:
    """Sub-items go along; a step that leads nowhere changes nothing."""
    branches = agenda(0, 1, 1, 0, 0)
    assert shown(moved(branches, UUID(int=index), ItemDirection(direction))) == expected


@pytest.mark.parametrize("seed", range(5))
def test_steps_at_random_keep_a_tree_of_the_same_items(seed: int) -> None:
    """Three hundred of them."""
    chance = random.Random(seed)
    branches = agenda(*[0] * 9)
    for _ in range(300):
        branches = moved(
            branches, UUID(int=chance.randrange(9)), chance.choice(list(ItemDirection))
        )
        check_levels([branch.level for branch in branches])
        assert max(branch.level for branch in branches) <= DEEPEST
        assert {branch.id.int for branch in branches} == set(range(9))


def test_an_unknown_item_moves_nothing() -> None:
    """Somebody else has just taken it off."""
    assert moved(agenda(0, 0), uuid4(), ItemDirection.UP) == agenda(0, 0)
