"""The periods of a periodic task, with what became of each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from followup.models import Decision, ProgressReport, Task, TaskPeriod

_RETURNED = aliased(ProgressReport)


class PeriodStanding(StrEnum):
    """What is to be said of a period today."""

    OPEN = "open"
    MISSED = "missed"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True)
class PeriodRow:
    """One period; `number` is that of its report."""

    first_on: date
    last_on: date
    due_on: date
    standing: PeriodStanding
    report_id: UUID | None
    number: int | None
    reported_on: date | None
    returned: bool
    """Whether a report on it was given back, and none has come since."""
    returnable: bool
    """Whether its report may be given back, by who may do that."""

    @property
    def waits(self) -> bool:
        """Whether its report may be filed."""
        return self.report_id is None


def standing(period: TaskPeriod, today: date) -> PeriodStanding:
    """Return how a period stands: missed is what is late and has no report."""
    if period.reported_on is not None:
        late = period.reported_on > period.due_on
        return PeriodStanding.LATE if late else PeriodStanding.ON_TIME
    return PeriodStanding.MISSED if period.due_on < today else PeriodStanding.OPEN


def periods_of(session: Session, task: Task, today: date) -> tuple[PeriodRow, ...]:
    """Return the periods that have begun, newest first; no query for a task that has none."""
    if task.period is None:
        return ()
    rows = session.execute(
        select(TaskPeriod, ProgressReport.number, ProgressReport.done, _given_back())
        .outerjoin(ProgressReport, ProgressReport.id == TaskPeriod.report_id)
        .where(TaskPeriod.task_id == task.id)
        .order_by(TaskPeriod.first_on.desc())
    )
    return tuple(
        PeriodRow(
            row.first_on, row.last_on, row.due_on, standing(row, today), row.report_id, number,
            row.reported_on, returned=row.report_id is None and bool(given_back),
            returnable=row.report_id is not None and not done,
        )
        for row, number, done, given_back in rows
    )  # fmt: skip


def _given_back() -> ColumnElement[bool]:
    return exists().where(
        _RETURNED.task_id == TaskPeriod.task_id,
        _RETURNED.period_on == TaskPeriod.first_on,
        _RETURNED.decision == Decision.RETURNED,
    )
