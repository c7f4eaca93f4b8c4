"""The agenda as a tree, written as a list: each item before its sub-items. Pure, no database.

Levels count from 0. An item lies at most one level deeper than the one before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from ecabinet.core.errors import Invalid

DEEPEST = 2
"""Three levels: 1, 1.1, 1.1.1."""

T = TypeVar("T")


class ItemDirection(StrEnum):
    """Where an item goes: before or after its neighbour, into the one before, out of its own."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Branch:
    """One item and how deep it lies."""

    id: UUID
    level: int


def check_levels(levels: Sequence[int], field: str = "levels") -> None:
    """Raise Invalid unless each level is one that can follow the one before."""
    before = -1
    for level in levels:
        if not 0 <= level <= min(before + 1, DEEPEST):
            raise Invalid("agenda.bad_level", field=field)
        before = level


def numbers(levels: Sequence[int]) -> list[str]:
    """Return the numbers of items that lie at `levels`: 1, 1.1, 1.2, 2 …"""
    counts: list[int] = []
    found = []
    for level in levels:
        counts = [*counts[: level + 1], *[0] * (level + 1 - len(counts))]
        counts[level] += 1
        found.append(".".join(map(str, counts)))
    return found


def parents(items: Sequence[T], levels: Sequence[int]) -> list[T | None]:
    """Return for each item the one it lies in, None for an item of its own."""
    path: list[T] = []
    found: list[T | None] = []
    for item, level in zip(items, levels, strict=True):
        path = [*path[:level], item]
        found.append(path[level - 1] if level else None)
    return found


def end_of(levels: Sequence[int], index: int) -> int:
    """Return the index behind the last sub-item of the item at `index`."""
    after = index + 1
    while after < len(levels) and levels[after] > levels[index]:
        after += 1
    return after


def moved(branches: Sequence[Branch], item_id: UUID, direction: ItemDirection) -> list[Branch]:
    """Return the agenda after one step of an item with all that lies in it.

    A step that leads nowhere changes nothing: up from the first, in without one before.
    """
    ids = [branch.id for branch in branches]
    if item_id not in ids:
        return list(branches)
    index = ids.index(item_id)
    return _STEPS[direction](list(branches), index)


def _up(branches: list[Branch], index: int) -> list[Branch]:
    levels = [branch.level for branch in branches]
    before = index - 1
    while before >= 0 and levels[before] > levels[index]:
        before -= 1
    if before < 0 or levels[before] < levels[index]:
        return branches
    end = end_of(levels, index)
    return branches[:before] + branches[index:end] + branches[before:index] + branches[end:]


def _down(branches: list[Branch], index: int) -> list[Branch]:
    levels = [branch.level for branch in branches]
    end = end_of(levels, index)
    if end == len(levels) or levels[end] < levels[index]:
        return branches
    return _up(branches, end)


def _in(branches: list[Branch], index: int) -> list[Branch]:
    levels = [branch.level for branch in branches]
    end = end_of(levels, index)
    deepest = max(levels[index:end])
    if not index or levels[index - 1] < levels[index] or deepest == DEEPEST:
        return branches
    return _shifted(branches, index, end, 1)


def _out(branches: list[Branch], index: int) -> list[Branch]:
    """The item leaves the one it lies in, and stands right behind it and what stays there."""
    levels = [branch.level for branch in branches]
    if not levels[index]:
        return branches
    end = end_of(levels, index)
    behind = end
    while behind < len(levels) and levels[behind] >= levels[index]:
        behind += 1
    out = _shifted(branches, index, end, -1)[index:end]
    return branches[:index] + branches[end:behind] + out + branches[behind:]


def _shifted(branches: list[Branch], start: int, end: int, by: int) -> list[Branch]:
    inner = [replace(branch, level=branch.level + by) for branch in branches[start:end]]
    return branches[:start] + inner + branches[end:]


_STEPS = {
    ItemDirection.UP: _up,
    ItemDirection.DOWN: _down,
    ItemDirection.IN: _in,
    ItemDirection.OUT: _out,
}
