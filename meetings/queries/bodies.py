"""Whose meeting it is: the unit as it was called on the day of the meeting."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.accounts.queries.unit_names import unit_names
from ecabinet.core.clock import office_day
from meetings.models import Meeting
from meetings.queries.shapes import Named


def day_of(meeting: Meeting) -> date:
    """Return the office day of the meeting: the real one, else the planned one."""
    return office_day(meeting.opened_at or meeting.starts_at)


def bodies_of(session: Session, meetings: Sequence[Meeting]) -> dict[UUID, Named]:
    """Return the body of each meeting by the meeting's id; one query."""
    names = unit_names(session, {meeting.unit_id for meeting in meetings})
    return {m.id: Named(id=m.unit_id, name=names.on(m.unit_id, day_of(m)).name) for m in meetings}


def body_of(session: Session, meeting: Meeting) -> Named:
    """Return the body of one meeting; one query."""
    return bodies_of(session, [meeting])[meeting.id]
