"""The worker climbs the ladders of reminders: each rung once for each date, in the office's hours.

What is to be sent is looked for outside the write transaction; the command looks at each thing
again, and the key of its reminder makes it once, however many workers there are.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ecabinet.core.clock import office_day, office_time
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.reminders import Reminders
from followup.models import ReminderKind, Task
from followup.proposals.models import Proposal
from followup.queries.climbers import CLIMBERS, Climber, climber_of
from followup.queries.due_rungs import ladders, waiting

BATCH, FOUND = 100, 2_000
"""How many are written at once, so that nobody waits long; how many are looked for at once."""


class Due(BaseModel):
    """A thing that stands on a rung nobody was told of. `key`: of its kind of thing, in order."""

    model_config = ConfigDict(frozen=True)
    key: tuple[UUID, ...]
    due_on: date
    kind: ReminderKind
    rung: int


class RemindPeople(BaseModel):
    """What was found to be due."""

    model_config = ConfigDict(frozen=True)
    due: tuple[Due, ...]


class Reminded(BaseModel):
    """Of how many things people were told now; less than asked for when another worker was
    faster."""

    count: int


def find_due(session: Session, now: datetime) -> list[Due]:
    """Return what is to be sent now, of each kind the oldest date first, FOUND at most."""
    today, hour = office_day(now), office_time(now).hour
    due: list[Due] = []
    for found in ladders(session, today):
        for kind in found.climber.kinds:
            asked = waiting(found, kind, today, hour)
            if asked is None or len(due) >= FOUND:
                continue
            for *key, due_on, rung in session.execute(asked.limit(FOUND - len(due))):
                due.append(Due(key=tuple(key), due_on=due_on, kind=kind, rung=rung))
    return due


def remind_people(uow: UnitOfWork, cmd: RemindPeople) -> Reminded:
    """Tell whoever `kind` is for, of each thing.

    What has been told, done, put aside or moved since it was found is left out.
    """
    of_each = [(one, [due for due in cmd.due if due.kind in one.kinds]) for one in CLIMBERS]
    of_each = [(climber, due) for climber, due in of_each if due]
    _lock(uow.session, of_each)
    standing = [due for of, found in of_each for due in _standing(uow.session, of, found)]
    reminders = Reminders(uow, [(due.kind, due.key) for due in standing])
    for due in standing:
        climber = climber_of(due.kind)
        what = {"what": due.kind} if len(climber.kinds) > 1 else {}
        key = dict(zip(climber.key, due.key, strict=True))
        uow.session.add(
            climber.reminder(**key, **what, due_on=due.due_on, rung=due.rung, at=uow.now)
        )
        reminders.send(due.kind, due.key, due.due_on, due.rung)
    return Reminded(count=len(standing))


def _lock(session: Session, of_each: Sequence[tuple[Climber, list[Due]]]) -> None:
    """Lock the tasks, then the proposals, each in one order, so that workers never meet."""
    for root in (Task, Proposal):
        ids: set[UUID] = set()
        for of, due in of_each:
            if of.root is root:
                mine = of.joined(select(root.id).select_from(root))
                ids |= set(session.scalars(mine.where(_among(of, due))))
        if ids:
            locked = select(root.id).where(root.id.in_(ids)).order_by(root.id)
            session.execute(locked.with_for_update()).all()


def _standing(session: Session, of: Climber, due: Sequence[Due]) -> list[Due]:
    """Return what of it still waits for somebody, untold."""
    query = of.joined(select(*of.key.values(), of.due_on).select_from(of.root))
    waits = {tuple(row) for row in session.execute(query.where(of.waits, _among(of, due)))}
    told = _told(session, of, due)
    return [
        one
        for one in due
        if (*one.key, one.due_on) in waits
        and told.get((one.kind, *one.key, one.due_on), one.rung - 1) < one.rung
    ]


def _among(of: Climber, due: Iterable[Due]) -> ColumnElement[bool]:
    return next(iter(of.key.values())).in_({one.key[0] for one in due})


def _told(session: Session, of: Climber, due: Iterable[Due]) -> dict[tuple[Any, ...], int]:
    """Return the highest rung told of each kind, thing and date."""
    table, names = of.reminder, tuple(of.key)
    first = getattr(table, names[0])
    rows = session.scalars(
        select(table).where(first.in_({one.key[0] for one in due})).order_by(table.rung)
    )
    return {
        (getattr(row, "what", of.kinds[0]), *(getattr(row, name) for name in names), row.due_on):
        row.rung
        for row in rows
    }  # fmt: skip
