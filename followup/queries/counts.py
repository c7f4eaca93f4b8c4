"""Tasks counted by label, with how late they are: the figures of dashboards and reports."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from followup.labels import CALM, DONE, RUNNING, TaskLabel, label_column
from followup.models import Task
from followup.states import ASIDE


class DaysBetween(FunctionElement[int]):
    """Days from the second date to the first."""

    type = Integer()
    inherit_cache = True
    name = "days_between"


@compiles(DaysBetween)
def _subtracted(element: Any, compiler: Any, **kwargs: Any) -> str:
    later, earlier = (compiler.process(each, **kwargs) for each in element.clauses)
    return f"(CAST({later} AS DATE) - CAST({earlier} AS DATE))"


@compiles(DaysBetween, "sqlite")
def _by_julian_days(element: Any, compiler: Any, **kwargs: Any) -> str:
    later, earlier = (compiler.process(each, **kwargs) for each in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@dataclass(frozen=True)
class Counts:
    """Tasks by label. `total` is their sum; those put aside are counted apart.

    `late_days` are the days of all that are overdue or were done late.
    """

    by_label: dict[TaskLabel, int] = field(default_factory=dict)
    aside: int = 0
    late_days: int = 0

    def of(self, label: TaskLabel) -> int:
        """Return how many carry `label`."""
        return self.by_label.get(label, 0)

    @property
    def total(self) -> int:
        """All tasks with a label."""
        return sum(self.by_label.values())

    @property
    def done(self) -> int:
        """Done on time or late."""
        return sum(self.of(label) for label in DONE)

    @property
    def running(self) -> int:
        """Being done and not late."""
        return sum(self.of(label) for label in RUNNING)

    @property
    def calm(self) -> int:
        """Being done, with more than three days left."""
        return sum(self.of(label) for label in CALM)

    @property
    def late(self) -> int:
        """Overdue, or done late."""
        return self.of(TaskLabel.OVERDUE) + self.of(TaskLabel.DONE_LATE)

    @property
    def on_time_rate(self) -> float | None:
        """Share done on time among those done or overdue; None while there are none."""
        due = self.done + self.of(TaskLabel.OVERDUE)
        return self.of(TaskLabel.DONE_ON_TIME) / due if due else None

    @property
    def average_delay(self) -> float | None:
        """Days late of those that are late, in the middle; None when none is."""
        return self.late_days / self.late if self.late else None


def columns(today: date) -> list[ColumnElement[int]]:
    """Return the columns that `counts_of` reads, to be summed over any tasks."""
    label = label_column(today)
    late = label.in_([TaskLabel.OVERDUE.value, TaskLabel.DONE_LATE.value])
    days = DaysBetween(func.coalesce(Task.done_on, literal(today)), Task.due_on)
    return [
        total(Task.state.in_(ASIDE)),
        func.coalesce(func.sum(case((late, days), else_=literal(0))), 0).cast(Integer),
        *(total(label == each.value) for each in TaskLabel),
    ]


def counts_of(values: Any) -> Counts:
    """Return the counts of one line of `columns`."""
    aside, days, *labels = (int(value) for value in values)
    return Counts(dict(zip(TaskLabel, labels, strict=True)), aside, days)


def total(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many rows fulfil the condition."""
    return func.coalesce(func.sum(case((condition, literal(1)), else_=literal(0))), 0).cast(Integer)
