"""Who is in the room, and whether that makes a quorum."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.models import Attendance, Meeting
from meetings.queries.shapes import AttendanceOut
from meetings.quorum import Fraction, quorum
from meetings.states import MeetingState


def arrivals(session: Session, meeting: Meeting) -> dict[UUID, datetime]:
    """Return since when each is in the room; after the session, when each first came."""
    query = select(Attendance.participant_id, Attendance.arrived_at).where(
        Attendance.meeting_id == meeting.id
    )
    if meeting.state != MeetingState.CLOSED:
        query = query.where(Attendance.left_at.is_(None))
    rows = session.execute(query.order_by(Attendance.arrived_at.desc()))
    return dict(rows.all())


def present_ids(session: Session, meeting: Meeting) -> set[UUID]:
    """Return the participants in the room; after the session, all who were there."""
    return set(arrivals(session, meeting))


def attendance_of(meeting: Meeting, present: set[UUID]) -> AttendanceOut:
    """Return the figures of attendance: only entitled seats count for the quorum."""
    seats = {p.id for p in meeting.participants if p.entitled and p.removed_at is None}
    rule = Fraction(
        meeting.quorum_numerator, meeting.quorum_denominator, meeting.quorum_strict
    )
    found = quorum(len(seats), len(seats & present), rule)
    return AttendanceOut(
        members=found.members,
        present=found.present,
        required=found.required,
        reached=found.reached,
    )
