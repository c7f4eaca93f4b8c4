"""Turns in the story of a task: refused, given to another unit, put aside, taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import unit_names
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import Deputies
from followup.models import EntryKind, TaskEntry
from followup.queries.names import Named
from followup.queries.rows import TaskRow

TURNS = (
    EntryKind.REFUSED,
    EntryKind.REASSIGNED,
    EntryKind.INSISTED,
    EntryKind.SUSPENDED,
    EntryKind.RESUMED,
    EntryKind.CANCELLED,
)


@dataclass(frozen=True)
class TurnStep:
    """What happened, by whom and why; `unit` had the task, `to_unit` has it from then on."""

    at: datetime
    task: TaskRow
    turn: EntryKind
    actor: Named | None
    reason: str
    unit: str
    to_unit: str


def turns(session: Session, rows: Mapping[UUID, TaskRow], by: Deputies) -> list[TurnStep]:
    """Return the turns of these tasks; two queries, units called as on their day."""
    query = (
        select(TaskEntry, Person.name)
        .outerjoin(Person, Person.id == TaskEntry.actor_id)
        .where(TaskEntry.task_id.in_(list(rows)), TaskEntry.kind.in_(TURNS))
    )
    found = session.execute(query).all()
    named = {
        UUID(entry.detail[key])
        for entry, _name in found
        for key in ("unit_id", "to_unit_id")
        if entry.detail.get(key)
    }
    units = unit_names(session, named)

    def unit(entry: TaskEntry, key: str) -> str:
        told = entry.detail.get(key)
        return units.on(UUID(told), office_day(entry.at)).name if told else ""

    return [
        TurnStep(
            at=entry.at,
            task=rows[entry.task_id],
            turn=entry.kind,
            actor=_actor(entry, name, by),
            reason=str(entry.detail.get("reason", "")),
            unit=unit(entry, "unit_id"),
            to_unit=unit(entry, "to_unit_id"),
        )
        for entry, name in found
    ]


def _actor(entry: TaskEntry, name: str | None, by: Deputies) -> Named | None:
    if entry.actor_id is None or name is None:
        return None
    deputy = by.of(entry.task_id, f"task.{entry.kind}", entry.at)
    return Named(entry.actor_id, name, deputy=deputy)
