"""Who is in the room, and whether that makes a quorum."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from meetings.models import Attendance, Meeting, Participant
from meetings.queries.shapes import AttendanceOut
from meetings.quorum import Fraction, quorum
from meetings.states import MeetingState


def _was_here() -> ColumnElement[bool]:
    """Is in the room; after the session (`over`), was there at all."""
    return or_(Attendance.left_at.is_(None), bindparam("over"))


_HERE = select(Attendance.id).where(Attendance.participant_id == Participant.id, _was_here())
# Only entitled seats count for the quorum and may vote.
_VOTING = (
    Participant.meeting_id == bindparam("meeting"),
    Participant.entitled,
    Participant.removed_at.is_(None),
)
_COUNT = select(func.count(), func.count().filter(_HERE.exists())).where(*_VOTING)
_VOTERS = select(Participant.id).where(*_VOTING, _HERE.exists()).order_by(Participant.rank)
_ARRIVALS = (
    select(Attendance.participant_id, Attendance.arrived_at)
    .where(Attendance.meeting_id == bindparam("meeting"), _was_here())
    .order_by(Attendance.arrived_at.desc())
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
