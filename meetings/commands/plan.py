"""A meeting is planned: created, changed, cancelled."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.catalogues.values import Code
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid, refuse_stale
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, clocks, events, states
from meetings.calendar.commands.follow import follow_meeting
from meetings.catalogue import Function, RuleSet
from meetings.commands import turns
from meetings.commands.ask_papers import drop_requests
from meetings.commands.defaults import agenda_of, kind_of, place_of
from meetings.commands.rooms import check_free
from meetings.commands.seats import creator_seat
from meetings.commands.templates import items_of
from meetings.fields import Command, Part, Remark, ShortText, Title
from meetings.models import Meeting, Vote
from meetings.policies import MeetingPermission
from meetings.states import MeetingState, VoteState
from meetings.telling import invited, tell
from meetings.terms import Base


class MeetingRef(Command):
    """The meeting that was made or changed."""

    id: UUID


class Rules(Command):
    """Quorum and what votes need, both as fractions; what is left out follows from the kind."""

    rule_set: RuleSet | None = None
    quorum_numerator: Part | None = None
    quorum_denominator: Part | None = None
    quorum_strict: bool | None = None
    vote_base: Base | None = None
    vote_numerator: Part | None = None
    vote_denominator: Part | None = None
    vote_strict: bool | None = None


class CreateMeeting(Rules):
    """A meeting of the body `unit_id`; `kind` and `room` are codes of catalogues.

    Without `kind` it is the first that is offered. `with_agenda` begins with the items of the kind,
    `template_id` with those of a template instead.
    `room_reason` says why the room is shared with a called meeting.
    """

    title: Title
    unit_id: UUID
    kind: Code | None = None
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    room: Code | None = None
    place: ShortText = ""
    room_reason: Remark = ""
    with_agenda: bool = False
    template_id: UUID | None = None


def create_meeting(
    uow: UnitOfWork, cmd: CreateMeeting, *, room_asked_later: bool = False
) -> MeetingRef:
    """Create a draft; its creator becomes its secretary.

    Raises:
        Denied: the actor is not secretary of the body.
        Invalid: the body is not there on that day, it ends before it starts, kind or room are not
            offered, or a rule is no fraction up to 1.
        Conflict: another called meeting has the room, and no reason is given.
        NotFound: there is no such template, or it is not one of the actor's bodies.
    """
    _check_unit(uow, cmd.unit_id, cmd.starts_at)
    access.body(uow.actor, cmd.unit_id)
    _check_times(cmd.starts_at, cmd.ends_at)
    code, kind = kind_of(uow, cmd.kind)
    typed = cmd.model_dump(exclude={"with_agenda", "template_id"}, exclude_none=True)
    chosen = {"rule_set": kind.rule_set or RuleSet.PARTY, **kind.rules, **typed, "kind": code}
    chosen["place"] = place_of(uow, cmd.room, cmd.place)
    meeting = Meeting(id=new_id(), created_by=uow.actor.person_id, created_at=uow.now, **chosen)
    _check_rules(meeting)
    if not room_asked_later:
        check_free(uow, meeting)
    uow.session.add(meeting)
    uow.session.flush()  # The seat and the items refer to the meeting.
    uow.session.add(creator_seat(uow, meeting, Function.SECRETARY))
    if cmd.template_id:
        uow.session.add_all(items_of(uow, meeting.id, cmd.template_id))
    elif cmd.with_agenda:
        uow.session.add_all(agenda_of(meeting.id, kind))
    uow.audit("meeting.created", "meeting", meeting.id, title=meeting.title)
    return MeetingRef(id=meeting.id)


class MeetingChanges(Rules):
    """What is left out stays. `revision` is that of what the person saw.

    Another kind brings its own rules, but for those that are given. An empty `room` takes it out.
    """

    revision: int | None = None
    title: Title | None = None
    kind: Code | None = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    room: Code | Literal[""] | None = None
    place: ShortText | None = None
    room_reason: Remark | None = None


class UpdateMeeting(MeetingChanges):
    """Changes to one meeting."""

    meeting_id: UUID


def update_meeting(uow: UnitOfWork, cmd: UpdateMeeting) -> MeetingRef:
    """Change the plan before the session. People are told by `announce_changes`, of all at once.

    Raises:
        Stale: somebody changed it since `revision`.
        Conflict: the session has begun or is over.
        Invalid: as for `create_meeting`.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN, lock=True)
    if meeting.state not in states.PLANNING:
        raise Conflict("meeting.plan_is_fixed")
    refuse_stale(cmd.revision, meeting.revision)
    changes: dict[str, Any] = cmd.model_dump(exclude={"meeting_id", "revision"}, exclude_none=True)
    changes = _with_catalogues(uow, meeting, changes)
    if {"room", "starts_at", "ends_at"} & set(changes):
        changes = {"room_reason": "", **changes}  # It was given for another place or time.
    for name, value in changes.items():
        setattr(meeting, name, value)
    _check_times(meeting.starts_at, meeting.ends_at)
    _check_unit(uow, meeting.unit_id, meeting.starts_at)
    _check_rules(meeting)
    check_free(uow, meeting)
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))
    uow.audit("meeting.changed", "meeting", meeting.id, **changes)
    follow_meeting(uow, meeting)
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
    known, meeting.state = meeting.state != MeetingState.DRAFT, state
    for item in meeting.items:
        clocks.stop(item, uow.now)
    if turns.settle(uow, meeting):
        turns.announce(uow, meeting)
    drop_requests(uow, meeting, meeting.items)
    stream = events.everybody(meeting.id)
    uow.record(events.SessionChanged(stream=stream, state=meeting.state, at=uow.now))
    uow.audit("meeting.cancelled", "meeting", meeting.id, reason=cmd.reason)
    if known:
        tell(uow, meeting, "cancelled", invited(meeting))
    return MeetingRef(id=meeting.id)


