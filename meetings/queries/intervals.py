"""From when to when people were at a session, of those who were not there throughout."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.clock import office_time
from meetings.models import Attendance, Meeting

Span = tuple[datetime, datetime]


def partly_there(session: Session, meeting: Meeting, now: datetime) -> dict[UUID, str]:
    """Return "14:20–15:05, 15:30–16:00" by seat, nothing of who was there throughout; one query."""
    if meeting.opened_at is None:
        return {}
    whole = (meeting.opened_at, meeting.closed_at or now)
    spans: dict[UUID, list[Span]] = defaultdict(list)
    rows = session.execute(
        select(Attendance.participant_id, Attendance.arrived_at, Attendance.left_at)
        .where(Attendance.meeting_id == meeting.id, Attendance.struck_at.is_(None))
        .order_by(Attendance.arrived_at, Attendance.id)
    )
    for seat_id, came, left in rows:
        spans[seat_id].append((came, left or whole[1]))
    told = {seat_id: intervals(found, whole) for seat_id, found in spans.items()}
    return {seat_id: text for seat_id, text in told.items() if text}


def intervals(spans: Sequence[Span], whole: Span) -> str:
    """Return the spans within the whole in words, nothing when they are the whole. Pure."""
    inside = [(max(a, whole[0]), min(b, whole[1])) for a, b in spans]
    said = [_said(span, whole) for span in inside if span[0] < span[1]]
    return "" if said in ([], [_said(whole, whole)]) else ", ".join(said)


def _said(span: Span, whole: Span) -> str:
    first, last = office_time(span[0]), office_time(span[1])
    days = office_time(whole[0]).date() != office_time(whole[1]).date()
    form = "%H:%M %d/%m" if days else "%H:%M"
    return f"{first:{form}}–{last:{form}}"
