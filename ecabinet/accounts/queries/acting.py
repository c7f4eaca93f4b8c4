"""From a delegation to the actor who acts by it. Asked at each request: nothing is kept."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Delegation, Office, Person
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import Actor, Deputy, HeldOffice
from ecabinet.core.clock import office_day
from ecabinet.core.permissions import Permission
from ecabinet.core.powers import permissions_of

_WITH_GIVER = (
    selectinload(Delegation.giver).selectinload(Person.offices).selectinload(Office.merged)
)


def acting(session: Session, real: Actor, delegation_id: UUID, now: datetime) -> Actor | None:
    """Return the giver as an actor with `real` as deputy, or None when that is not in force.

    It is not before its first day, after its last, once revoked, when the giver was disabled or
    has lost every office held when giving; nor for anybody but the receiver.
    """
    found = session.scalar(
        select(Delegation).where(Delegation.id == delegation_id).options(_WITH_GIVER)
    )
    if found is None or real.deputy is not None or found.receiver_id != real.person_id:
        return None
    return in_force(found, real, now)


def in_force(found: Delegation, real: Actor, now: datetime) -> Actor | None:
    """Return the acting person for a loaded delegation of `real`; None when it is not in force."""
    giver = found.giver
    if not found.runs_on(office_day(now)) or not giver.active or real.person_id is None:
        return None
    offices = _still_held(found, actor_of(giver, now).offices)
    if found.offices and not offices:
        return None
    own = actor_of(giver, now)
    deputy = Deputy(
        person_id=real.person_id,
        name=real.name,
        delegation_id=found.id,
        permissions=_values(permissions_of(found.powers)),
        units=found.units,
        until=found.to_on,
    )
    limited = tuple(o for o in offices if found.units is None or o.unit_id in found.units)
    # Secrets stay with those cleared for them: both must be.
    clearance = min(own.clearance, real.clearance)
    return replace(own, offices=limited, clearance=clearance, language=real.language, deputy=deputy)


def in_force_for(session: Session, reals: Collection[Actor], now: datetime) -> list[Actor]:
    """Return everybody who may act for others by powers `reals` received; two queries."""
    by_id = {actor.person_id: actor for actor in reals if actor.person_id}
    today = office_day(now)
    rows = session.scalars(
        select(Delegation)
        .where(Delegation.runs_on(today))
        .options(_WITH_GIVER)
        .order_by(Delegation.given_at, Delegation.id)
    )
    found = [in_force(row, by_id[row.receiver_id], now) for row in rows if row.receiver_id in by_id]
    return [actor for actor in found if actor is not None]


def _still_held(found: Delegation, held: Collection[HeldOffice]) -> tuple[HeldOffice, ...]:
    given = {(unit, role) for unit, role in found.offices}
    return tuple(o for o in held if (str(o.unit_id), o.role.value) in given)


def _values(permissions: Collection[Permission]) -> frozenset[str]:
    return frozenset(str(permission) for permission in permissions)
