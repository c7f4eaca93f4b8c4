"""What can be found of people: their names and the offices they hold."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.policies import AccountPermission
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.core.search.kinds import Card, Kind, Watch, Words, register_kind


def register_search_kinds() -> None:
    """Register people who work here."""
    register_kind(
        Kind(
            key="person",
            rank=8,
            label=_l("Người"),
            icon="user",
            words=_words,
            visible=lambda actor: select(Person.id).where(Person.active, *_if_colleague(actor)),
            cards=_cards,
            every=lambda: select(Person.id),
            watch=(
                Watch(Person, ("name", "active"), lambda person: person.id),
                Watch(Office, ("title", "unit_id", "ended_at", "to_on"), lambda o: o.person_id),
            ),
        )
    )


def _if_colleague(actor: Actor) -> list[ColumnElement[bool]]:
    return [] if allows(actor, AccountPermission.READ, None) else [false()]


def _offices(person: Person) -> list[str]:
    day = office_day(utc_now())
    held = [office for office in person.offices if office.held_on(day)]
    return [f"{o.title}, {o.unit.name}" if o.title else o.unit.name for o in held]


def _words(session: Session, person_id: UUID) -> Words | None:
    person = session.get(Person, person_id)
    if person is None or not person.active:
        return None
    return Words(" ".join([person.name, *_offices(person)]))


def _cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = session.scalars(
        select(Person)
        .where(Person.id.in_(ids))
        .options(selectinload(Person.offices).joinedload(Office.unit))
    )
    return {
        row.id: Card(title=row.name, url=f"/people/{row.id}", note="; ".join(_offices(row)))
        for row in rows
    }
