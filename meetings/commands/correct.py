"""The secretariat undoes what was noted by mistake; what stood there stays readable."""

from uuid import UUID

from sqlalchemy import select

from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, states
from meetings.catalogue import Means
from meetings.commands.presence import announce, begin_interval, gone, open_interval
from meetings.fields import Command, Remark
from meetings.models import Attendance
from meetings.places import MeetingPlace, Seat
from meetings.policies import MeetingPermission
from meetings.queries.presence import attendance
from meetings.queries.shapes import AttendanceOut


class Correction(Command):
    """Why it was a mistake. `only_leaving`: the person came, but has not left."""

    reason: Remark
    only_leaving: bool = False


class StrikeInterval(Correction):
    """The interval that was noted by mistake."""

    meeting_id: UUID
    interval_id: UUID


def strike_interval(uow: UnitOfWork, cmd: StrikeInterval) -> AttendanceOut:
    """Strike an interval out, or only its end: then it goes on under a row of its own.

    Raises:
        Denied: not of the secretariat.
        Invalid: no reason is given.
        Conflict: the meeting is not yet called or over; it is struck out already; it has no end
            to take back, or the person has come back since.
    """
    permission = MeetingPermission.CHECK_IN_OTHERS
    place = access.place(uow, uow.actor, cmd.meeting_id, permission, lock=True)
    if place.state not in states.GATHERING:
        raise Conflict("attendance.not_now")
    if not cmd.reason:
        raise Invalid("attendance.no_reason", field="reason")
    interval = uow.session.scalar(
        select(Attendance)
        .where(Attendance.id == cmd.interval_id, Attendance.meeting_id == place.id)
        .execution_options(populate_existing=True)
    )
    if interval is None:
        raise NotFound("not_found", kind="attendance")
    seat = access.seat_of(uow, place.id, interval.participant_id)
    if interval.struck_at is not None:
        raise Conflict("attendance.struck")
    here = open_interval(uow, seat)
    if cmd.only_leaving and (interval.left_at is None or here is not None):
        raise Conflict("attendance.still_here")
    interval.left_at = interval.left_at or uow.now
    interval.struck_at, interval.struck_by = uow.now, uow.actor.person_id
    interval.struck_because = cmd.reason
    uow.session.flush()  # The constraint allows one open interval, and figures are counted.
    if cmd.only_leaving:
        again = {"arrived_at": interval.arrived_at}
        begin_interval(uow, place, seat, Means.DESK, online=interval.online, **again)
    uow.audit(
        "attendance.struck",
        "meeting",
        place.id,
        person_id=str(seat.person_id),
        reason=cmd.reason,
    )
    return _announce(uow, place, seat, interval, was_here=here is not None)


def _announce(
    uow: UnitOfWork, place: MeetingPlace, seat: Seat, interval: Attendance, *, was_here: bool
) -> AttendanceOut:
    """Tell it when the person is here now and was not, or the reverse."""
    now = open_interval(uow, seat)
    if was_here == (now is not None):
        return attendance(uow.session, place.row)
    if now is None:
        gone(uow, place, seat)
        return announce(uow, place, seat, here=False)
    return announce(uow, place, seat, here=True, online=now.online, at=interval.arrived_at)
