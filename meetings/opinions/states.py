"""Who may write how, who reads it when, until when. Pure."""

from datetime import datetime
from enum import StrEnum

from meetings.states import GATHERING, MeetingState


class Naming(StrEnum):
    """Whether opinions bear names: always, as each writer chooses, never."""

    NAMED = "named"
    CHOICE = "choice"
    ANONYMOUS = "anonymous"


class Audience(StrEnum):
    """Who reads them besides writer, chair, secretariat and the unit that answers.

    Nobody; the members once no more are taken; the members at once. In this order, each wider.
    """

    DESK = "desk"
    CLOSED = "closed"
    AT_ONCE = "at_once"


class ReplyKind(StrEnum):
    """What the unit that prepared the item makes of an opinion."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    EXPLAINED = "explained"


class OpinionAct(StrEnum):
    """What was done with an opinion."""

    GIVE = "give"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    REPLY = "reply"


WIDTH = {audience: width for width, audience in enumerate(Audience)}


def widens(before: str, after: Audience) -> bool:
    """Whether more people would read than were promised when opinions were written."""
    return WIDTH[after] > WIDTH[Audience(before)]


def takes(
    meeting_state: str, closed_at: datetime | None, due_at: datetime | None, now: datetime
) -> bool:
    """Whether an opinion can be written now: called, not over, up to the deadline itself."""
    return meeting_state in GATHERING and closed_at is None and (due_at is None or now <= due_at)


def is_over(
    meeting_state: str, closed_at: datetime | None, due_at: datetime | None, now: datetime
) -> bool:
    """Whether no more are taken, having been: of a meeting not called yet nothing is over."""
    if closed_at is not None or (due_at is not None and now > due_at):
        return True
    return meeting_state not in GATHERING and meeting_state != MeetingState.DRAFT
