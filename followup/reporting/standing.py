"""How tasks stood at the end of a day: what was finished later was still open then.

`stood` and its SQL twin `stood_column` stand together; a test proves that they agree. The state
is kept only as it is now: a task put aside since then is left out of a report of that time.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, literal

from followup.labels import TaskLabel, label, label_column
from followup.models import DeadlineKind, Task
from followup.states import TaskState


@dataclass(frozen=True)
class _Then:
    """What a label is computed from."""

    state: TaskState
    deadline_kind: DeadlineKind
    due_on: date | None
    done_on: date | None


def stood(task: Task, day: date) -> TaskLabel | None:
    """Return the label that the task carried at the end of `day`; None: it is put aside."""
    return label(_Then(_state(task, day), task.deadline_kind, task.due_on, done_by(task, day)), day)


def done_by(task: Task, day: date) -> date | None:
    """Return on which day it was reported done, if that was by `day`."""
    return task.done_on if task.done_on is not None and task.done_on <= day else None


def _state(task: Task, day: date) -> TaskState:
    later = task.done_on is not None and task.done_on > day
    return TaskState.IN_PROGRESS if later else task.state


def stood_column(day: date) -> ColumnElement[str | None]:
    """Return `stood` as SQL over `Task`."""
    open_then = literal(TaskState.IN_PROGRESS, Task.state.type)
    state = case((Task.done_on > day, open_then), else_=Task.state)
    done_on: ColumnElement[date | None] = case((Task.done_on <= day, Task.done_on))
    return label_column(day, state, done_on)
