"""What waits for a deed of the reader, out of every feature, in one line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

FAIR = 2
"""So many of each list come before the third of any: a long list does not hide the others."""


class Deed(IntEnum):
    """What is asked for, in the order in which others are kept waiting."""

    VOTE = 1
    ANSWER = 2
    DECIDE = 3
    DO = 4
    RECEIVE = 5
    ADVISE = 6
    PREPARE = 7
    READ = 8


@dataclass(frozen=True)
class Waiting:
    """A list of what waits: `template` draws a row (as `one`), `url` leads to all of it.

    `rows` are the first of `total`, those to be done first in front.
    """

    name: str
    title: str
    template: str
    deed: Deed
    rows: Sequence[Any]
    total: int
    url: str | None = None
    late: Callable[[Any], bool] = lambda _row: False

    @property
    def more(self) -> bool:
        """Whether there is more than `rows`."""
        return self.total > len(self.rows)


@dataclass(frozen=True)
class Needs:
    """All lists that hold something, in the order of their deeds."""

    lists: tuple[Waiting, ...]

    @property
    def total(self) -> int:
        """How many things wait, as the title of the page says."""
        return sum(each.total for each in self.lists)

    def first(self, most: int) -> list[tuple[Waiting, Any]]:
        """Return the rows for one screen: late ones ahead, and none of the lists left out."""
        keyed = [
            ((place >= FAIR, not each.late(row), each.deed, order, place), (each, row))
            for order, each in enumerate(self.lists)
            for place, row in enumerate(each.rows)
        ]
        return [row for _key, row in sorted(keyed, key=lambda pair: pair[0])[:most]]


def lined_up(lists: Iterable[Waiting]) -> Needs:
    """Return what waits; empty lists are left out."""
    return Needs(tuple(sorted((each for each in lists if each.rows), key=lambda each: each.deed)))
