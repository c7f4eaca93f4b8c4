"""States of meetings, items, votes and conclusions, and which deed leads from which to which.

Pure tables: no database, no clock. Source: domain.md, sections 4 and 5.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from ecabinet.core.errors import Conflict

S = TypeVar("S", bound=StrEnum)


class MeetingState(StrEnum):
    """Where a meeting stands."""

    DRAFT = "draft"
    CALLED = "called"
    IN_SESSION = "in_session"
    PAUSED = "paused"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """Where an agenda item stands."""

    PENDING = "pending"
    CURRENT = "current"
    DONE = "done"


class VoteState(StrEnum):
    """Where a vote stands. Whether its result is published is a moment, not a state."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    VOIDED = "voided"


class TurnState(StrEnum):
    """Where a turn to speak stands: `dropped` was withdrawn or never called."""

    WAITING = "waiting"
    FLOOR = "floor"
    ENDED = "ended"
    DROPPED = "dropped"


class ConclusionState(StrEnum):
    """Where a conclusion stands."""

    DRAFT = "draft"
    ISSUED = "issued"
    SUPERSEDED = "superseded"


MEETING: Mapping[tuple[str, MeetingState], MeetingState] = {
    ("call", MeetingState.DRAFT): MeetingState.CALLED,
    ("open", MeetingState.CALLED): MeetingState.IN_SESSION,
    ("pause", MeetingState.IN_SESSION): MeetingState.PAUSED,
    ("resume", MeetingState.PAUSED): MeetingState.IN_SESSION,
    ("close", MeetingState.IN_SESSION): MeetingState.CLOSED,
    ("close", MeetingState.PAUSED): MeetingState.CLOSED,
    ("cancel", MeetingState.DRAFT): MeetingState.CANCELLED,
    ("cancel", MeetingState.CALLED): MeetingState.CANCELLED,
    ("cancel", MeetingState.IN_SESSION): MeetingState.CANCELLED,
    ("cancel", MeetingState.PAUSED): MeetingState.CANCELLED,
}

VOTE: Mapping[tuple[str, VoteState], VoteState] = {
    ("open", VoteState.PREPARED): VoteState.OPEN,
    ("close", VoteState.OPEN): VoteState.CLOSED,
    ("void", VoteState.PREPARED): VoteState.VOIDED,
    ("void", VoteState.OPEN): VoteState.VOIDED,
    ("void", VoteState.CLOSED): VoteState.VOIDED,
}

TURN: Mapping[tuple[str, TurnState], TurnState] = {
    ("give", TurnState.WAITING): TurnState.FLOOR,
    ("end", TurnState.FLOOR): TurnState.ENDED,
    ("drop", TurnState.WAITING): TurnState.DROPPED,
    # Mistakes of the desk, taken back within a minute.
    ("return", TurnState.FLOOR): TurnState.WAITING,
    ("restore", TurnState.DROPPED): TurnState.WAITING,
}

PLANNING = frozenset({MeetingState.DRAFT, MeetingState.CALLED})
RUNNING = frozenset({MeetingState.IN_SESSION, MeetingState.PAUSED})
HELD = RUNNING | {MeetingState.CLOSED}
GATHERING = RUNNING | {MeetingState.CALLED}
EDITABLE = PLANNING | RUNNING


def after(table: Mapping[tuple[str, S], S], deed: str, state: S, code: str) -> S:
    """Return the state that `deed` leads to from `state`.

    Raises:
        Conflict: with `code`, when the table has no such transition.
    """
    following = table.get((deed, state))
    if following is None:
        raise Conflict(code)
    return following
