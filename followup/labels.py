"""The label of a task: how it stands against its due date. Derived, never stored.

A label and its SQL twin stand together; a test proves that they agree.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from sqlalchemy import ColumnElement, case, func, literal, null

from followup.models import DeadlineKind, Task
from followup.states import ASIDE, NOT_STARTED, TaskState

SOON_DAYS = 3


class TaskLabel(StrEnum):
    """The seven labels of domain.md, section 6, worst first."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    STANDING = "standing"
    DONE_LATE = "done_late"
    DONE_ON_TIME = "done_on_time"


DONE = frozenset({TaskLabel.DONE_ON_TIME, TaskLabel.DONE_LATE})
CALM = frozenset({TaskLabel.NOT_STARTED, TaskLabel.ON_TRACK})
RUNNING = CALM | {TaskLabel.DUE_SOON}
"""Being done and not late: what leaders call "đang làm, trong hạn"."""


class Dated(Protocol):
    """What a label is computed from."""

    @property
    def state(self) -> TaskState: ...
    @property
    def deadline_kind(self) -> DeadlineKind: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def done_on(self) -> date | None: ...


def label(task: Dated, today: date) -> TaskLabel | None:
    """Return the label on the office day `today`; None for a task put aside.

    A task reported as done waits for the leader, so it is judged by the day of the report.
    """
    if task.state in ASIDE:
        return None
    if task.state is TaskState.ACCEPTED:
        late = task.due_on is not None and task.done_on is not None and task.done_on > task.due_on
        return TaskLabel.DONE_LATE if late else TaskLabel.DONE_ON_TIME
    if task.due_on is None:
        return TaskLabel.STANDING
    left = (task.due_on - (task.done_on or today)).days
    if left < 0:
        return TaskLabel.OVERDUE
    if task.done_on is not None:
        return TaskLabel.ON_TRACK
    if left <= SOON_DAYS:
        return TaskLabel.DUE_SOON
    return TaskLabel.NOT_STARTED if task.state in NOT_STARTED else TaskLabel.ON_TRACK


def label_column(
    today: date,
    state: ColumnElement[TaskState] | None = None,
    done_on: ColumnElement[date | None] | None = None,
) -> ColumnElement[str | None]:
    """Return `label` as SQL over `Task`; with `state` and `done_on` as these have it instead."""
    if state is None and done_on is None:
        return _label_today(today)
    return _label(today, state, done_on)


@lru_cache(maxsize=4)
def _label_today(today: date) -> ColumnElement[str | None]:
    """Made once a day: lists, figures and the home page ask for it many times a page."""
    return _label(today, None, None)


def _label(
    today: date,
    state: ColumnElement[TaskState] | None,
    done_on: ColumnElement[date | None] | None,
) -> ColumnElement[str | None]:
    state = Task.state.expression if state is None else state
    done_on = Task.done_on.expression if done_on is None else done_on
    judged_on = func.coalesce(done_on, literal(today))
    late = case(
        (done_on > Task.due_on, TaskLabel.DONE_LATE.value),
        else_=TaskLabel.DONE_ON_TIME.value,
    )
    return case(
        (state.in_(ASIDE), null()),
        (state == TaskState.ACCEPTED, late),
        (Task.due_on.is_(None), TaskLabel.STANDING.value),
        (Task.due_on < judged_on, TaskLabel.OVERDUE.value),
        (done_on.is_not(None), TaskLabel.ON_TRACK.value),
        (Task.due_on <= literal(today + timedelta(days=SOON_DAYS)), TaskLabel.DUE_SOON.value),
        (state.in_(NOT_STARTED), TaskLabel.NOT_STARTED.value),
        else_=TaskLabel.ON_TRACK.value,
    )


def days_left(task: Dated, today: date) -> int | None:
    """Return the days to the due date, negative when past; None without one."""
    return None if task.due_on is None else (task.due_on - (task.done_on or today)).days
