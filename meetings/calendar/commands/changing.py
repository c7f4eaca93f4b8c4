"""A week is about to be changed: found or made, and taken out of what was published."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar.commands.fields import writer
from meetings.calendar.models import WeekLine, WorkWeek
from meetings.calendar.rows import days_of, monday_of
from meetings.calendar.states import WEEK, LineState, WeekState
from meetings.states import after

MOST_LINES = 200


def week_of(uow: UnitOfWork, unit_id: UUID, day: date) -> WorkWeek | None:
    """Return the week of the body in which `day` lies, locked."""
    query = select(WorkWeek).where(WorkWeek.unit_id == unit_id, WorkWeek.monday == monday_of(day))
    return uow.session.scalar(query.with_for_update())


def begin_week(uow: UnitOfWork, unit_id: UUID, day: date) -> WorkWeek:
    """Make the week in which `day` lies. Two at once are told apart by the unique constraint."""
    made = WorkWeek(
        id=new_id(), unit_id=unit_id, monday=monday_of(day), created_by=writer(uow),
        created_at=uow.now,
    )  # fmt: skip
    uow.session.add(made)
    uow.session.flush()  # Lines refer to the week.
    return made


def allow_change(uow: UnitOfWork, week: WorkWeek) -> None:
    """Begin an adjustment of what was published; a week that lies with the approver is fixed.

    Raises:
        Conflict: it was submitted, or is over.
    """
    week.state = after(WEEK, "change", WeekState(week.state), "work_week.submitted")
    if days_of(week.monday)[-1] < office_day(uow.now):
        raise Conflict("work_week.over")


def check_room(uow: UnitOfWork, week: WorkWeek) -> None:
    """Raise Invalid when a week has as many lines as anybody can read."""
    there = select(func.count()).where(
        WeekLine.week_id == week.id, WeekLine.state != LineState.REMOVED
    )
    if (uow.session.scalar(there) or 0) >= MOST_LINES:
        raise Invalid("work_week.too_many", field="content", most=MOST_LINES)