def refuse_while_voting(uow: UnitOfWork, meeting: Meeting) -> None:
    """Raise Conflict while a vote of the meeting is open. The meeting must be locked."""
    open_vote = select(Vote.id).where(Vote.meeting_id == meeting.id, Vote.state == VoteState.OPEN)
    if uow.session.scalar(open_vote.limit(1)):
        raise Conflict("session.vote_open")


def _check_unit(uow: UnitOfWork, unit_id: UUID, starts_at: datetime) -> None:
    """A body meets while it is there; it may be planned today for a body of tomorrow."""
    if not open_units(uow.session, [unit_id], office_day(starts_at), lock=True):
        raise Invalid("meeting.unknown_unit", field="unit_id")


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Invalid("meeting.ends_before_start", field="ends_at")


def _with_catalogues(uow: UnitOfWork, meeting: Meeting, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the changes with what another kind or room brings along.

    What was chosen before and has been retired since may stay.
    """
    if changes.get("kind", meeting.kind) != meeting.kind:
        changes = {**kind_of(uow, changes["kind"])[1].rules, **changes}
    room = changes.get("room", meeting.room)
    if room != meeting.room or not changes.get("place", meeting.place):
        typed = changes.get("place", "" if room else meeting.place)
        changes = {
            **changes,
            "room": room or None,
            "place": place_of(uow, room, typed, meeting.room),
        }
    return changes


def _check_rules(meeting: Meeting) -> None:
    if meeting.quorum_numerator > meeting.quorum_denominator:
        raise Invalid("meeting.quorum_above_one", field="quorum_numerator")
    if meeting.vote_numerator > meeting.vote_denominator:
        raise Invalid("vote.above_one", field="vote_numerator")
    if meeting.vote_strict and meeting.vote_numerator == meeting.vote_denominator:
        raise Invalid("vote.more_than_all", field="vote_strict")
