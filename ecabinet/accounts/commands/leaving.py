"""People leave and come back. Nobody is ever deleted: what they did keeps their name."""

from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select, update

from ecabinet.accounts import access
from ecabinet.accounts.commands.holding import put_out, refuse_without_administrator
from ecabinet.accounts.commands.offices import settle_end
from ecabinet.accounts.fields import Reason
from ecabinet.accounts.models import Handover, HandoverState, Person, SignIn
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork


class DeactivatePerson(BaseModel):
    """From the day `on` the person has no access any more; at once when the day has come."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    on: date
    reason: Reason
    end_offices: bool = False
    revision: int | None = None


def deactivate_person(uow: UnitOfWork, cmd: DeactivatePerson) -> None:
    """End a person's access; sessions end with it, and live sockets leave. Offices only if asked.

    Raises:
        NotFound, Denied, Stale: see the gate.
        Invalid: the day is past.
        Conflict: oneself; the last administrator; has left already.
    """
    person = access.person_to_change(uow, cmd.person_id, cmd.revision)
    today = office_day(uow.now)
    if person.id == uow.actor.real_id:
        raise Conflict("person.oneself")
    if not person.active:
        raise Conflict("person.left", name=person.name)
    if cmd.on < today:
        raise Invalid("person.leaves_in_past", field="on")
    if _administers(person):
        refuse_without_administrator(uow, leaving=person.id)
    person.leaves_on, person.leaves_reason = cmd.on, cmd.reason
    person.revision += 1
    ended = _end_offices(uow, person, cmd) if cmd.end_offices else 0
    uow.audit(
        "person.leaving", "person", person.id,
        on=cmd.on, reason=cmd.reason, offices_ended=ended,
    )  # fmt: skip
    if cmd.on <= today:
        settle_leave(uow, person)


def settle_leave(uow: UnitOfWork, person: Person) -> None:
    """The day has come: no sign-in, no session, no open socket."""
    person.active = False
    ended = (
        update(SignIn)
        .where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
        .values(ended_at=uow.now)
        .execution_options(synchronize_session=False)
    )
    uow.session.execute(ended)
    # Nobody can take over an office any more who is not here.
    waiting = select(Handover).where(
        Handover.to_person_id == person.id, Handover.state == HandoverState.PLANNED.value
    )
    for planned in uow.session.scalars(waiting.with_for_update()):
        planned.state, planned.settled_at = HandoverState.FAILED.value, uow.now
        planned.failure = "handover.left"
    put_out(uow, person.id)
    uow.audit("person.deactivated", "person", person.id, reason=person.leaves_reason)


class ReactivatePerson(BaseModel):
    """The person is back, or does not leave after all."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    reason: Reason
    revision: int | None = None


def reactivate_person(uow: UnitOfWork, cmd: ReactivatePerson) -> None:
    """Let a person sign in again. Sessions that ended stay ended, and so do offices.

    Raises:
        NotFound, Denied, Stale: see the gate.
        Conflict: neither has left nor is going to.
    """
    person = access.person_to_change(uow, cmd.person_id, cmd.revision)
    if person.active and person.leaves_on is None:
        raise Conflict("person.here", name=person.name)
    person.active = True
    person.leaves_on = person.leaves_reason = None
    person.revision += 1
    uow.audit("person.reactivated", "person", person.id, reason=cmd.reason)


def _administers(person: Person) -> bool:
    return any(
        office.role == Role.ADMINISTRATOR and office.to_on is None for office in person.offices
    )


def _end_offices(uow: UnitOfWork, person: Person, cmd: DeactivatePerson) -> int:
    """End all offices with the day before; those not begun by then are never held."""
    last = cmd.on - timedelta(days=1)
    held = [o for o in person.offices if o.to_on is None or o.to_on > last]
    for office in held:
        office.to_on = max(last, office.from_on - timedelta(days=1))
        office.end_reason = cmd.reason
        settle_end(uow, office)
    return len(held)
