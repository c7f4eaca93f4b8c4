"""What narrows the task list, as a person or a figure of the dashboard asks for it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, and_, or_

from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.text import fold
from followup.labels import CALM, DONE, RUNNING, TaskLabel, label_column
from followup.models import Task
from followup.queries.views import View
from followup.states import ASIDE, TaskState


class LabelGroup(StrEnum):
    """Labels that leaders count together, and the tasks that carry none."""

    CALM = "calm"
    RUNNING = "running"
    DONE = "done"
    ASIDE = "aside"
    LABELLED = "labelled"


_MEMBERS = {LabelGroup.CALM: CALM, LabelGroup.RUNNING: RUNNING, LabelGroup.DONE: DONE}


class TaskFilter(BaseModel):
    """All narrowings hold at once. `month` fields take the first day of a month."""

    model_config = ConfigDict(frozen=True)
    view: View = View.ALL
    label: TaskLabel | LabelGroup | None = None
    state: TaskState | None = None
    unit_id: UUID | None = None
    directive_id: UUID | None = None
    q: str = Field("", max_length=200)
    issued_month: date | None = None
    done_month: date | None = None
    late_on: date | None = None


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


def labelled(wanted: TaskLabel | LabelGroup, today: date) -> ColumnElement[bool]:
    """Carry the label, or one of the group."""
    if wanted is LabelGroup.ASIDE:
        return Task.state.in_(ASIDE)
    if wanted is LabelGroup.LABELLED:
        return Task.state.not_in(ASIDE)
    column = label_column(today)
    if isinstance(wanted, TaskLabel):
        return column == wanted.value
    return column.in_(sorted(label.value for label in _MEMBERS[wanted]))


def narrowing(wanted: TaskFilter, today: date) -> list[ColumnElement[bool]]:
    """Return the conditions of `wanted`, without its view."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.label is not None:
        conditions.append(labelled(wanted.label, today))
    if wanted.state is not None:
        conditions.append(Task.state == wanted.state)
    if wanted.unit_id is not None:
        conditions.append(Task.lead_unit_id == wanted.unit_id)
    if wanted.directive_id is not None:
        conditions.append(Task.directive_id == wanted.directive_id)
    if words := fold(wanted.q).split():
        conditions += [Task.folded.contains(word, autoescape=True) for word in words]
    return conditions + _of_period(wanted)


def _of_period(wanted: TaskFilter) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.issued_month is not None:
        conditions.append(issued_in(wanted.issued_month.replace(day=1)))
    if wanted.done_month is not None:
        conditions.append(done_in(wanted.done_month.replace(day=1)))
    if wanted.late_on is not None:
        conditions.append(late_on(wanted.late_on))
    return conditions
