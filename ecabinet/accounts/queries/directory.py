"""The directory: units and people to choose from, in the order of the office."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Person, Unit
from ecabinet.accounts.models.unit import open_on
from ecabinet.core.clock import office_day, utc_now


@dataclass(frozen=True)
class UnitChoice:
    """A unit as lists and choosers show it."""

    id: UUID
    name: str
    code: str
    kind: str
    parent_id: UUID | None


@dataclass(frozen=True)
class PersonChoice:
    """A person as lists and choosers show it; `title` is the first office held."""

    id: UUID
    name: str
    username: str
    title: str
    unit_ids: tuple[UUID, ...]


def units(session: Session, today: date | None = None) -> list[UnitChoice]:
    """Return all units that are there today, by rank, then name."""
    day = today or office_day(utc_now())
    shown = select(Unit.id, Unit.name, Unit.code, Unit.kind, Unit.parent_id)
    rows = session.execute(shown.where(open_on(day)).order_by(Unit.rank, Unit.name))
    return [UnitChoice(*row) for row in rows]


def people(session: Session, today: date, unit_id: UUID | None = None) -> list[PersonChoice]:
    """Return active people by given name; only those with an office in `unit_id` if given."""
    rows = session.scalars(
        select(Person)
        .where(Person.active)
        .options(selectinload(Person.offices))
        .order_by(Person.sort_key, Person.id)
    )
    choices = [_choice(person, today) for person in rows]
    return [c for c in choices if unit_id is None or unit_id in c.unit_ids]


def chosen(session: Session, *ids: UUID | None) -> list[tuple[UUID, str]]:
    """Return these people, also who left, as a chooser names them before anything is typed."""
    rows = session.execute(
        select(Person.id, Person.name, Person.username).where(
            Person.id.in_([one for one in ids if one is not None])
        )
    )
    return [(row.id, f"{row.name} ({row.username})") for row in rows]


def _choice(person: Person, today: date) -> PersonChoice:
    held = [o for o in person.offices if o.held_on(today)]
    title = held[0].title if held else ""
    return PersonChoice(
        person.id, person.name, person.username, title, tuple(o.unit_id for o in held)
    )
