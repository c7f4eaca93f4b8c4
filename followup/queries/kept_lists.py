"""Lists that a person kept or is offered by colleagues, and the columns chosen."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from followup.models import Layout, Task, TaskColumns, TaskList
from followup.policies import visible_to
from followup.queries.columns import USUAL, Column
from followup.queries.filters import TaskFilter


@dataclass(frozen=True)
class KeptList:
    """A kept list; `unit` is where it is shared, `owner` who keeps it when that is a colleague."""

    id: UUID
    name: str
    wanted: TaskFilter
    layout: Layout
    standard: bool
    mine: bool
    owner: str
    unit_id: UUID | None
    unit: str | None


def kept_lists(session: Session, actor: Actor) -> list[KeptList]:
    """Return one's own lists, then those of colleagues, each by name; one query."""
    if actor.person_id is None:
        return []
    mine = TaskList.person_id == actor.person_id
    rows = session.execute(
        select(TaskList, Person.name, Unit.name)
        .join(Person, Person.id == TaskList.person_id)
        .outerjoin(Unit, Unit.id == TaskList.unit_id)
        .where(or_(mine, TaskList.unit_id.in_(actor.unit_ids)))
        .order_by(mine.desc(), TaskList.name, TaskList.id)
    )
    found = [_kept(actor, row, owner, unit) for row, owner, unit in rows]
    return [each for each in found if each is not None]


def _kept(actor: Actor, row: TaskList, owner: str, unit: str | None) -> KeptList | None:
    """A filter of a word that is no longer known is left out."""
    try:
        wanted = TaskFilter.model_validate(row.wanted)
    except ValidationError:
        return None
    mine = row.person_id == actor.person_id
    return KeptList(
        row.id, row.name, wanted, row.layout, row.standard and mine, mine, owner, row.unit_id, unit
    )


def columns_of(session: Session, actor: Actor) -> tuple[Column, ...]:
    """Return the columns that the person chose, or the usual ones; one query."""
    return columns_chosen(session, actor) or USUAL


def columns_chosen(session: Session, actor: Actor) -> tuple[Column, ...]:
    """Return the columns that the person chose, none: they never did; one query."""
    row = session.get(TaskColumns, actor.person_id) if actor.person_id else None
    known = {column.value for column in Column}
    return tuple(Column(name) for name in (row.columns if row else ()) if name in known)


def leaders(session: Session, only: UUID | None = None) -> list[tuple[UUID, str]]:
    """Return who supervises any task, by given name, or whether `only` does; one query."""
    supervises = select(Task.id).where(Task.supervisor_id == Person.id).exists()
    query = select(Person.id, Person.name).where(supervises).order_by(Person.sort_key, Person.id)
    if only:
        query = query.where(Person.id == only)
    return [(person_id, name) for person_id, name in session.execute(query)]


def officials(session: Session, actor: Actor, only: UUID | None = None) -> list[tuple[UUID, str]]:
    """Return who does any task that the person may read, by given name, or whether `only` does; one
    query."""
    does = select(Task.assignee_id).where(visible_to(actor), Task.assignee_id.is_not(None))
    if only:
        does = does.where(Task.assignee_id == only)
    query = select(Person.id, Person.name).where(Person.id.in_(does))
    found = session.execute(query.order_by(Person.sort_key, Person.id))
    return [(person_id, name) for person_id, name in found]
