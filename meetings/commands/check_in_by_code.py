"""Check-in by a code: of the door of one meeting, or of a seat in a room. The door has read it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, states
from meetings.catalogue import Means
from meetings.commands.presence import arrive
from meetings.fields import Command
from meetings.models import Meeting, Participant, SeatPlace
from meetings.places import MeetingPlace
from meetings.queries.plans import plan_of

EARLY = timedelta(hours=3)
"""How long before its beginning the seats of a room belong to a meeting."""


class CodeRead(Command):
    """What a code said whose signature held: the meeting of a door, or a room and its seat."""

    meeting_id: UUID | None = None
    room: str = ""
    seat: str = ""


class CheckedIn(Command):
    """In which meeting one is present now, and on which seat."""

    meeting_id: UUID
    title: str
    seat: str | None


def check_in_by_code(uow: UnitOfWork, cmd: CodeRead) -> CheckedIn:
    """Check the person signed in in, in the room. Twice is the same as once.

    Raises:
        Conflict: not yet called, or over; the seat is another person's, or the person's own is
            another one.
        Denied: no meeting of the person in this room now; not invited to that of this door.
    """
    meeting_id = cmd.meeting_id or _meeting_in(uow, cmd.room)
    place = access.invited_place(uow, uow.actor, meeting_id)
    assert place.seat is not None
    if place.state not in states.GATHERING:
        raise Conflict("attendance.not_now")
    own = _own_seat(uow, place)
    if not cmd.meeting_id:
        _check_seat(uow, place, cmd.seat, own)
    arrive(uow, place, place.seat, Means.DOOR if cmd.meeting_id else Means.SEAT)
    return CheckedIn(meeting_id=place.id, title=place.row.title, seat=own)


def _meeting_in(uow: UnitOfWork, room: str) -> UUID:
    """Return the person's meeting in the room: the one in session, else the next to begin."""
    rows = uow.session.execute(
        select(Meeting.id, Meeting.state)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(
            Participant.person_id == uow.actor.person_id,
            Participant.removed_at.is_(None),
            Meeting.room == room,
            Meeting.state.in_(list(states.GATHERING)),
            Meeting.starts_at <= uow.now + EARLY,
            Meeting.ends_at >= uow.now - EARLY,
        )
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()
    if not rows:
        raise Denied("code.no_meeting")
    running = [key for key, state in rows if state in states.RUNNING]
    return running[0] if running else rows[0][0]


def _own_seat(uow: UnitOfWork, place: MeetingPlace) -> str | None:
    assert place.seat is not None
    row = uow.session.get(SeatPlace, place.seat.id)
    plan = plan_of(uow.session, place.row)
    return row.seat if row and plan and row.plan_id == plan.id else None


def _check_seat(uow: UnitOfWork, place: MeetingPlace, seat: str, own: str | None) -> None:
    if own is not None and own != seat:
        raise Conflict("code.other_seat", seat=seat, own=own)
    taken = select(SeatPlace.participant_id).where(
        SeatPlace.meeting_id == place.id, SeatPlace.seat == seat
    )
    if own is None and uow.session.scalar(taken) is not None:
        raise Conflict("code.taken_seat", seat=seat)
