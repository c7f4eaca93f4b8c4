"""What becomes of an operation on a mark. Pure.

The server decides, in the order in which operations reach it, and numbers what it accepts; whoever
keeps a copy (static/js/viewer/merge.js) may then take in its word in any order and any number of
times. The rules on both sides are told by one table, tests/merging.json.
"""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["apply", "same", "taken", "stale", "gone", "unknown"]


@dataclass(frozen=True)
class Kept:
    """What the server has of a mark: its revision, how it was first sent, whether it has gone."""

    revision: int
    fingerprint: str
    removed: bool = False


def on_add(kept: Kept | None, fingerprint: str) -> Verdict:
    """Judge the adding of a mark: a replay changes nothing, also when it was removed meanwhile."""
    if kept is None:
        return "apply"
    return "same" if kept.fingerprint == fingerprint else "taken"


def on_change(kept: Kept | None, seen: int) -> Verdict:
    """Judge a change made from revision `seen`: only from the newest one, never after removal."""
    if kept is None:
        return "unknown"
    if kept.removed:
        return "gone"
    return "apply" if kept.revision == seen else "stale"


def on_remove(kept: Kept | None) -> Verdict:
    """Judge a removal: it is final, and needs no revision; twice is the same as once."""
    if kept is None:
        return "unknown"
    return "same" if kept.removed else "apply"
