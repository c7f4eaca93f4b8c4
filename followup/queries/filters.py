"""What narrows the task list, as a person or a figure of the dashboard asks for it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from ecabinet.accounts.models import Unit
from ecabinet.core.among import among
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.text import fold
from followup.importing.models import TaskImportRow
from followup.labels import CALM, DONE, RUNNING, TaskLabel, label_column
from followup.models import DeadlineKind, Evaluation, Priority, Task, TaskUnit, UnitPart
from followup.queries.orders import Sort
from followup.queries.ranks import FINISHED, PUT_ASIDE, rank, ranked
from followup.queries.stages import Stage, in_stage
from followup.queries.views import View
from followup.queries.wholes import WHOLE, Pieces
from followup.states import ASIDE, TaskState

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))]


class LabelGroup(StrEnum):
    """Labels that leaders count together, and the tasks that carry none."""

    CALM = "calm"
    RUNNING = "running"
    DONE = "done"
    ASIDE = "aside"
    LABELLED = "labelled"


_MEMBERS = {LabelGroup.CALM: CALM, LabelGroup.RUNNING: RUNNING, LabelGroup.DONE: DONE}


class TaskScope(BaseModel):
    """Of which tasks figures are wanted. All narrowings hold at once; days include both ends.

    `below`: also those that units below `unit_id` lead, as the tree is now. `pieces`: whether what
    lead units broke tasks down into is found too; None: as is usual (lists find it).
    """

    model_config = ConfigDict(frozen=True)
    view: View = View.ALL
    pieces: Pieces | None = None
    priority: Priority | None = None
    supervisor_id: UUID | None = None
    assignee_id: UUID | None = None
    field: str | None = Field(None, max_length=30)
    unit_id: UUID | None = None
    below: bool = False
    directive_id: UUID | None = None
    no_directive: bool = False
    no_field: bool = False
    no_assignee: bool = False
    no_due: bool = False
    issued_from: Day | None = None
    issued_to: Day | None = None
    due_from: Day | None = None
    due_to: Day | None = None


class TaskFilter(TaskScope):
    """What the list is narrowed to. `month` fields take the first day of a month.

    `during`: was being worked on at some time in between. `import_id`: came by that import.
    `coordinating_id`: that unit takes part in it without leading it.
    """

    label: TaskLabel | LabelGroup | None = None
    state: TaskState | None = None
    stage: Stage | None = None
    q: str = Field("", max_length=200)
    coordinating_id: UUID | None = None
    evaluation: Evaluation | None = None
    deadline_kind: DeadlineKind | None = None
    issued_month: Day | None = None
    done_month: Day | None = None
    late_on: Day | None = None
    during_from: Day | None = None
    during_to: Day | None = None
    import_id: UUID | None = None
    sort: Sort = Sort.WORST


def start_of(day: date) -> datetime:
    """Return the moment at which `day` begins in the office."""
    return datetime.combine(day, time.min, OFFICE_ZONE)


def month_after(day: date) -> date:
    """Return the first day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def issued_in(month: date) -> ColumnElement[bool]:
    """Issued in the month that begins on `month`."""
    return and_(
        Task.issued_at >= start_of(month),
        Task.issued_at < start_of(month_after(month)),
        Task.state.not_in(ASIDE),
    )


def done_in(month: date) -> ColumnElement[bool]:
    """Reported as done in the month that begins on `month`, and accepted since."""
    return and_(
        Task.done_on >= month,
        Task.done_on < month_after(month),
        Task.state == TaskState.ACCEPTED,
    )


def late_on(day: date) -> ColumnElement[bool]:
    """Was overdue at the end of `day`."""
    return and_(
        Task.due_on < day,
        Task.issued_at < start_of(day + timedelta(days=1)),
        Task.state.not_in(ASIDE),
        or_(Task.done_on.is_(None), and_(Task.done_on > day, Task.done_on > Task.due_on)),
    )


def labelled(
    wanted: TaskLabel | LabelGroup,
    today: date,
    column: ColumnElement[str | None] | None = None,
) -> ColumnElement[bool]:
    """Carry the label, or one of the group; `column`: as this one labels them."""
    if wanted is LabelGroup.ASIDE:
        return ranked(PUT_ASIDE)
    if wanted is LabelGroup.LABELLED:
        return Task.state.not_in(ASIDE)
    members = {wanted} if isinstance(wanted, TaskLabel) else _MEMBERS[wanted]
    if column is not None:
        return column.in_(sorted(members))
    carries = label_column(today).in_(sorted(members))
    # The rank follows from the labels: said aloud, the index of the order finds them.
    if members <= DONE:
        return and_(ranked(FINISHED), true() if members == DONE else carries)
    return and_(rank() < FINISHED, carries)


