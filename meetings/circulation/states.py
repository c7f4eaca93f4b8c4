"""What may become of a circulation ballot, and when who is reminded. Pure."""

from datetime import date, datetime
from enum import StrEnum

from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict


class CirculationState(StrEnum):
    """How far it is. `published` and `withdrawn` are the end.

    `joined`: its answers are counted together with a vote in a meeting, whose result is its own.
    """

    DRAFT = "draft"
    SENT = "sent"
    CLOSED = "closed"
    JOINED = "joined"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class CirculationAct(StrEnum):
    """What is done with it."""

    CHANGE = "change"
    SEND = "send"
    ANSWER = "answer"
    EXTEND = "extend"
    CLOSE = "close"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    JOIN = "join"
    RELEASE = "release"


S = CirculationState
NEXT: dict[tuple[CirculationState, CirculationAct], CirculationState] = {
    (S.DRAFT, CirculationAct.CHANGE): S.DRAFT,
    (S.DRAFT, CirculationAct.SEND): S.SENT,
    (S.DRAFT, CirculationAct.WITHDRAW): S.WITHDRAWN,
    (S.SENT, CirculationAct.ANSWER): S.SENT,
    (S.SENT, CirculationAct.EXTEND): S.SENT,
    (S.SENT, CirculationAct.CLOSE): S.CLOSED,
    (S.SENT, CirculationAct.WITHDRAW): S.WITHDRAWN,
    (S.CLOSED, CirculationAct.PUBLISH): S.PUBLISHED,
    (S.CLOSED, CirculationAct.JOIN): S.JOINED,
    (S.JOINED, CirculationAct.RELEASE): S.CLOSED,
}
OF_MEETINGS = frozenset({CirculationAct.JOIN, CirculationAct.RELEASE})
"""What the opening of a vote does, and voiding it: nobody does it by hand."""

COUNTED = frozenset({S.CLOSED, S.PUBLISHED})
"""States with an outcome."""

RUNGS = (-3, -1, 0)
"""The ladder: days before the day of the deadline, and that day; then it closes by itself."""


def after(state: str, act: CirculationAct) -> CirculationState:
    """Return what `act` makes of it. Raises Conflict: that cannot be done any more, or not yet."""
    found = NEXT.get((CirculationState(state), act))
    if found is None:
        raise Conflict("circulation.not_now")
    return found


def can(state: str, act: CirculationAct) -> bool:
    """Whether `act` can be done in this state."""
    return (CirculationState(state), act) in NEXT


def takes_answers(state: str, due_at: datetime, now: datetime) -> bool:
    """Whether an answer counts at this moment: up to the deadline itself."""
    return can(state, CirculationAct.ANSWER) and now <= due_at


def rung(today: date, sent_at: datetime, due_at: datetime) -> int | None:
    """Return the highest step of the ladder reached today, None when there is none yet.

    The day of the sending itself reminds of nothing, and a step before it is passed over: who was
    asked today knows.
    """
    due_on, sent_on = office_day(due_at), office_day(sent_at)
    days = (today - due_on).days
    reached = [step for step in RUNGS if step <= days]
    if not reached or today <= sent_on:
        return None
    step = reached[-1]
    return step if step > (sent_on - due_on).days else None
