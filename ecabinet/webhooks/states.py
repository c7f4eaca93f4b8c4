"""Where a receiver and what is sent to it stand, and how long to wait between tries. Pure."""

from datetime import timedelta
from enum import StrEnum


class ReceiverState(StrEnum):
    """Where a receiver stands. Events are kept for a paused one; a retired one gets nothing."""

    ACTIVE = "active"
    PAUSED = "paused"
    RETIRED = "retired"


class PausedBy(StrEnum):
    """Who paused it: a person, the worker after days of failing, or its own answer 410."""

    HAND = "hand"
    FAILING = "failing"
    GONE = "gone"


class DeliveryState(StrEnum):
    """Where an event for one receiver stands. `dropped`: the receiver was retired before."""

    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    DEAD = "dead"
    DROPPED = "dropped"


OPEN = (DeliveryState.WAITING, DeliveryState.SENDING)
"""Still to be sent."""

LIVING = (ReceiverState.ACTIVE, ReceiverState.PAUSED)
"""Events are kept for them."""

PAUSES = tuple(
    timedelta(seconds=s) for s in (10, 60, 300, 900, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 12 * 3600)
)
"""How long after the first, second, … failed try of an event comes the next; then the last one."""

LONGEST_PROBE = timedelta(hours=1)
"""A receiver that does not answer at all is asked at least so often, to notice that it is back."""

LONGEST_WISH = timedelta(hours=24)
"""How far a receiver's own Retry-After is followed."""

GIVE_UP = timedelta(days=3)
"""How long after its first try an event is given up, and a receiver that took nothing is paused."""

JITTER = 0.1
"""Pauses differ by up to so much of their length, so that many do not knock at once."""


def pause_after(tries: int, jitter: float, most: timedelta = PAUSES[-1]) -> timedelta:
    """Return the pause after `tries` failed ones (from 1); `jitter` from -1 to 1."""
    pause = min(PAUSES[min(tries, len(PAUSES)) - 1], most)
    return pause * (1 + JITTER * jitter)
