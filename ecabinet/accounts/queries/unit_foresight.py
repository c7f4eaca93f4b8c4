"""What would pass to whom if a unit moved or were merged: told before anybody says yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts import closing
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.unit_hanging import units_below
from ecabinet.accounts.queries.unit_names import NameOnDay, unit_names
from ecabinet.accounts.queries.unit_shapes import Place


@dataclass(frozen=True)
class Passing:
    """An office that would go on in the successor; `held` there already, then it only ends."""

    name: str
    title: str
    is_head: bool
    held: bool


@dataclass(frozen=True)
class Merged:
    """One unit that would be no more, and all that it leaves."""

    unit: Place
    people: tuple[Passing, ...]
    below: tuple[Place, ...]
    hanging: tuple[closing.Hanging, ...]


@dataclass(frozen=True)
class Moved:
    """Where a unit would stand, and who would come along."""

    before: tuple[Place, ...]
    after: tuple[Place, ...]
    units: int
    people: int


def foresee_merger(
    session: Session, predecessors: Sequence[UUID], successor_id: UUID, day: date
) -> tuple[Place, list[Merged]]:
    """Return the successor and what each predecessor leaves; a few queries for each predecessor."""
    times = unit_names(session)
    names = times.all_on(day)
    offices = _offices(session, [*predecessors, successor_id], day)
    there = {(o.person_id, o.role, o.title) for o, _ in offices if o.unit_id == successor_id}
    return _place(names, successor_id), [
        Merged(
            unit=_place(names, unit_id),
            people=tuple(
                Passing(name, o.title, o.is_head, (o.person_id, o.role, o.title) in there)
                for o, name in offices
                if o.unit_id == unit_id
            ),
            below=tuple(
                _place(names, below.id) for below in units_below(session, times, unit_id, day)
            ),
            hanging=tuple(closing.hanging(session, unit_id)),
        )
        for unit_id in predecessors
    ]


def foresee_move(session: Session, unit_id: UUID, parent_id: UUID | None, day: date) -> Moved:
    """Return the place of now, the new one, and how many come along; two queries."""
    names = unit_names(session).all_on(day)
    along = _subtree(names, unit_id)
    people = {office.person_id for office, _ in _offices(session, along, day)}
    return Moved(
        before=_line(names, names[unit_id].parent_id),
        after=_line(names, parent_id),
        units=len(along) - 1,
        people=len(people),
    )


def _place(names: Mapping[UUID, NameOnDay], unit_id: UUID) -> Place:
    return Place(unit_id, names[unit_id].name, names[unit_id].code)


def _line(names: Mapping[UUID, NameOnDay], above: UUID | None) -> tuple[Place, ...]:
    line: list[Place] = []
    while above is not None and all(above != place.id for place in line):
        line.append(_place(names, above))
        above = names[above].parent_id
    return tuple(reversed(line))


def _subtree(names: Mapping[UUID, NameOnDay], unit_id: UUID) -> list[UUID]:
    below: dict[UUID | None, list[UUID]] = {}
    for name in names.values():
        below.setdefault(name.parent_id, []).append(name.unit_id)
    found: dict[UUID, None] = {}
    waiting = [unit_id]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found[here] = None
            waiting += below.get(here, [])
    return list(found)


def _offices(session: Session, units: Sequence[UUID], day: date) -> list[tuple[Office, str]]:
    """Return the offices in these units that are held on `day` or will be, with the names."""
    query = (
        select(Office, Person.name)
        .join(Office.person)
        .where(
            Office.unit_id.in_(units),
            Office.held_since(day),
            Person.active,
        )
        .order_by(Office.is_head.desc(), Person.sort_key, Office.id)
    )
    return [(office, name) for office, name in session.execute(query)]
