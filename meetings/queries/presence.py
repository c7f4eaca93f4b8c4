"""Who is in the room, and whether that makes a quorum."""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, or_, select
from sqlalchemy.orm import Session

from meetings.models import Attendance, Meeting, Participant
from meetings.queries.shapes import AttendanceOut
from meetings.quorum import Fraction, quorum
from meetings.states import MeetingState

# On the tables themselves: asked at each arrival, and nothing of the ORM waits to be written.
_SEAT = cast(Table, Participant.__table__).c
_CAME = cast(Table, Attendance.__table__).c
# Is in the room; after the session (`over`), was there at all.
_WAS_HERE = or_(_CAME.left_at.is_(None), bindparam("over"))
_HERE = select(_CAME.id).where(_CAME.participant_id == _SEAT.id, _WAS_HERE)
# Only entitled seats count for the quorum and may vote.
_VOTING = (
    _SEAT.meeting_id == bindparam("meeting"),
    _SEAT.entitled,
    _SEAT.removed_at.is_(None),
)
_COUNT = select(func.count(), func.count().filter(_HERE.exists())).where(*_VOTING)
_VOTERS = select(_SEAT.id).where(*_VOTING, _HERE.exists()).order_by(_SEAT.rank)
_ARRIVALS = (
    select(_CAME.participant_id, _CAME.arrived_at)
    .where(_CAME.meeting_id == bindparam("meeting"), _WAS_HERE)
    .order_by(_CAME.arrived_at.desc())
)


def _asked(meeting: Meeting) -> dict[str, object]:
    return {"meeting": meeting.id, "over": meeting.state == MeetingState.CLOSED}


def arrivals(session: Session, meeting: Meeting) -> dict[UUID, datetime]:
    """Return since when each is in the room; after the session, when each first came."""
    return dict(session.execute(_ARRIVALS, _asked(meeting)).all())


def attendance(session: Session, meeting: Meeting) -> AttendanceOut:
    """Return the figures of attendance, counted by the database."""
    members, present = session.execute(_COUNT, _asked(meeting)).one()
    rule = Fraction(meeting.quorum_numerator, meeting.quorum_denominator, meeting.quorum_strict)
    found = quorum(members, present, rule)
    return AttendanceOut(
        members=found.members,
        present=found.present,
        required=found.required,
        reached=found.reached,
    )


def voters(session: Session, meeting: Meeting) -> list[UUID]:
    """Return the participants who may vote now: entitled, and in the room."""
    return list(session.scalars(_VOTERS, _asked(meeting)))
