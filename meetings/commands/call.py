"""A meeting is called: from now on its participants know of it."""

from uuid import UUID

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.catalogue import Function
from meetings.commands.plan import MeetingRef
from meetings.fields import Command
from meetings.models import Meeting
from meetings.policies import MeetingPermission
from meetings.states import MeetingState
from meetings.telling import invited, tell


class CallMeeting(Command):
    """The invitations go out."""

    meeting_id: UUID


def call_meeting(uow: UnitOfWork, cmd: CallMeeting) -> MeetingRef:
    """Call a draft.

    Raises:
        Conflict: it was called before, or lacks a chair, a member or an agenda item.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.CALL, lock=True)
    state = states.after(
        states.MEETING, "call", MeetingState(meeting.state), "meeting.already_called"
    )
    missing = missing_for_call(meeting)
    if missing:
        raise Conflict(missing[0])
    meeting.state, meeting.called_at = state, uow.now
    stream = events.everybody(meeting.id)
    uow.record(events.SessionChanged(stream=stream, state=state, at=uow.now))
    uow.audit("meeting.called", "meeting", meeting.id)
    tell(uow, meeting, "called", invited(meeting))
    return MeetingRef(id=meeting.id)


def missing_for_call(meeting: Meeting) -> list[str]:
    """Return the codes of what the meeting still lacks before it can be called."""
    seats = [p for p in meeting.participants if p.removed_at is None]
    wants = {
        "meeting.no_chair": any(p.function == Function.CHAIR for p in seats),
        "meeting.no_members": any(p.entitled for p in seats),
        "meeting.no_items": bool(meeting.items),
    }
    return [code for code, fulfilled in wants.items() if not fulfilled]
