"""Delegations as pages and the API show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.delegation_policies import DelegationPermission
from ecabinet.accounts.models import Delegation, Person, Unit
from ecabinet.accounts.queries.acting import in_force
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import NotFound
from ecabinet.core.pages import Page
from ecabinet.core.permissions import allows, require
from ecabinet.core.powers import powers

PAGE_SIZE = 50


class DelegationStanding(StrEnum):
    """How a delegation stands on a day. `void`: nothing can be done by it, though it runs."""

    COMING = "coming"
    RUNNING = "running"
    VOID = "void"
    OVER = "over"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Named:
    """A person or unit by name."""

    id: UUID
    name: str


@dataclass(frozen=True)
class DelegationView:
    """One delegation for one reader."""

    id: UUID
    giver: Named
    receiver: Named
    powers: tuple[str, ...]
    units: tuple[Named, ...]
    from_on: date
    to_on: date
    reason: str
    given_at: datetime
    standing: DelegationStanding
    revoked_at: datetime | None
    revoked_by: str
    revoke_reason: str
    may_revoke: bool
    may_use: bool


def one(session: Session, actor: Actor, delegation_id: UUID, now: datetime) -> DelegationView:
    """Return a delegation. Raises NotFound to whoever has no part in it."""
    found = session.scalar(_rows().where(Delegation.id == delegation_id))
    found = require(
        actor, DelegationPermission.READ, DelegationPermission.READ, found, "delegation"
    )
    return _views(session, actor, [found], now)[0]


def mine(session: Session, actor: Actor, now: datetime) -> list[DelegationView]:
    """Return what the actor gave and received, newest first; a constant number of queries."""
    part = or_(Delegation.giver_id == actor.person_id, Delegation.receiver_id == actor.person_id)
    rows = session.scalars(_rows().where(part).order_by(Delegation.id.desc()).limit(200)).all()
    return _views(session, actor, rows, now)


def everybody(
    session: Session, actor: Actor, now: datetime, after: UUID | None = None, *, running: bool
) -> Page[DelegationView]:
    """Return all delegations of the office, or those not over, newest first.

    Raises NotFound to whoever does not oversee them.
    """
    if not allows(actor, DelegationPermission.OVERSEE, None):
        raise NotFound("not_found", kind="delegation")
    query = _rows().order_by(Delegation.id.desc()).limit(PAGE_SIZE + 1)
    if running:
        query = query.where(Delegation.revoked_at.is_(None), Delegation.to_on >= office_day(now))
    if after:
        query = query.where(Delegation.id < after)
    rows = session.scalars(query).all()
    views = _views(session, actor, rows[:PAGE_SIZE], now)
    return Page(views, str(views[-1].id) if len(rows) > PAGE_SIZE else None)


def usable(session: Session, actor: Actor, now: datetime) -> list[DelegationView]:
    """Return the delegations by which the actor may act now, for the menu; one query if none."""
    today = office_day(now)
    running = (Delegation.receiver_id == actor.person_id, Delegation.runs_on(today))
    rows = session.scalars(_rows().where(*running).order_by(Delegation.id)).all()
    return [view for view in _views(session, actor, rows, now) if view.may_use] if rows else []


def powers_held(session: Session, actor: Actor) -> list[str]:
    """Return the keys of the powers that the actor has now and may give to others."""
    return [key for key, power in powers().items() if power.holds(session, actor, None)]


def count_running(session: Session, now: datetime) -> int:
    """Return how many delegations are in force today by their dates."""
    today = office_day(now)
    return (
        session.scalar(
            select(func.count()).select_from(Delegation).where(Delegation.runs_on(today))
        )
        or 0
    )


def _rows() -> Select[Delegation]:
    return select(Delegation).options(
        selectinload(Delegation.giver).selectinload(Person.offices),
        selectinload(Delegation.receiver).selectinload(Person.offices),
    )


def _views(
    session: Session, actor: Actor, rows: Sequence[Delegation], now: datetime
) -> list[DelegationView]:
    unit_ids = {UUID(key) for row in rows for key in row.unit_ids}
    enders = {row.revoked_by_id for row in rows if row.revoked_by_id}
    units = dict(session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids))).all())
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(enders))).all())
    return [_view(actor, row, units, names, now) for row in rows]


def _view(
    actor: Actor, row: Delegation, units: dict[UUID, str], names: dict[UUID, str], now: datetime
) -> DelegationView:
    standing = _standing(row, now)
    alive = standing in (
        DelegationStanding.COMING,
        DelegationStanding.RUNNING,
        DelegationStanding.VOID,
    )
    return DelegationView(
        id=row.id,
        giver=Named(row.giver.id, row.giver.name),
        receiver=Named(row.receiver.id, row.receiver.name),
        powers=tuple(row.powers),
        units=tuple(Named(UUID(key), units[UUID(key)]) for key in row.unit_ids),
        from_on=row.from_on,
        to_on=row.to_on,
        reason=row.reason,
        given_at=row.given_at,
        standing=standing,
        revoked_at=row.revoked_at,
        revoked_by=names[row.revoked_by_id] if row.revoked_by_id else "",
        revoke_reason=row.revoke_reason,
        may_revoke=alive and allows(actor, DelegationPermission.REVOKE, row),
        may_use=standing is DelegationStanding.RUNNING
        and allows(actor, DelegationPermission.USE, row),
    )


def _standing(row: Delegation, now: datetime) -> DelegationStanding:
    today = office_day(now)
    if row.revoked_at is not None:
        return DelegationStanding.REVOKED
    if row.to_on < today:
        return DelegationStanding.OVER
    if today < row.from_on:
        return DelegationStanding.COMING
    usable_now = row.receiver.active and in_force(row, actor_of(row.receiver, now), now)
    return DelegationStanding.RUNNING if usable_now else DelegationStanding.VOID
