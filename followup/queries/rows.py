"""One task in a list, with the names it is shown with; and the order "worst first"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    and_,
    case,
    func,
    select,
)
from sqlalchemy.orm import Session, raiseload

from ecabinet.accounts.models import Person, Unit
from ecabinet.accounts.queries.unit_names import unit_names
from ecabinet.core.clock import office_day
from followup.labels import TaskLabel, days_left, label
from followup.models import DeadlineKind, Period, Priority, Task, TaskPeriod
from followup.queries.ranks import worst_first as worst_first
from followup.states import ASIDE, TaskState

NEVER = date(9999, 12, 31)
NONE = (0, 0)


@dataclass(frozen=True)
class TaskRow:
    """A task as lists show it. `days_left` is negative when the date is past.

    Of a periodic one: how many periods were `missed` (late, no report), and how many `reported`.
    `own_part`: the date, label and percent are those of the part that the reader does of it.
    """

    id: UUID
    number: int
    code: str
    title: str
    source_title: str
    source_kind: str
    lead_unit_id: UUID
    lead_unit: str
    assignee_id: UUID | None
    assignee: str | None
    state: TaskState
    label: TaskLabel | None
    deadline_kind: DeadlineKind
    due_on: date | None
    days_left: int | None
    done_on: date | None
    percent: int
    revision: int
    priority: Priority = Priority.NORMAL
    period: Period | None = None
    missed: int = 0
    reported: int = 0
    issued_on: date | None = None
    supervisor_id: UUID | None = None
    field_code: str | None = None
    own_part: bool = False


RowQuery = Select[Task, str, str]


@cache
def row_query() -> RowQuery:
    """Return the query of rows with names, to be narrowed and sorted."""
    return (
        select(Task, Unit.name, Person.name)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .outerjoin(Person, Person.id == Task.assignee_id)
        .options(raiseload(Task.units))
    )


def as_rows(session: Session, found: Iterable[Any], today: date) -> list[TaskRow]:
    """Return the read models of lines of `row_query`, each unit called as on the day of issue.

    One more query for all of them and one for the periodic ones, none when there are none.
    """
    lines = [line[:3] for line in found]
    names = unit_names(session, {task.lead_unit_id for task, _, _ in lines})
    periods = period_figures(session, [t.id for t, _, _ in lines if t.period], today)
    return [
        replace(
            as_row(line, today),
            missed=periods.get(line[0].id, NONE)[0],
            reported=periods.get(line[0].id, NONE)[1],
            lead_unit=names.on(line[0].lead_unit_id, office_day(line[0].issued_at)).name,
        )
        for line in lines
    ]


def as_row(found: Any, today: date) -> TaskRow:
    """Return the read model of one line of `row_query`, its unit called as it is now."""
    task, lead_unit, assignee = found
    return TaskRow(
        id=task.id,
        number=task.number,
        code=task.code,
        title=task.title,
        source_title=task.source_title,
        source_kind=task.source_kind,
        lead_unit_id=task.lead_unit_id,
        lead_unit=lead_unit,
        assignee_id=task.assignee_id,
        assignee=assignee,
        state=task.state,
        label=label(task, today),
        deadline_kind=task.deadline_kind,
        due_on=task.due_on,
        days_left=days_left(task, today),
        done_on=task.done_on,
        percent=task.percent,
        revision=task.revision,
        priority=task.priority,
        period=task.period,
        issued_on=office_day(task.issued_at),
        supervisor_id=task.supervisor_id,
        field_code=task.field_code,
    )


def period_figures(
    session: Session, task_ids: Sequence[UUID], today: date
) -> dict[UUID, tuple[int, int]]:
    """Return how many periods of each task were missed and reported; no query for no tasks."""
    if not task_ids:
        return {}
    missed = and_(TaskPeriod.report_id.is_(None), TaskPeriod.due_on < today)
    rows = session.execute(
        select(
            TaskPeriod.task_id,
            func.coalesce(func.sum(case((missed, 1), else_=0)), 0),
            func.count(TaskPeriod.report_id),
        )
        .where(TaskPeriod.task_id.in_(task_ids))
        .group_by(TaskPeriod.task_id)
    )
    return {row[0]: (int(row[1]), row[2]) for row in rows}


def rank_of(row: TaskRow) -> int:
    """Return in Python what `ranks.rank` is; a test holds them together."""
    if row.state in ASIDE:
        return 4
    if row.state is TaskState.ACCEPTED:
        return 3
    if row.due_on is None:
        return 2
    return 1 if row.state is TaskState.REPORTED_DONE else 0
