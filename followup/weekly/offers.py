"""What is offered to be taken into a sheet: open tasks that run in the week, its meetings."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.models import Task
from followup.periods import Span
from followup.policies import visible_to
from followup.queries.rows import TaskRow, as_rows, row_query, worst_first
from followup.queries.views import WORKING
from followup.weekly.models import WeeklySheet
from followup.weekly.shapes import Line

MOST = 30
"""Tasks that are offered: the worst first."""


def tasks_offered(
    session: Session, actor: Actor, row: WeeklySheet, lines: Collection[Line], today: date
) -> list[TaskRow]:
    """Return the open tasks of the person (of a unit: those that it leads) that no line is about;
    two queries."""
    mine = Task.assignee_id == row.person_id if row.person_id else Task.lead_unit_id == row.unit_id
    taken = [line.task_id for line in lines if line.task_id is not None]
    query = row_query().where(
        visible_to(actor), mine, Task.state.in_(WORKING), Task.id.not_in(taken)
    )
    found = session.execute(query.order_by(*worst_first()).limit(MOST)).all()
    return as_rows(session, found, today)


def line_for(task: Task, span: Span) -> dict[str, object]:
    """Return the line that a task gives, as it would be typed: to its last day, when that lies in
    the week."""
    due = task.due_on if task.due_on and span.first <= task.due_on <= span.last else None
    return {"text": task.title, "first": due, "last": due, "task_id": task.id}


def tasks_read(session: Session, actor: Actor, ids: Collection[UUID]) -> set[UUID]:
    """Return those of the linked tasks that the person may open; one query, none for none."""
    if not ids:
        return set()
    return set(session.scalars(select(Task.id).where(Task.id.in_(ids), visible_to(actor))))
