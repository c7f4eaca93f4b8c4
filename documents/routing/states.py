"""What may become of a receiver's part in a slip. A table, so that all of it can be tested."""

from enum import StrEnum


class PartState(StrEnum):
    """How far a receiver is. `returned`, `done` and `recalled` are the end."""

    SENT = "sent"
    RECEIVED = "received"
    FORWARDED = "forwarded"
    RETURNED = "returned"
    DONE = "done"
    RECALLED = "recalled"


class Act(StrEnum):
    """What is done with a part; `send` and `hand_over` are told in the history only."""

    SEND = "send"
    RECEIVE = "receive"
    FORWARD = "forward"
    RETURN = "return"
    FINISH = "finish"
    RECALL = "recall"
    HAND_OVER = "hand_over"


NEXT: dict[tuple[PartState, Act], PartState] = {
    (PartState.SENT, Act.RECEIVE): PartState.RECEIVED,
    (PartState.SENT, Act.FORWARD): PartState.FORWARDED,
    (PartState.RECEIVED, Act.FORWARD): PartState.FORWARDED,
    (PartState.FORWARDED, Act.FORWARD): PartState.FORWARDED,
    (PartState.SENT, Act.RETURN): PartState.RETURNED,
    (PartState.RECEIVED, Act.RETURN): PartState.RETURNED,
    (PartState.SENT, Act.FINISH): PartState.DONE,
    (PartState.RECEIVED, Act.FINISH): PartState.DONE,
    (PartState.FORWARDED, Act.FINISH): PartState.DONE,
    # Only while nobody has acted: `may_recall` looks at all parts of the slip.
    (PartState.SENT, Act.RECALL): PartState.RECALLED,
}

OPEN = frozenset({PartState.SENT, PartState.RECEIVED, PartState.FORWARDED})
"""Parts that still wait for somebody."""

READING = OPEN | {PartState.DONE}
"""Parts that let their receiver read the document; returning and recalling end that."""


def next_state(now: str, act: Act) -> PartState | None:
    """Return what a part in state `now` becomes by `act`, None when that cannot be."""
    return NEXT.get((PartState(now), act))


def may_recall(states: list[str]) -> bool:
    """Whether a slip with parts in these states may be called back: nobody has acted yet."""
    return all(PartState(state) is PartState.SENT for state in states)
