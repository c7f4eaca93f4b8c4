"""A meeting is planned: created, changed, cancelled."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from ecabinet.accounts.models import Unit
from ecabinet.core.errors import Conflict, Invalid, Stale
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, clocks, events, states
from meetings.catalogue import Function, MeetingKind, RuleSet
from meetings.commands.seats import creator_seat
from meetings.fields import Command, Part, Remark, ShortText, Title
from meetings.models import Meeting, Vote
from meetings.policies import MeetingPermission
from meetings.states import MeetingState, VoteState


class MeetingRef(Command):
    """The meeting that was made or changed."""

    id: UUID


class CreateMeeting(Command):
    """A meeting of the body `unit_id`. The quorum rule is a fraction of the members entitled."""

    title: Title
    unit_id: UUID
    kind: MeetingKind = MeetingKind.STANDING_COMMITTEE
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: ShortText = ""
    rule_set: RuleSet = RuleSet.PARTY
    quorum_numerator: Part = 1
    quorum_denominator: Part = 2
    quorum_strict: bool = True


def create_meeting(uow: UnitOfWork, cmd: CreateMeeting) -> MeetingRef:
    """Create a draft; its creator becomes its secretary.

    Raises:
        Denied: the actor is not secretary of the body.
        Invalid: it ends before it starts, or the quorum rule is no fraction up to 1.
    """
    _check_unit(uow, cmd.unit_id)
    access.body(uow.actor, cmd.unit_id)
    _check_times(cmd.starts_at, cmd.ends_at)
    _check_quorum(cmd.quorum_numerator, cmd.quorum_denominator)
    meeting = Meeting(
        id=new_id(), created_by=uow.actor.person_id, created_at=uow.now, **cmd.model_dump()
    )
    uow.session.add(meeting)
    uow.session.flush()  # The seat refers to the meeting.
    uow.session.add(creator_seat(uow, meeting, Function.SECRETARY))
    uow.audit("meeting.created", "meeting", meeting.id, title=meeting.title)
    return MeetingRef(id=meeting.id)


class MeetingChanges(Command):
    """What is left out stays. `revision` is that of what the person saw."""

    revision: int | None = None
    title: Title | None = None
    kind: MeetingKind | None = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    place: ShortText | None = None
    rule_set: RuleSet | None = None
    quorum_numerator: Part | None = None
    quorum_denominator: Part | None = None
    quorum_strict: bool | None = None


class UpdateMeeting(MeetingChanges):
    """Changes to one meeting."""

    meeting_id: UUID


def update_meeting(uow: UnitOfWork, cmd: UpdateMeeting) -> MeetingRef:
    """Change the plan before the session.

    Raises:
        Stale: somebody changed it since `revision`.
        Conflict: the session has begun or is over.
        Invalid: as for create_meeting.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN, lock=True)
    if meeting.state not in states.PLANNING:
        raise Conflict("meeting.plan_is_fixed")
    if cmd.revision is not None and cmd.revision != meeting.revision:
        raise Stale("stale")
    changes: dict[str, Any] = cmd.model_dump(exclude={"meeting_id", "revision"}, exclude_none=True)
    for name, value in changes.items():
        setattr(meeting, name, value)
    _check_times(meeting.starts_at, meeting.ends_at)
    _check_quorum(meeting.quorum_numerator, meeting.quorum_denominator)
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))
    uow.audit("meeting.changed", "meeting", meeting.id, **changes)
    return MeetingRef(id=meeting.id)


class Cancellation(Command):
    """Why the meeting will not take place, or not go on."""

    reason: Remark = ""


class CancelMeeting(Cancellation):
    """The meeting to cancel."""

    meeting_id: UUID


def cancel_meeting(uow: UnitOfWork, cmd: CancelMeeting) -> MeetingRef:
    """Cancel before the session has closed. Raises Conflict afterwards, or while a vote is open."""
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.CALL, lock=True)
    state = states.after(
        states.MEETING, "cancel", MeetingState(meeting.state), "meeting.cannot_cancel"
    )
    refuse_while_voting(uow, meeting)
    meeting.state = state
    for item in meeting.items:
        clocks.stop(item, uow.now)
    stream = events.everybody(meeting.id)
    uow.record(events.SessionChanged(stream=stream, state=meeting.state, at=uow.now))
    uow.audit("meeting.cancelled", "meeting", meeting.id, reason=cmd.reason)
    return MeetingRef(id=meeting.id)


def refuse_while_voting(uow: UnitOfWork, meeting: Meeting) -> None:
    """Raise Conflict while a vote of the meeting is open. The meeting must be locked."""
    open_vote = select(Vote.id).where(Vote.meeting_id == meeting.id, Vote.state == VoteState.OPEN)
    if uow.session.scalar(open_vote.limit(1)):
        raise Conflict("session.vote_open")


def _check_unit(uow: UnitOfWork, unit_id: UUID) -> None:
    if uow.session.get(Unit, unit_id) is None:
        raise Invalid("meeting.unknown_unit", field="unit_id")


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Invalid("meeting.ends_before_start", field="ends_at")


def _check_quorum(numerator: int, denominator: int) -> None:
    if numerator > denominator:
        raise Invalid("meeting.quorum_above_one", field="quorum_numerator")
