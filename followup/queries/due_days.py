"""Due dates on a calendar: for each day of a month how many are due, and the worst of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.among import among
from followup.days_off import office_calendar
from followup.models import Task
from followup.queries.filters import TaskFilter, month_after
from followup.queries.lists import scope
from followup.queries.ranks import worst_first
from followup.queries.rows import TaskRow, as_rows, row_query

SHOWN = 4


@dataclass(frozen=True)
class DueDay:
    """One day of the grid; `beside`: of the month before or after."""

    day: date
    total: int
    rows: tuple[TaskRow, ...]
    beside: bool
    off: bool

    @property
    def more(self) -> int:
        """How many are not shown here."""
        return self.total - len(self.rows)


def due_days(
    session: Session, actor: Actor, wanted: TaskFilter, month: date, today: date
) -> list[DueDay]:
    """Return whole weeks that hold the month of `month`; a constant number of queries."""
    days = weeks_of(month)
    conditions = [*scope(actor, wanted, today), Task.due_on.between(days[0], days[-1])]
    counted = select(Task.due_on, func.count()).where(*conditions).group_by(Task.due_on)
    totals: dict[date | None, int] = dict(session.execute(counted).all())
    place = func.row_number().over(partition_by=Task.due_on, order_by=worst_first())
    placed = select(Task.id, place.label("place")).where(*conditions).subquery()
    worst = select(placed.c.id).where(placed.c.place <= SHOWN)
    query = row_query().where(among(Task.id, worst)).order_by(*worst_first())
    rows = as_rows(session, session.execute(query), today)
    calendar = office_calendar(session, today)
    return [
        DueDay(
            day,
            totals.get(day, 0),
            tuple(row for row in rows if row.due_on == day),
            beside=day.month != month.month,
            off=not calendar.is_working_day(day),
        )
        for day in days
    ]


def weeks_of(month: date) -> list[date]:
    """Return the days from the Monday on or before the first to the Sunday on or after the last."""
    first, last = month.replace(day=1), month_after(month) - timedelta(days=1)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    return [monday + timedelta(days=n) for n in range((sunday - monday).days + 1)]
