"""The ladder: people are reminded to answer, and who follows it is warned who has not."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select

from ecabinet.core.clock import office_day, office_time
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.circulation import telling
from meetings.circulation.models import Circulation, CirculationReminder
from meetings.circulation.states import CirculationState, rung

HOUR = 7
"""Nobody is reminded before the office day begins."""
MOST_NAMED = 5
BATCH = 50


class RemindOfCirculations(BaseModel):
    """Nothing to choose: the worker reminds of what is due."""

    model_config = ConfigDict(frozen=True)


class Climbed(BaseModel):
    """How many steps of ladders were climbed."""

    count: int


def remind_of_circulations(uow: UnitOfWork, cmd: RemindOfCirculations) -> Climbed:
    """Climb each ladder to where it should be today; a step is climbed once for each deadline.

    Until the deadline those who have not answered are reminded; on its day the officers are warned
    with their names. Two workers at once meet at the key of the step, and the
    second finds nothing left to do.
    """
    if office_time(uow.now).hour < HOUR:
        return Climbed(count=0)
    today = office_day(uow.now)
    rows = uow.session.scalars(
        select(Circulation)
        .where(Circulation.state == CirculationState.SENT)
        .order_by(Circulation.id)
    ).all()
    climbed = _climbed(uow)
    steps = [(row, rung(today, row.sent_at, row.due_at)) for row in rows if row.sent_at]
    due = [
        (row, step)
        for row, step in steps
        if step is not None and climbed.get((row.id, row.due_at), step - 1) < step
    ][:BATCH]
    for row, step in due:
        _climb(uow, row, step)
    return Climbed(count=len(due))


def _climbed(uow: UnitOfWork) -> dict[tuple[UUID, datetime], int]:
    """The highest step climbed of each open ladder, by whose it is and its deadline."""
    rows = uow.session.execute(
        select(
            CirculationReminder.circulation_id,
            CirculationReminder.due_at,
            func.max(CirculationReminder.rung),
        )
        .join(Circulation, Circulation.id == CirculationReminder.circulation_id)
        .where(Circulation.state == CirculationState.SENT)
        .group_by(CirculationReminder.circulation_id, CirculationReminder.due_at)
    )
    return {(key, due_at): step for key, due_at, step in rows}


def _climb(uow: UnitOfWork, row: Circulation, step: int) -> None:
    uow.session.add(
        CirculationReminder(circulation_id=row.id, rung=step, due_at=row.due_at, at=uow.now)
    )
    missing = [part for part in row.parts if part.answered_at is None]
    if not missing:
        return
    if uow.now <= row.due_at:
        telling.tell(uow, row, "remind", [part.person_id for part in missing])
    if step >= 0:
        names = [part.name for part in missing[:MOST_NAMED]]
        people = telling.officers(uow.session, row, uow.now)
        more = {"names": names, "count": len(missing), "over": uow.now > row.due_at}
        telling.tell(uow, row, "missing", people, **more)
    uow.audit("circulation.reminded", "circulation", row.id, rung=step, count=len(missing))
