"""What is offered to be taken into a sheet: open tasks that run in the week, its meetings."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.among import among
from followup.models import Task, TaskUnit
from followup.periods import Span
from followup.policies import visible_to
from followup.queries.pieces import as_done_by, does_all
from followup.queries.rows import TaskRow, as_rows, row_query, worst_first
from followup.queries.views import PERSONAL, WORKING, View, open_parts
from followup.weekly.models import WeeklySheet
from followup.weekly.shapes import Line

MOST = 30
"""Tasks that are offered: the worst first."""


def tasks_offered(
    session: Session, actor: Actor, row: WeeklySheet, lines: Collection[Line], today: date
) -> list[TaskRow]:
    """Return the open tasks that the person does (that the unit leads), and those of which they do
    a part with the date of that part, without those that a line is about; at most three queries."""
    taken = [line.task_id for line in lines if line.task_id is not None]
    query = row_query().where(visible_to(actor), _done_by(row), Task.id.not_in(taken))
    found = session.execute(query.order_by(*worst_first()).limit(MOST)).all()
    rows, unit_id = as_rows(session, found, today), None if row.person_id else row.unit_id
    return list(as_done_by(session, rows, today, person_id=row.person_id, unit_id=unit_id))


def _done_by(row: WeeklySheet) -> ColumnElement[bool]:
    if row.person_id:
        return PERSONAL[View.MINE](row.person_id)
    led = and_(Task.lead_unit_id == row.unit_id, Task.state.in_(WORKING))
    return or_(led, among(Task.id, open_parts().where(TaskUnit.unit_id == row.unit_id)))


def line_for(task: Task, row: WeeklySheet, span: Span) -> dict[str, object]:
    """Return the line that a task gives, as it would be typed: to the last day of what is done of
    it here, when that lies in the week."""
    due = _due_here(task, row)
    day = due if due and span.first <= due <= span.last else None
    return {"text": task.title, "first": day, "last": day, "task_id": task.id}


def _due_here(task: Task, row: WeeklySheet) -> date | None:
    if does_all(task, row.person_id, row.unit_id):
        return task.due_on
    parts = [part for part in task.units if _is_of(row, part)]
    return parts[0].due_on if parts else task.due_on


def _is_of(row: WeeklySheet, part: TaskUnit) -> bool:
    if row.person_id:
        return part.official_id == row.person_id
    return part.unit_id == row.unit_id and bool(part.content)


def tasks_read(session: Session, actor: Actor, ids: Collection[UUID]) -> set[UUID]:
    """Return those of the linked tasks that the person may open; one query, none for none."""
    if not ids:
        return set()
    return set(session.scalars(select(Task.id).where(Task.id.in_(ids), visible_to(actor))))
