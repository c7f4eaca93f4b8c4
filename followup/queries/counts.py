"""Tasks counted by label, with how late they are: the figures of dashboards and reports."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from followup.labels import CALM, DONE, RUNNING, TaskLabel, label_column
from followup.models import Task


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

    @cached_property
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

    @cached_property
    def on_time_rate(self) -> float | None:
        """Share done on time among those done or overdue; None while there are none."""
        due = self.done + self.of(TaskLabel.OVERDUE)
        return self.of(TaskLabel.DONE_ON_TIME) / due if due else None

    @cached_property
    def average_delay(self) -> float | None:
        """Days late of those that are late, in the middle; None when none is."""
        return self.late_days / self.late if self.late else None


def counted(
    session: Session, conditions: Sequence[ColumnElement[bool]], by: ColumnElement[Any], today: date
) -> dict[Any, Counts]:
    """Count the tasks for each value of `by`; one query, which labels each task once."""
    judged_on = func.coalesce(Task.done_on, literal(today))
    delay = case((Task.due_on < judged_on, DaysBetween(judged_on, Task.due_on)), else_=literal(0))
    label = label_column(today).label("label")
    each = select(by.label("key"), label, delay.label("days")).where(*conditions).subquery()
    lines = session.execute(
        select(each.c.key, each.c.label, func.count(), func.sum(each.c.days)).group_by(
            each.c.key, each.c.label
        )
    )
    found: dict[Any, list[tuple[str | None, int, int]]] = {}
    for key, word, count, late_days in lines:
        found.setdefault(key, []).append((word, count, int(late_days)))
    return {key: _counts(values) for key, values in found.items()}


def _counts(lines: Sequence[tuple[str | None, int, int]]) -> Counts:
    labels = {TaskLabel(word): count for word, count, _days in lines if word is not None}
    aside = sum(count for word, count, _days in lines if word is None)
    late = (TaskLabel.OVERDUE, TaskLabel.DONE_LATE)
    return Counts(labels, aside, sum(days for word, _count, days in lines if word in late))


def summed(counts: Iterable[Counts]) -> Counts:
    """Return the sum of all."""
    labels: Counter[TaskLabel] = Counter()
    aside = days = 0
    for each in counts:
        labels.update(each.by_label)
        aside, days = aside + each.aside, days + each.late_days
    return Counts(dict(labels), aside, days)


def total(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many rows fulfil the condition."""
    return func.coalesce(func.sum(case((condition, literal(1)), else_=literal(0))), 0).cast(Integer)
