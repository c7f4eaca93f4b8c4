"""People come and go: attendance is a list of intervals."""

from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, select, update

from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.fields import Command
from meetings.models import Attendance
from meetings.places import MeetingPlace, Seat
from meetings.policies import MeetingPermission
from meetings.queries.presence import attendance
from meetings.queries.shapes import AttendanceOut

# Statements on the table itself: a hall fills within minutes, as ballots come within seconds.
_ATTENDANCE = cast(Table, Attendance.__table__)
_ARRIVE = insert(_ATTENDANCE)
_LEAVE = (
    update(_ATTENDANCE)
    .where(_ATTENDANCE.c.id == bindparam("interval"))
    .values(left_at=bindparam("now"))
)
_INTERVAL = select(_ATTENDANCE.c.id).where(
    _ATTENDANCE.c.participant_id == bindparam("participant"), _ATTENDANCE.c.left_at.is_(None)
)


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
    place, seat = _seat(uow, cmd)
    if _interval(uow, seat) is not None:
        return attendance(uow.session, place.row)
    arrival = {
        "id": new_id(),
        "meeting_id": place.id,
        "participant_id": seat.id,
        "arrived_at": uow.now,
        "checked_in_by": uow.actor.person_id,
    }
    uow.session.execute(_ARRIVE, arrival)
    uow.audit("attendance.arrived", "meeting", place.id, person_id=str(seat.person_id))
    return _announce(uow, place, seat, here=True)


def leave(uow: UnitOfWork, cmd: Presence) -> AttendanceOut:
    """Note that somebody left. Leaving twice changes nothing. Raises as check_in does."""
    place, seat = _seat(uow, cmd)
    interval = _interval(uow, seat)
    if interval is None:
        return attendance(uow.session, place.row)
    uow.session.execute(_LEAVE, {"interval": interval, "now": uow.now})
    uow.audit("attendance.left", "meeting", place.id, person_id=str(seat.person_id))
    return _announce(uow, place, seat, here=False)


def _seat(uow: UnitOfWork, cmd: Presence) -> tuple[MeetingPlace, Seat]:
    # The meeting's lock lets people come and go one after another: figures follow the order.
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.READ, lock=True)
    seat = _whose(uow, place, cmd.participant_id)
    if place.state not in states.GATHERING:
        raise Conflict("attendance.not_now")
    return place, seat


def _whose(uow: UnitOfWork, place: MeetingPlace, participant_id: UUID | None) -> Seat:
    own = place.seat
    if participant_id is None and own is None:
        raise Denied("meeting.no_seat")
    if own is not None and participant_id in (None, own.id):
        # Asked again although one reads the meeting: a deputy does, and cannot sit for another.
        if not allows(uow.actor, MeetingPermission.CHECK_IN, place):
            raise Denied("denied", kind="attendance")
        return own
    assert participant_id is not None
    if not allows(uow.actor, MeetingPermission.CHECK_IN_OTHERS, place):
        raise Denied("denied", kind="attendance")
    return access.seat_of(uow, place.id, participant_id)


def _interval(uow: UnitOfWork, seat: Seat) -> UUID | None:
    """Return the open interval of whoever is in the room."""
    return uow.session.scalars(_INTERVAL, {"participant": seat.id}).one_or_none()


def _announce(uow: UnitOfWork, place: MeetingPlace, seat: Seat, *, here: bool) -> AttendanceOut:
    figures = attendance(uow.session, place.row)
    shown = figures.model_dump()
    uow.record(
        events.AttendanceChanged(
            stream=events.members(place.id),
            participant_id=seat.id,
            here=here,
            at=uow.now,
            attendance=shown,
        )
    )
    # Guests and the big screen see the figures too, but not who came.
    uow.record(events.QuorumChanged(stream=events.everybody(place.id), attendance=shown))
    return figures
