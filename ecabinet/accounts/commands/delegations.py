"""Powers are given to another person for a while, and taken back. Every trace is kept."""

from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.accounts.delegation_policies import DelegationPermission
from ecabinet.accounts.models import Delegation, Person, Unit
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.access import AccessEnded
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.notices import Notice
from ecabinet.core.permissions import require
from ecabinet.core.powers import powers
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

LONGEST = timedelta(days=366)
PAGE = "/delegations"


class DelegationTerms(BaseModel):
    """To whom, which powers, within which units (none: wherever one has them), when, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    receiver_id: UUID
    powers: tuple[str, ...] = Field(min_length=1, max_length=20)
    unit_ids: tuple[UUID, ...] = Field((), max_length=100)
    from_on: date
    to_on: date
    reason: str = Field(min_length=1, max_length=500)


class Delegated(BaseModel):
    """The delegation that came into being."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def create_delegation(uow: UnitOfWork, cmd: DelegationTerms) -> Delegated:
    """Give powers of one's own to another person.

    Raises:
        Denied: somebody acts on behalf of another; received powers cannot be passed on.
        Invalid: to oneself, to nobody known or active; a power that is unknown or not one's own;
            an unknown unit; a period that is past, reversed, or longer than a year.
        Conflict: the same powers were given to the same person for some of these days already.
    """
    giver = _giver(uow)
    _check_receiver(uow, giver, cmd)
    _check_period(cmd, office_day(uow.now))
    _check_powers(uow, cmd)
    _check_overlap(uow, giver, cmd)
    row = Delegation(
        id=new_id(),
        giver_id=giver.id,
        receiver_id=cmd.receiver_id,
        powers=[key for key in powers() if key in cmd.powers],
        unit_ids=sorted(str(unit_id) for unit_id in set(cmd.unit_ids)),
        offices=[[str(o.unit_id), o.role.value] for o in uow.actor.offices],
        from_on=cmd.from_on,
        to_on=cmd.to_on,
        reason=nfc(cmd.reason.strip()),
        given_at=uow.now,
    )
    uow.session.add(row)
    uow.audit(
        "delegation.given", "delegation", row.id,
        receiver_id=row.receiver_id, powers=row.powers, unit_ids=row.unit_ids,
        from_on=row.from_on, to_on=row.to_on, reason=row.reason,
    )  # fmt: skip
    _tell(uow, "delegation.given", row, [row.receiver_id])
    return Delegated(id=row.id)


class RevokeDelegation(BaseModel):
    """End a delegation before its last day, and say why."""

    model_config = ConfigDict(frozen=True)
    delegation_id: UUID
    reason: str = Field(min_length=1, max_length=500)


def revoke_delegation(uow: UnitOfWork, cmd: RevokeDelegation) -> Delegated:
    """End a delegation at once: taken back, given back, or ended by an administrator.

    Raises:
        NotFound: there is none, or the actor has no part in it.
        Conflict: it is over already.
    """
    query = select(Delegation).where(Delegation.id == cmd.delegation_id).with_for_update()
    row = uow.session.scalar(query)
    row = require(
        uow.actor, DelegationPermission.REVOKE, DelegationPermission.READ, row, "delegation"
    )
    if row.revoked_at is not None or row.to_on < office_day(uow.now):
        raise Conflict("delegation.is_over")
    row.revoked_at, row.revoked_by_id = uow.now, uow.actor.person_id
    row.revoke_reason = nfc(cmd.reason.strip())
    if not row.revoke_reason:
        raise Invalid("delegation.no_reason", field="reason")
    uow.audit("delegation.revoked", "delegation", row.id, reason=row.revoke_reason)
    # Open tablets of the receiver close, and come back with what they may hear of their own.
    uow.record(AccessEnded(person_id=row.receiver_id))
    row.settled_at = uow.now
    _tell(uow, "delegation.revoked", row, [row.receiver_id])
    _tell(uow, "delegation.taken_back", row, [row.giver_id])
    return Delegated(id=row.id)


