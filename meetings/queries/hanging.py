"""What of meetings hangs on a unit that somebody wants to close."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from meetings import states
from meetings.models import Meeting


def meetings_to_come(session: Session, unit_id: UUID) -> int:
    """Count the meetings of the unit that are planned or run; one query."""
    ahead = (*states.PLANNING, *states.RUNNING)
    query = select(func.count()).where(Meeting.unit_id == unit_id, Meeting.state.in_(ahead))
    return session.scalar(query) or 0
