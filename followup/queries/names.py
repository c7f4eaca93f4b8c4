"""Names of people and units, fetched together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.unit_names import names_on


@dataclass(frozen=True)
class Named:
    """A person with the title held today, or a unit (without title).

    `deputy` is the name of whoever did it on the person's behalf.
    """

    id: UUID
    name: str
    title: str = ""
    deputy: str | None = None


def people_named(session: Session, ids: Iterable[UUID | None], today: date) -> dict[UUID, Named]:
    """Return the people with these ids; two queries."""
    wanted = {person_id for person_id in ids if person_id is not None}
    rows = session.scalars(
        select(Person).where(Person.id.in_(wanted)).options(selectinload(Person.offices))
    )
    return {person.id: Named(person.id, person.name, _title(person, today)) for person in rows}


def units_named(session: Session, ids: Iterable[UUID], day: date) -> dict[UUID, Named]:
    """Return the units with these ids, called as they were on `day`; one query."""
    names = names_on(session, ids, day)
    return {unit_id: Named(unit_id, found.name) for unit_id, found in names.items()}


def in_office(session: Session, ids: Collection[UUID], today: date) -> dict[UUID, str]:
    """Return the names of those of these people who hold an office today, by given name."""
    rows = session.execute(
        select(Person.id, Person.name)
        .join(Person.offices)
        .where(Person.id.in_(ids), Person.active, Office.held_on(today))
        .order_by(Person.sort_key, Person.id)
    )
    return {row.id: row.name for row in rows}


def people_of_unit(session: Session, unit_id: UUID, today: date) -> list[Named]:
    """Return who holds an office in the unit today, by given name, with that office's title."""
    rows = session.execute(
        select(Person.id, Person.name, Office.title)
        .join(Person.offices)
        .where(
            Person.active,
            Office.unit_id == unit_id,
            Office.held_on(today),
        )
        .order_by(Person.sort_key, Person.id, Office.rank)
    )
    first: dict[UUID, Named] = {}
    for person_id, name, title in rows:
        first.setdefault(person_id, Named(person_id, name, title))
    return list(first.values())


def _title(person: Person, today: date) -> str:
    return next((office.title for office in person.offices if office.held_on(today)), "")
