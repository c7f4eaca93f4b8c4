"""One task in a list, with the names it is shown with; and the order "worst first"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Select,
    and_,
    case,
    func,
    select,
)
from sqlalchemy.orm import Session, aliased

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import UnitNames, unit_names
from ecabinet.core.clock import office_day
from followup.labels import Dated, TaskLabel, days_left, label
from followup.models import DeadlineKind, Evaluation, Period, Priority, Task, TaskPeriod
from followup.models.task import task_code
from followup.queries.ranks import worst_first as worst_first
from followup.states import ASIDE, TaskState

NEVER = date(9999, 12, 31)
NONE = (0, 0)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    issued_at: datetime = EPOCH
    supervisor_id: UUID | None = None
    supervisor: str = ""
    field_code: str | None = None
    directive_id: UUID | None = None
    parent_id: UUID | None = None
    evaluation: Evaluation | None = None
    own_part: bool = False


class Line(NamedTuple):
    """The columns of `row_query`, in its order."""

    id: UUID
    number: int
    title: str
    source_title: str
    source_kind: str
    lead_unit_id: UUID
    assignee_id: UUID | None
    assignee: str | None
    state: TaskState
    deadline_kind: DeadlineKind
    due_on: date | None
    done_on: date | None
    percent: int
    revision: int
    priority: Priority
    period: Period | None
    issued_at: datetime
    supervisor_id: UUID | None
    supervisor: str
    field_code: str | None
    directive_id: UUID | None
    parent_id: UUID | None
    evaluation: Evaluation | None


WIDTH = len(Line._fields)
"""So many values of what is found are the line; what a query adds comes after them."""
RowQuery = Select[Any]
_SUPERVISOR = aliased(Person)
_PEOPLE = {"assignee": Person.name, "supervisor": _SUPERVISOR.name}


@cache
def row_query() -> RowQuery:
    """Return the query of lines, to be narrowed and sorted.

    Columns and no objects: making the object of a task takes longer than all else of its row.
    """
    columns = (_PEOPLE.get(name) or getattr(Task, name) for name in Line._fields)
    query = select(*columns).select_from(Task).outerjoin(Person, Person.id == Task.assignee_id)
    return query.join(_SUPERVISOR, _SUPERVISOR.id == Task.supervisor_id)


def as_rows(session: Session, found: Iterable[Sequence[Any]], today: date) -> list[TaskRow]:
    """Return the read models of lines of `row_query`, each unit called as on the day of issue.

    One more query for all of them and one for the periodic ones, none when there are none.
    """
    lines = [Line._make(one[:WIDTH]) for one in found]
    names = unit_names(session, {line.lead_unit_id for line in lines})
    periods = period_figures(session, [line.id for line in lines if line.period], today)
    return [_as_row(line, names, periods.get(line.id, NONE), today) for line in lines]


def _as_row(line: Line, names: UnitNames, figures: tuple[int, int], today: date) -> TaskRow:
    known, (missed, reported) = line._asdict(), figures
    issued_on = office_day(line.issued_at)
    return TaskRow(
        **known,
        code=task_code(line.number),
        lead_unit=names.on(line.lead_unit_id, issued_on).name,
        label=label(line, today),
        days_left=days_left(line, today),
        missed=missed,
        reported=reported,
        issued_on=issued_on,
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


def rank_of(row: Dated) -> int:
    """Return in Python what `ranks.rank` is; a test holds them together."""
    if row.state in ASIDE:
        return 4
    if row.state is TaskState.ACCEPTED:
        return 3
    if row.due_on is None:
        return 2
    return 1 if row.state is TaskState.REPORTED_DONE else 0