def narrowing(wanted: TaskFilter, today: date) -> list[ColumnElement[bool]]:
    """Return the conditions of `wanted`, without its view."""
    conditions = [column == value for column, value in _equals(wanted) if value is not None]
    if wanted.label is not None:
        conditions.append(labelled(wanted.label, today))
    if wanted.pieces is Pieces.WITHOUT:
        conditions.append(WHOLE)
    if wanted.stage is not None:
        conditions.append(in_stage(wanted.stage))
    if wanted.below and wanted.unit_id is not None:
        conditions.append(Task.lead_unit_id.in_(unit_and_below(wanted.unit_id)))
    conditions += [column.is_(None) for column, lacks in _lacking(wanted) if lacks]
    if wanted.coordinating_id is not None:
        helps = select(TaskUnit.task_id).where(
            TaskUnit.unit_id == wanted.coordinating_id, TaskUnit.part == UnitPart.COORDINATE
        )
        conditions.append(among(Task.id, helps))
    if wanted.import_id is not None:
        came = select(TaskImportRow.task_id).where(TaskImportRow.import_id == wanted.import_id)
        conditions.append(Task.id.in_(came))
    if words := fold(wanted.q).split():
        conditions += [Task.folded.contains(word, autoescape=True) for word in words]
    return conditions + _of_period(wanted) + _between(wanted, today)


def unit_and_below(unit_id: UUID) -> Select[UUID]:
    """Return the ids of a unit and of all that stand below it now."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte("unit_and_below", recursive=True)
    tree = tree.union(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return select(tree.c.id)


def _lacking(wanted: TaskFilter) -> tuple[tuple[Any, bool], ...]:
    return (
        (Task.directive_id, wanted.no_directive),
        (Task.field_code, wanted.no_field),
        (Task.assignee_id, wanted.no_assignee),
        (Task.due_on, wanted.no_due),
    )


def _equals(wanted: TaskFilter) -> tuple[tuple[Any, Any], ...]:
    return (
        (Task.state, wanted.state),
        (Task.priority, wanted.priority),
        (Task.supervisor_id, wanted.supervisor_id),
        (Task.assignee_id, wanted.assignee_id),
        (Task.field_code, wanted.field),
        (Task.lead_unit_id, None if wanted.below else wanted.unit_id),
        (Task.directive_id, wanted.directive_id),
        (Task.evaluation, wanted.evaluation),
        (Task.deadline_kind, wanted.deadline_kind),
    )


def _between(wanted: TaskFilter, today: date) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.issued_from is not None:
        conditions.append(Task.issued_at >= start_of(wanted.issued_from))
    if wanted.issued_to is not None:
        conditions.append(Task.issued_at < start_of(wanted.issued_to + timedelta(days=1)))
    if wanted.due_from is not None:
        conditions.append(Task.due_on >= wanted.due_from)
    if wanted.due_to is not None:
        conditions.append(Task.due_on <= wanted.due_to)
    if wanted.during_from is not None:
        conditions.append(not_over_before(wanted.during_from, today))
    if wanted.during_to is not None:
        conditions.append(Task.issued_at < start_of(wanted.during_to + timedelta(days=1)))
    return conditions


def not_over_before(day: date, today: date) -> ColumnElement[bool]:
    """Was reported as done on `day` or later, or is due then, or is still waited for."""
    open_then = or_(Task.due_on.is_(None), Task.due_on >= day, true() if today >= day else false())
    done = or_(Task.done_on >= day, and_(Task.done_on.is_(None), open_then))
    return and_(Task.state.not_in(ASIDE), done)


def _of_period(wanted: TaskFilter) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.issued_month is not None:
        conditions.append(issued_in(wanted.issued_month.replace(day=1)))
    if wanted.done_month is not None:
        conditions.append(done_in(wanted.done_month.replace(day=1)))
    if wanted.late_on is not None:
        conditions.append(late_on(wanted.late_on))
    return conditions
