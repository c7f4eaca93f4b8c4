"""Periods of periodic tasks are opened when they begin, and settled by their one report."""

from datetime import date

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select

from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from followup.days_off import office_calendar
from followup.models import DeadlineKind, ProgressReport, Task, TaskPeriod
from followup.periods import Span, after, due_of, span_of
from followup.states import OPEN

BATCH = 50


class OpenPeriods(BaseModel):
    """Nothing to choose: the worker opens what has begun."""

    model_config = ConfigDict(frozen=True)


class Opened(BaseModel):
    """Of how many tasks; fewer than BATCH: of all of them."""

    count: int


def open_periods(uow: UnitOfWork, cmd: OpenPeriods) -> Opened:
    """Open the periods that have begun by today, of tasks that somebody works on.

    Two workers at once meet at the row of the task, or at the key of the period: the second finds
    nothing left to do.
    """
    today = office_day(uow.now)
    due = (
        select(Task)
        .where(Task.next_period_on <= today, Task.state.in_(OPEN))
        .order_by(Task.next_period_on, Task.id)
        .limit(BATCH)
        .with_for_update()
    )
    tasks = uow.session.scalars(due).all()
    for task in tasks:
        open_begun(uow, task)
        uow.audit("task.period_opened", "task", task.id, due_on=task.due_on)
    return Opened(count=len(tasks))


def begin(uow: UnitOfWork, task: Task, starts_on: date) -> None:
    """Open the first period, the one that `starts_on` lies in, and those that have begun since."""
    assert task.period is not None
    task.next_period_on = span_of(starts_on, task.period).first
    open_begun(uow, task)


def take_up_again(uow: UnitOfWork, task: Task) -> None:
    """After a rest: periods that went by meanwhile are not asked for."""
    if task.deadline_kind is not DeadlineKind.PERIODIC or task.next_period_on is None:
        return
    assert task.period is not None
    now = span_of(office_day(uow.now), task.period).first
    task.next_period_on = max(task.next_period_on, now)
    open_begun(uow, task)


def open_begun(uow: UnitOfWork, task: Task) -> None:
    """Open every period up to today, and reckon the due date anew."""
    assert task.period is not None
    today = office_day(uow.now)
    while task.next_period_on is not None and task.next_period_on <= today:
        span = span_of(task.next_period_on, task.period)
        uow.session.add(
            TaskPeriod(
                task_id=task.id, first_on=span.first, last_on=span.last,
                due_on=_due(uow, task, span),
            )
        )  # fmt: skip
        following = after(span, task.period).first
        ended = task.ends_on is not None and following > task.ends_on
        task.next_period_on = None if ended else following
    _settle(uow, task)


def chosen_period(uow: UnitOfWork, task: Task, first_on: date | None) -> TaskPeriod:
    """Return the period that a report is on: the one named, else the oldest without a report.

    Raises Conflict: it has its report already, or has not begun.
    """
    waiting = select(TaskPeriod).where(
        TaskPeriod.task_id == task.id, TaskPeriod.report_id.is_(None)
    )
    if first_on is not None:
        waiting = waiting.where(TaskPeriod.first_on == first_on)
    found = uow.session.scalars(waiting.order_by(TaskPeriod.first_on).limit(1)).one_or_none()
    if found is None:
        raise Conflict("report.no_period")
    return found


def settle_period(uow: UnitOfWork, task: Task, period: TaskPeriod, report: ProgressReport) -> None:
    """The period has its report; the task is due with the next one."""
    period.report_id, period.reported_on = report.id, office_day(uow.now)
    _settle(uow, task)


def unsettle_period(uow: UnitOfWork, task: Task, period: TaskPeriod) -> None:
    """Its report was given back: the period waits again, and the task is due with it."""
    period.report_id, period.reported_on = None, None
    _settle(uow, task)


def _settle(uow: UnitOfWork, task: Task) -> None:
    oldest = select(func.min(TaskPeriod.due_on)).where(
        TaskPeriod.task_id == task.id, TaskPeriod.report_id.is_(None)
    )
    waiting = uow.session.scalar(oldest)
    if waiting is not None:
        task.due_on = waiting
    elif task.next_period_on is not None and task.period is not None:
        task.due_on = _due(uow, task, span_of(task.next_period_on, task.period))


def _due(uow: UnitOfWork, task: Task, span: Span) -> date:
    return due_of(span, task.report_after or 0, office_calendar(uow.session, office_day(uow.now)))
