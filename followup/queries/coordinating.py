"""The units that take part in tasks without leading them, for lists and files."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from followup.models import TaskUnit, UnitPart
from followup.queries.rows import TaskRow


def coordinating_of(session: Session, rows: Iterable[TaskRow]) -> dict[UUID, str]:
    """Return the coordinating units of each task that has any, in one line; one query."""
    query = (
        select(TaskUnit.task_id, Unit.name)
        .join(Unit, Unit.id == TaskUnit.unit_id)
        .where(TaskUnit.task_id.in_([row.id for row in rows]), TaskUnit.part == UnitPart.COORDINATE)
        .order_by(TaskUnit.task_id, TaskUnit.position)
    )
    found: dict[UUID, list[str]] = {}
    for task_id, name in session.execute(query):
        found.setdefault(task_id, []).append(name)
    return {task_id: "; ".join(names) for task_id, names in found.items()}
