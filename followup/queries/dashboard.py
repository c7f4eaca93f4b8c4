"""The whole picture in figures. Every figure counts rows that the list shows by the same filter."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, case, func, literal, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor
from followup.labels import CALM, DONE, RUNNING, TaskLabel, label_column
from followup.models import Task
from followup.policies import visible_to
from followup.queries.filters import done_in, issued_in, late_on, month_after
from followup.states import ASIDE

MONTHS = 6
SLOWEST = 3


@dataclass(frozen=True)
class Counts:
    """Tasks by label. `total` is their sum; those put aside are counted apart."""

    by_label: dict[TaskLabel, int] = field(default_factory=dict)
    aside: int = 0

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
    def on_time_rate(self) -> float | None:
        """Share done on time among those done or overdue; None while there are none."""
        due = self.done + self.of(TaskLabel.OVERDUE)
        return self.of(TaskLabel.DONE_ON_TIME) / due if due else None


@dataclass(frozen=True)
class UnitCounts:
    """The tasks led by one unit."""

    id: UUID
    name: str
    counts: Counts


@dataclass(frozen=True)
class Month:
    """What came, what was finished, what was late at the end (or today, in the current month)."""

    first: date
    last: date
    issued: int
    done: int
    overdue: int


@dataclass(frozen=True)
class Dashboard:
    """All figures of the page; `units` have the most overdue first."""

    as_of: date
    total: Counts
    units: tuple[UnitCounts, ...]
    months: tuple[Month, ...]

    @property
    def slowest(self) -> tuple[UnitCounts, ...]:
        """The three units with the most overdue tasks, none that has none."""
        late = [unit for unit in self.units if unit.counts.of(TaskLabel.OVERDUE)]
        return tuple(late[:SLOWEST])


def dashboard(session: Session, actor: Actor, today: date) -> Dashboard:
    """Count what `actor` may read; two queries, however many tasks there are."""
    units = _by_unit(session, actor, today)
    total = Counts(
        {label: sum(unit.counts.of(label) for unit in units) for label in TaskLabel},
        sum(unit.counts.aside for unit in units),
    )
    return Dashboard(today, total, tuple(units), tuple(_months(session, actor, today)))


def _by_unit(session: Session, actor: Actor, today: date) -> list[UnitCounts]:
    labels = [_count(label_column(today) == label.value) for label in TaskLabel]
    rows = session.execute(
        select(Unit.id, Unit.name, _count(Task.state.in_(ASIDE)), *labels)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(visible_to(actor))
        .group_by(Unit.id, Unit.name, Unit.rank)
        .order_by(Unit.rank, Unit.name)
    )
    units = [
        UnitCounts(unit_id, name, Counts(dict(zip(TaskLabel, counts, strict=True)), aside))
        for unit_id, name, aside, *counts in rows
    ]
    return sorted(units, key=_slowness)


def _slowness(unit: UnitCounts) -> tuple[int, float]:
    rate = unit.counts.on_time_rate
    return -unit.counts.of(TaskLabel.OVERDUE), 1.0 if rate is None else rate


def _months(session: Session, actor: Actor, today: date) -> list[Month]:
    firsts = _last_months(today)
    ends = [min(today, month_after(first) - timedelta(days=1)) for first in firsts]
    sums = [
        _count(condition)
        for first, end in zip(firsts, ends, strict=True)
        for condition in (issued_in(first), done_in(first), late_on(end))
    ]
    counts = session.execute(select(*sums).select_from(Task).where(visible_to(actor))).one()
    return [
        Month(first, end, *(int(n) for n in counts[index * 3 : index * 3 + 3]))
        for index, (first, end) in enumerate(zip(firsts, ends, strict=True))
    ]


def _last_months(today: date) -> list[date]:
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, literal(1)), else_=literal(0))), 0).cast(Integer)
