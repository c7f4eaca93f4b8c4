"""The lead of pages and the pointer: handed to a presenter, taken back."""

from uuid import UUID

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.catalogue import Function
from meetings.commands import turns
from meetings.commands.colleagues import tell_desk
from meetings.commands.plan import MeetingRef
from meetings.fields import Command
from meetings.models import Meeting
from meetings.policies import MeetingPermission


class Presenter(Command):
    """Who shall lead: a participant in the room; None takes the lead back."""

    participant_id: UUID | None


class HandLead(Presenter):
    """The presenter and the meeting."""

    meeting_id: UUID


def hand_lead(uow: UnitOfWork, cmd: HandLead) -> MeetingRef:
    """Let somebody turn everybody's pages and point; secretary and chair still can.

    It ends with the item, and when the presenter leaves. Handing twice changes nothing.

    Raises:
        Conflict: the session does not run, or the person is not in the room.
        NotFound: the person does not take part.
    """
    # Who holds the lead may give it back, but not hand it on.
    needed = MeetingPermission.RUN if cmd.participant_id else MeetingPermission.GUIDE
    place = access.place(uow, uow.actor, cmd.meeting_id, needed, lock=True)
    meeting = place.row
    if place.state not in states.RUNNING:
        raise Conflict("session.not_running")
    if cmd.participant_id is None:
        take_back(uow, meeting)
        return MeetingRef(id=meeting.id)
    seat = access.seat_of(uow, meeting.id, cmd.participant_id)
    if meeting.presenter_id == seat.id:
        return MeetingRef(id=meeting.id)
    invited = seat.function != Function.GUEST or meeting.current_item_id in seat.item_ids
    if not invited or not turns.is_here(uow, seat.id):
        raise Conflict("lead.not_present")
    meeting.presenter_id = seat.id
    _tell(uow, meeting)
    uow.audit("lead.handed", "meeting", meeting.id, person_id=str(seat.person_id))
    tell_desk(uow, meeting, "lead.handed", participant_id=seat.id)
    return MeetingRef(id=meeting.id)


def take_back(uow: UnitOfWork, meeting: Meeting) -> None:
    """Nobody but secretary and chair leads any more."""
    if meeting.presenter_id is None:
        return
    meeting.presenter_id = None
    _tell(uow, meeting)
    uow.audit("lead.taken_back", "meeting", meeting.id)


def _tell(uow: UnitOfWork, meeting: Meeting) -> None:
    stream = events.everybody(meeting.id)
    uow.record(events.LeadHanded(stream=stream, presenter_id=meeting.presenter_id))
