"""Circles in a tree that is given as child → parent."""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")


def circles(parents: Mapping[K, K | None]) -> set[K]:
    """Return all that stand on a circle; each is looked at once."""
    found: set[K] = set()
    done: set[K] = set()
    for start in parents:
        path: list[K] = []
        place: dict[K, int] = {}
        here: K | None = start
        while here is not None and here not in done and here not in place:
            place[here] = len(path)
            path.append(here)
            here = parents.get(here)
        if here is not None and here in place:
            found.update(path[place[here] :])
        done.update(path)
    return found
