"""How far a task is that was broken into pieces: a pure rule.

The lead unit's share is the mean of the child tasks, or, without any, what its official says. Each
part of a coordinating unit weighs as much as the lead's share. Rounded down, so that 100 means that
everything is done. Cancelled children and coordinating units without a part of their own do not
count; refused and suspended children do: they are still to be done.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

MOST_LEVELS = 5
"""How deep work may be broken down: province, unit, section, group, person."""


def rolled_up(own: int, parts: Sequence[int], children: Sequence[int]) -> int:
    """Return the percentage of the whole, 0 to 100, from percentages of the same kind."""
    lead = Fraction(sum(children), len(children)) if children else Fraction(own)
    return floor((lead + sum(parts)) / (1 + len(parts)))
