"""What of follow-up hangs on a unit that somebody wants to close."""

from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from followup.models import Task, TaskUnit, UnitPart
from followup.states import OPEN


def open_tasks_of(session: Session, unit_id: UUID) -> int:
    """Count the open tasks that the unit leads or coordinates; one query."""
    coordinates = Task.units.any(
        (TaskUnit.unit_id == unit_id) & (TaskUnit.part == UnitPart.COORDINATE)
    )
    ours = or_(Task.lead_unit_id == unit_id, coordinates)
    query = select(func.count()).select_from(Task).where(Task.state.in_(OPEN), ours)
    return session.scalar(query) or 0
