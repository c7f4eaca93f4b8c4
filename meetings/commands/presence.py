"""People come and go: attendance is a list of intervals, in the room or from elsewhere."""

from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, select, update

from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.catalogue import Function, Means
from meetings.commands.lead import take_back
from meetings.commands.speaking import drop_out
from meetings.fields import Command
from meetings.models import Attendance, Participant
from meetings.places import MeetingPlace, Seat
from meetings.policies import MeetingPermission
from meetings.queries.presence import attendance
from meetings.queries.shapes import AttendanceOut
from meetings.states import MeetingState

# Statements on the table itself: a hall fills within minutes, as ballots come within seconds.
_ATTENDANCE = cast(Table, Attendance.__table__)
_ARRIVE = insert(_ATTENDANCE)
_LEAVE = (
    update(_ATTENDANCE)
    .where(_ATTENDANCE.c.id == bindparam("interval"))
    .values(left_at=bindparam("now"))
)
_INTERVAL = select(_ATTENDANCE.c.id, _ATTENDANCE.c.online).where(
    _ATTENDANCE.c.participant_id == bindparam("participant"), _ATTENDANCE.c.left_at.is_(None)
)


class Somebody(Command):
    """Who came or left: oneself, or for the secretariat anybody with a seat."""

    participant_id: UUID | None = None


class Arrival(Somebody):
    """Who came; `online`: takes part from elsewhere."""

    online: bool = False


class Presence(Arrival):
    """The person and the meeting."""

    meeting_id: UUID


class Interval(NamedTuple):
    """The open interval of whoever is here."""

    id: UUID
    online: bool


def check_in(uow: UnitOfWork, cmd: Presence) -> AttendanceOut:
    """Note that somebody is here. A second device or tap changes nothing.

    Who is in the room and goes on from elsewhere, or the reverse, begins a new interval.

    Raises:
        Conflict: the meeting is not yet called, or over.
        Denied: for somebody else, without being of the secretariat.
    """
    place, seat = seat_for(uow, cmd.meeting_id, cmd.participant_id)
    means = Means.SELF if place.seat is not None and seat.id == place.seat.id else Means.DESK
    return arrive(uow, place, seat, means, online=cmd.online)


def leave(uow: UnitOfWork, cmd: Presence) -> AttendanceOut:
    """Note that somebody left. Leaving twice changes nothing.

    Raises: as check_in does; and
        Conflict: the last secretary in the room leaves a session that goes on, and no chair is
            there: nobody could pause or close it.
    """
    place, seat = seat_for(uow, cmd.meeting_id, cmd.participant_id)
    interval = open_interval(uow, seat)
    if interval is None:
        return attendance(uow.session, place.row)
    _leave_nobody_alone(uow, place, seat)
    uow.session.execute(_LEAVE, {"interval": interval.id, "now": uow.now})
    gone(uow, place, seat)
    uow.audit("attendance.left", "meeting", place.id, person_id=str(seat.person_id))
    return announce(uow, place, seat, here=False)


def _leave_nobody_alone(uow: UnitOfWork, place: MeetingPlace, seat: Seat) -> None:
    if place.state != MeetingState.IN_SESSION or seat.function != Function.SECRETARY:
        return
    others = (
        select(Attendance.id)
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(
            Attendance.meeting_id == place.id,
            Attendance.left_at.is_(None),
            Participant.id != seat.id,
            Participant.function.in_([Function.CHAIR, Function.SECRETARY]),
        )
    )
    if uow.session.scalar(others.limit(1)) is None:
        raise Conflict("attendance.last_secretary")


def gone(uow: UnitOfWork, place: MeetingPlace, seat: Seat) -> None:
    """Who is here no longer waits in no queue, and leads nobody from page to page."""
    drop_out(uow, place.row, seat.id)
    if place.row.presenter_id == seat.id:
        take_back(uow, place.row)


def arrive(
    uow: UnitOfWork, place: MeetingPlace, seat: Seat, means: Means, *, online: bool = False
) -> AttendanceOut:
    """Begin an interval of a seat that has been let through; the meeting must be locked."""
    interval = open_interval(uow, seat)
    if interval is not None and interval.online == online:
        return attendance(uow.session, place.row)
    if interval is not None:
        uow.session.execute(_LEAVE, {"interval": interval.id, "now": uow.now})
    begin_interval(uow, place, seat, means, online=online)
    detail: dict[str, Any] = {"person_id": str(seat.person_id), "means": means.value}
    if online:
        detail["online"] = True
    uow.audit("attendance.arrived", "meeting", place.id, **detail)
    return announce(uow, place, seat, here=True, online=online)


def begin_interval(
    uow: UnitOfWork, place: MeetingPlace, seat: Seat, means: Means, *, online: bool, **more: Any
) -> None:
    """Insert an open interval, by default from now on."""
    interval = {
        "id": new_id(),
        "meeting_id": place.id,
        "participant_id": seat.id,
        "arrived_at": uow.now,
        "checked_in_by": uow.actor.person_id,
        "online": online,
        "means": means.value,
        "struck_because": "",
    }
    uow.session.execute(_ARRIVE, interval | more)


def seat_for(
    uow: UnitOfWork, meeting_id: UUID, participant_id: UUID | None
) -> tuple[MeetingPlace, Seat]:
    """Return the meeting, locked, and the seat meant. Raises as check_in does."""
    # The meeting's lock lets people come and go one after another: figures follow the order.
    place = access.place(uow, uow.actor, meeting_id, MeetingPermission.READ, lock=True)
    seat = _whose(uow, place, participant_id)
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


def open_interval(uow: UnitOfWork, seat: Seat) -> Interval | None:
    """Return the open interval of whoever is here."""
    row = uow.session.execute(_INTERVAL, {"participant": seat.id}).one_or_none()
    return Interval(*row) if row else None


def announce(
    uow: UnitOfWork,
    place: MeetingPlace,
    seat: Seat,
    *,
    here: bool,
    online: bool = False,
    at: datetime | None = None,
) -> AttendanceOut:
    """Tell members who came or went, by default now, and everybody the figures."""
    figures = attendance(uow.session, place.row)
    shown = figures.model_dump()
    uow.record(
        events.AttendanceChanged(
            stream=events.members(place.id),
            participant_id=seat.id,
            here=here,
            online=online,
            at=at or uow.now,
            attendance=shown,
        )
    )
    # Guests and the big screen see the figures too, but not who came.
    uow.record(events.QuorumChanged(stream=events.everybody(place.id), attendance=shown))
    return figures
