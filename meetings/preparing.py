"""Papers asked of units: what may become of a request, how it stands on a day, when to remind.

Pure: no database, no clock. Source: domain.md, section 4 (units prepare, the secretariat takes).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=2)
"""So long before its day a paper is said to be due soon, and its unit reminded."""


class RequestState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class RequestAct(StrEnum):
    """What is done with a request; `remind` and `late` are told by the worker."""

    ASK = "ask"
    CHANGE = "change"
    SUBMIT = "submit"
    ACCEPT = "accept"
    RETURN = "return"
    WITHDRAW = "withdraw"
    REMIND = "remind"
    LATE = "late"


NEXT: Mapping[tuple[str, RequestState], RequestState] = {
    (RequestAct.SUBMIT, RequestState.ASKED): RequestState.SUBMITTED,
    (RequestAct.SUBMIT, RequestState.RETURNED): RequestState.SUBMITTED,
    (RequestAct.ACCEPT, RequestState.SUBMITTED): RequestState.ACCEPTED,
    (RequestAct.RETURN, RequestState.SUBMITTED): RequestState.RETURNED,
    # Something was overlooked: the paper that was taken stays until a better one is.
    (RequestAct.RETURN, RequestState.ACCEPTED): RequestState.RETURNED,
    (RequestAct.CHANGE, RequestState.ASKED): RequestState.ASKED,
    (RequestAct.CHANGE, RequestState.SUBMITTED): RequestState.SUBMITTED,
    (RequestAct.CHANGE, RequestState.RETURNED): RequestState.RETURNED,
    (RequestAct.WITHDRAW, RequestState.ASKED): RequestState.WITHDRAWN,
    (RequestAct.WITHDRAW, RequestState.SUBMITTED): RequestState.WITHDRAWN,
    (RequestAct.WITHDRAW, RequestState.RETURNED): RequestState.WITHDRAWN,
}

WAITING = frozenset({RequestState.ASKED, RequestState.RETURNED})
"""The unit has to hand something in."""

OPEN = WAITING | {RequestState.SUBMITTED}
"""Somebody still has to act."""


class RequestStanding(StrEnum):
    """What a list says of a request on a day."""

    WAITING = "waiting"
    DUE_SOON = "due_soon"
    MISSING = "missing"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    SUBMITTED_LATE = "submitted_late"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


def standing(state: str, due_on: date, today: date, *, was_late: bool) -> RequestStanding:
    """Return how a request stands on `today`; both days are days of the office."""
    if state in WAITING:
        if today > due_on:
            return RequestStanding.MISSING
        if state == RequestState.RETURNED:
            return RequestStanding.RETURNED
        return RequestStanding.DUE_SOON if due_on - today <= SOON else RequestStanding.WAITING
    if state == RequestState.SUBMITTED:
        return RequestStanding.SUBMITTED_LATE if was_late else RequestStanding.SUBMITTED
    return RequestStanding(state)


def to_remind(state: str, due_on: date, today: date) -> RequestAct | None:
    """Return whether the unit is to be reminded on `today`, and of what; once of each."""
    if state not in WAITING:
        return None
    if today > due_on:
        return RequestAct.LATE
    return RequestAct.REMIND if due_on - today <= SOON else None


def wrong_day(due_on: date, today: date, meeting_on: date) -> str | None:
    """Return the code of why papers cannot be wanted for this day, None when they can."""
    if due_on < today:
        return "paper_request.day_past"
    return "paper_request.day_after_meeting" if due_on > meeting_on else None
