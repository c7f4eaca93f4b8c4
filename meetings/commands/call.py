"""A meeting is called: from now on its participants know of it, and are asked to answer."""

from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.calendar.commands.follow import follow_meeting
from meetings.catalogue import Function
from meetings.commands.plan import MeetingRef
from meetings.commands.rooms import check_free
from meetings.fields import Command
from meetings.models import Call, Meeting
from meetings.policies import MeetingPermission
from meetings.queries.plan_state import plan_state
from meetings.states import MeetingState
from meetings.telling import invited, tell


class CallTerms(Command):
    """Until when people may answer by themselves; None: until the session opens."""

    answer_by: AwareDatetime | None = None


class CallMeeting(CallTerms):
    """The invitations go out."""

    meeting_id: UUID


def call_meeting(uow: UnitOfWork, cmd: CallMeeting) -> MeetingRef:
    """Call a draft.

    Raises:
        Conflict: it was called before, or lacks a chair, a member or an agenda item, or
            another called meeting has its room and no reason is recorded.
        Invalid: the last moment for answers is past, or after the meeting begins.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.CALL, lock=True)
    state = states.after(
        states.MEETING, "call", MeetingState(meeting.state), "meeting.already_called"
    )
    missing = missing_for_call(meeting)
    if missing:
        raise Conflict(missing[0])
    check_free(uow, meeting)
    _check_deadline(meeting, cmd.answer_by, uow.now)
    meeting.state, meeting.called_at = state, uow.now
    stream = events.everybody(meeting.id)
    uow.record(events.SessionChanged(stream=stream, state=state, at=uow.now))
    uow.audit("meeting.called", "meeting", meeting.id)
    uow.session.add(_first_call(uow, meeting, cmd.answer_by))
    follow_meeting(uow, meeting)
    tell(uow, meeting, "called", invited(meeting), page="answer", answer_by=cmd.answer_by)
    return MeetingRef(id=meeting.id)


class SetAnswerDeadline(CallTerms):
    """Another last moment for answers."""

    meeting_id: UUID


def set_answer_deadline(uow: UnitOfWork, cmd: SetAnswerDeadline) -> MeetingRef:
    """Give people more or less time to answer.

    Raises:
        Conflict: the meeting is not called, or has begun.
        Invalid: as for `call_meeting`.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.CALL, lock=True)
    if meeting.state != MeetingState.CALLED:
        raise Conflict("answer.not_now")
    _check_deadline(meeting, cmd.answer_by, uow.now)
    call_of(uow, meeting).answer_by = cmd.answer_by
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))
    uow.audit("answers.deadline_set", "meeting", meeting.id)
    return MeetingRef(id=meeting.id)


def call_of(uow: UnitOfWork, meeting: Meeting) -> Call:
    """Return how the meeting was called; one called before this was kept begins to be followed."""
    found = uow.session.get(Call, meeting.id)
    if found is None:
        found = _first_call(uow, meeting, None)
        uow.session.add(found)
    return found


def _first_call(uow: UnitOfWork, meeting: Meeting, answer_by: datetime | None) -> Call:
    told = plan_state(uow.session, meeting)
    return Call(meeting_id=meeting.id, answer_by=answer_by, told=told, told_at=uow.now)


def _check_deadline(meeting: Meeting, answer_by: datetime | None, now: datetime) -> None:
    if answer_by is None:
        return
    if answer_by <= now:
        raise Invalid("answer.deadline_past", field="answer_by")
    if answer_by > meeting.starts_at:
        raise Invalid("answer.deadline_after_start", field="answer_by")


def missing_for_call(meeting: Meeting) -> list[str]:
    """Return the codes of what the meeting still lacks before it can be called."""
    seats = [p for p in meeting.participants if p.removed_at is None]
    wants = {
        "meeting.no_chair": any(p.function == Function.CHAIR for p in seats),
        "meeting.no_members": any(p.entitled for p in seats),
        "meeting.no_items": bool(meeting.items),
    }
    return [code for code, fulfilled in wants.items() if not fulfilled]
