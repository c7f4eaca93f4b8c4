"""The worker climbs the ladders of reminders: each rung once for each date, in the office's hours.

What is to be sent is looked for outside the write transaction; the command looks at each task
again, and the key of `TaskReminder` makes it once, however many workers there are.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.clock import office_day, office_time
from ecabinet.core.unit_of_work import UnitOfWork
from followup.labels import days_left
from followup.models import ReminderKind, Task, TaskReminder
from followup.queries.due_rungs import CHASED, ladders, waiting
from followup.telling import inboxes, tell

BATCH = 100


class Due(BaseModel):
    """A task that stands on a rung nobody was told of."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    due_on: date
    kind: ReminderKind
    rung: int


class RemindOfTasks(BaseModel):
    """What was found to be due."""

    model_config = ConfigDict(frozen=True)
    due: tuple[Due, ...]


class Reminded(BaseModel):
    """Of how many people were told now; less than asked for when another worker was faster."""

    count: int


def find_due(session: Session, now: datetime) -> list[Due]:
    """Return what is to be sent now, the oldest date first, BATCH at most."""
    today, hour = office_day(now), office_time(now).hour
    found = ladders(session, today)
    due: list[Due] = []
    for kind in ReminderKind:
        asked = waiting(found, kind, today, hour)
        if asked is None or len(due) >= BATCH:
            continue
        query = asked.order_by(Task.due_on, Task.id).limit(BATCH - len(due))
        due += [
            Due(task_id=task.id, due_on=task.due_on, kind=kind, rung=rung)
            for task, rung in session.execute(query)
            if task.due_on is not None
        ]
    return due


def remind_of_tasks(uow: UnitOfWork, cmd: RemindOfTasks) -> Reminded:
    """Tell the official and the inbox of the lead unit, or the supervising leader, as `kind` says.

    What has been told, done, put aside or moved since it was found is left out.
    """
    tasks = _locked(uow.session, cmd.due)
    told = _told(uow.session, cmd.due)
    today = office_day(uow.now)
    desks: dict[UUID, list[UUID]] = defaultdict(list)
    units = {task.lead_unit_id for task in tasks.values()}
    for unit_id, person_id in inboxes(uow.session, units, today):
        desks[unit_id].append(person_id)
    standing = [
        one
        for one in cmd.due
        if one.task_id in tasks
        and tasks[one.task_id].due_on == one.due_on
        and told.get((one.task_id, one.kind, one.due_on), one.rung - 1) < one.rung
    ]
    for one in standing:
        task = tasks[one.task_id]
        _climb(uow, task, one, today, desks[task.lead_unit_id])
    return Reminded(count=len(standing))


def _locked(session: Session, due: Sequence[Due]) -> dict[UUID, Task]:
    """Return the tasks on which somebody still works; in one order, so that workers never meet."""
    query = select(Task).where(Task.id.in_({one.task_id for one in due}), Task.state.in_(CHASED))
    rows = session.scalars(query.order_by(Task.id).with_for_update())
    return {task.id: task for task in rows}


def _told(session: Session, due: Sequence[Due]) -> dict[tuple[UUID, ReminderKind, date], int]:
    """Return the highest rung told of each task, kind and date."""
    rows = session.scalars(
        select(TaskReminder)
        .where(TaskReminder.task_id.in_({one.task_id for one in due}))
        .order_by(TaskReminder.rung)
    )
    return {(row.task_id, row.what, row.due_on): row.rung for row in rows}


def _climb(uow: UnitOfWork, task: Task, due: Due, today: date, desk: list[UUID]) -> None:
    uow.session.add(
        TaskReminder(task_id=task.id, what=due.kind, due_on=due.due_on, rung=due.rung, at=uow.now)
    )
    left = days_left(task, today) or 0
    people: list[UUID | None]
    if due.kind is ReminderKind.ESCALATE:
        what, people = "escalated", [task.supervisor_id]
    else:
        what, people = "overdue" if left < 0 else "due_soon", [task.assignee_id, *desk]
    deed = "task.escalated" if due.kind is ReminderKind.ESCALATE else "task.reminded"
    uow.audit(deed, "task", task.id, what=what, due_on=due.due_on, rung=due.rung)
    tell(uow, task, what, people, due_on=due.due_on, days=abs(left))
