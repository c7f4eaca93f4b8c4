"""Where minutes stand, and what was asked of them. Tables, no clock."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class MinutesState(StrEnum):
    """Where minutes stand."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    APPROVED = "approved"


class TextPlace(StrEnum):
    """Where a text stands among the facts: after attendance, on an item, after the conclusions."""

    OPENING = "opening"
    ITEM = "item"
    CLOSING = "closing"


class AmendmentState(StrEnum):
    """What became of an amendment."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Origin(StrEnum):
    """How a version of a text came about."""

    OPENED = "opened"
    TYPED = "typed"
    MERGED = "merged"
    AMENDMENT = "amendment"


MINUTES: Mapping[tuple[str, MinutesState], MinutesState] = {
    # Again: with another deadline.
    ("circulate", MinutesState.DRAFT): MinutesState.CIRCULATED,
    ("circulate", MinutesState.CIRCULATED): MinutesState.CIRCULATED,
    ("approve", MinutesState.DRAFT): MinutesState.APPROVED,
    ("approve", MinutesState.CIRCULATED): MinutesState.APPROVED,
}

ONE_SITTING = timedelta(minutes=10)
"""Who goes on writing within it is still at the same work: one line in lists and in the log."""
SHOWN = frozenset({MinutesState.CIRCULATED, MinutesState.APPROVED})
"""The members read them."""
