"""What the worker does once the deadline has passed: it closes."""

from sqlalchemy import select

from ecabinet.core.unit_of_work import UnitOfWork
from meetings.circulation.commands.flow import close
from meetings.circulation.models import Circulation
from meetings.circulation.states import CirculationState
from meetings.fields import Command

BATCH = 50


class CloseOverdue(Command):
    """Close what is over by now."""


class Overdue(Command):
    """How many were closed; `BATCH` of them: there may be more."""

    count: int


def close_overdue(uow: UnitOfWork, _cmd: CloseOverdue) -> Overdue:
    """Close what has reached its deadline; twice is once.

    The rows are locked: an answer that came in time is counted, an extension wins over the close
    or comes too late, and of two workers the second finds nothing left to do.
    """
    rows = uow.session.scalars(
        select(Circulation)
        .where(Circulation.state == CirculationState.SENT, Circulation.due_at < uow.now)
        .order_by(Circulation.due_at, Circulation.id)
        .limit(BATCH)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for row in rows:
        close(uow, row)
    return Overdue(count=len(rows))
