"""Who sits at the desk of a unit: the people who hold certain offices there today."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.models.unit import UnitHeir
from ecabinet.core.actors import Role


def at_desks(
    session: Session, unit_ids: Collection[UUID], roles: Collection[Role], today: date
) -> list[tuple[UUID, UUID]]:
    """Return (unit, person) for every holder of one of `roles` in the units today; two queries.

    The desk of a unit that was merged into another is that of the people of that one.
    """
    heirs = session.execute(
        select(UnitHeir.unit_id, UnitHeir.heir_id).where(
            UnitHeir.unit_id.in_(unit_ids), UnitHeir.from_on <= today
        )
    ).all()
    homes = {*unit_ids, *(heir for _, heir in heirs)}
    rows = session.execute(
        select(Office.unit_id, Office.person_id)
        .join(Person, Person.id == Office.person_id)
        .where(
            Office.unit_id.in_(homes),
            Office.role.in_(roles),
            Office.held_on(today),
            Person.active,
        )
        .distinct()
    )
    sitting = [(unit, person) for unit, person in rows]
    inherited = [(unit, one) for unit, heir in heirs for home, one in sitting if home == heir]
    return [pair for pair in sitting if pair[0] in unit_ids] + inherited