def settle_delegation(uow: UnitOfWork, row: Delegation) -> None:
    """Tell both that the last day of a delegation is over, once. Part of a sweep's command."""
    if row.settled_at is not None or row.to_on >= office_day(uow.now):
        return
    row.settled_at = uow.now
    uow.audit("delegation.ended", "delegation", row.id)
    uow.record(AccessEnded(person_id=row.receiver_id))
    for kind, to, other in (
        ("delegation.over", row.receiver_id, row.giver),
        ("delegation.returned", row.giver_id, row.receiver),
    ):
        params = {"title": other.name, "from_on": row.from_on, "to_on": row.to_on}
        subject = ("delegation", row.id)
        uow.notify(Notice(kind=kind, to=[to], url=PAGE, params=params, subject=subject))


def _giver(uow: UnitOfWork) -> Person:
    if uow.actor.deputy is not None:
        raise Denied("delegation.chain")
    # Locked, so that of two equal delegations given at once the second sees the first.
    query = select(Person).where(Person.id == uow.actor.person_id, Person.active)
    found = uow.session.scalar(query.with_for_update())
    if found is None:
        raise Denied("denied", kind="delegation")
    return found


def _check_receiver(uow: UnitOfWork, giver: Person, cmd: DelegationTerms) -> None:
    if cmd.receiver_id == giver.id:
        raise Invalid("delegation.to_oneself", field="receiver_id")
    receiver = uow.session.get(Person, cmd.receiver_id)
    if receiver is None or not receiver.active:
        raise Invalid("delegation.receiver_unknown", field="receiver_id")
    if not nfc(cmd.reason.strip()):
        raise Invalid("delegation.no_reason", field="reason")


def _check_period(cmd: DelegationTerms, today: date) -> None:
    if cmd.to_on < cmd.from_on:
        raise Invalid("delegation.reversed", field="to_on")
    if cmd.from_on < today:
        raise Invalid("delegation.in_past", field="from_on")
    if cmd.to_on - cmd.from_on > LONGEST:
        raise Invalid("delegation.too_long", field="to_on")


def _check_powers(uow: UnitOfWork, cmd: DelegationTerms) -> None:
    known = powers()
    if any(key not in known for key in cmd.powers):
        raise Invalid("delegation.power_unknown", field="powers")
    wanted = frozenset(cmd.unit_ids)
    open_units = select(Unit.id).where(Unit.id.in_(wanted), Unit.closed_on.is_(None))
    if wanted - set(uow.session.scalars(open_units)):
        raise Invalid("delegation.unit_unknown", field="unit_ids")
    # The rights of this moment, whatever they were when the request came in.
    person = uow.session.get_one(Person, uow.actor.person_id)
    own: Actor = actor_of(person, uow.now)
    for key in cmd.powers:
        if not known[key].holds(uow.session, own, wanted or None):
            raise Invalid("delegation.power_not_held", field="powers", power=key)


def _check_overlap(uow: UnitOfWork, giver: Person, cmd: DelegationTerms) -> None:
    same = uow.session.scalars(
        select(Delegation).where(
            Delegation.giver_id == giver.id,
            Delegation.receiver_id == cmd.receiver_id,
            Delegation.revoked_at.is_(None),
            Delegation.from_on <= cmd.to_on,
            Delegation.to_on >= cmd.from_on,
        )
    )
    wanted = frozenset(cmd.unit_ids) or None
    for row in same:
        apart = wanted is not None and row.units is not None and wanted.isdisjoint(row.units)
        if not apart and not set(row.powers).isdisjoint(cmd.powers):
            raise Conflict(
                "delegation.overlaps", field="receiver_id", from_on=row.from_on, to_on=row.to_on
            )


def _tell(uow: UnitOfWork, kind: str, row: Delegation, to: list[UUID]) -> None:
    params = {"title": uow.actor.name, "from_on": row.from_on, "to_on": row.to_on}
    uow.notify(Notice(kind=kind, to=to, url=PAGE, params=params, subject=("delegation", row.id)))
