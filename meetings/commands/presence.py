"""People come and go: attendance is a list of intervals."""

from uuid import UUID

from sqlalchemy import select

from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.fields import Command
from meetings.models import Attendance, Meeting, Participant
from meetings.policies import MeetingPermission, participant_of
from meetings.queries.presence import attendance_of, present_ids
from meetings.queries.shapes import AttendanceOut


class Somebody(Command):
    """Who came or left: oneself, or for the secretariat anybody with a seat."""

    participant_id: UUID | None = None


class Presence(Somebody):
    """The person and the meeting."""

    meeting_id: UUID


def check_in(uow: UnitOfWork, cmd: Presence) -> AttendanceOut:
    """Note that somebody is in the room. A second device or tap changes nothing.

    Raises:
        Conflict: the meeting is not yet called, or over.
        Denied: for somebody else, without being of the secretariat.
    """
    meeting, seat = _seat(uow, cmd)
    present = present_ids(uow.session, meeting)
    if seat.id in present:
        return attendance_of(meeting, present)
    uow.session.add(
        Attendance(
            meeting_id=meeting.id,
            participant_id=seat.id,
            arrived_at=uow.now,
            checked_in_by=uow.actor.person_id,
        )
    )
    uow.audit("attendance.arrived", "meeting", meeting.id, person_id=str(seat.person_id))
    return _announce(uow, meeting, seat, present | {seat.id}, here=True)


def leave(uow: UnitOfWork, cmd: Presence) -> AttendanceOut:
    """Note that somebody left. Leaving twice changes nothing. Raises as check_in does."""
    meeting, seat = _seat(uow, cmd)
    present = present_ids(uow.session, meeting)
    if seat.id not in present:
        return attendance_of(meeting, present)
    interval = uow.session.scalars(
        select(Attendance).where(
            Attendance.participant_id == seat.id, Attendance.left_at.is_(None)
        )
    ).one()
    interval.left_at = uow.now
    uow.audit("attendance.left", "meeting", meeting.id, person_id=str(seat.person_id))
    return _announce(uow, meeting, seat, present - {seat.id}, here=False)


def _seat(uow: UnitOfWork, cmd: Presence) -> tuple[Meeting, Participant]:
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.READ, lock=True)
    own = participant_of(uow.actor, meeting)
    if cmd.participant_id is None:
        if own is None:
            raise Denied("meeting.no_seat")
        seat = own
    else:
        seat = _anybodys(uow, meeting, own, cmd.participant_id)
    if meeting.state not in states.GATHERING:
        raise Conflict("attendance.not_now")
    return meeting, seat


def _anybodys(
    uow: UnitOfWork, meeting: Meeting, own: Participant | None, participant_id: UUID
) -> Participant:
    if own is not None and own.id == participant_id:
        return own
    if not allows(uow.actor, MeetingPermission.CHECK_IN_OTHERS, meeting):
        raise Denied("denied", kind="attendance")
    return access.seat_of(meeting, participant_id)


def _announce(
    uow: UnitOfWork, meeting: Meeting, seat: Participant, present: set[UUID], *, here: bool
) -> AttendanceOut:
    figures = attendance_of(meeting, present)
    shown = figures.model_dump()
    uow.record(
        events.AttendanceChanged(
            stream=events.members(meeting.id),
            participant_id=seat.id,
            here=here,
            at=uow.now,
            attendance=shown,
        )
    )
    uow.record(events.QuorumChanged(stream=events.screen(meeting.id), attendance=shown))
    return figures
