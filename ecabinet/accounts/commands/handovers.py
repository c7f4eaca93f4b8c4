"""An office goes to its next holder on a day (bàn giao chức vụ), with all that hangs on it."""

from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from ecabinet.accounts import access, handover
from ecabinet.accounts.commands.after_merger import Present, present
from ecabinet.accounts.commands.holding import hold, refuse_without_administrator, told
from ecabinet.accounts.commands.offices import settle_end
from ecabinet.accounts.fields import Reason
from ecabinet.accounts.models import Handover, HandoverState, Office, Person
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid, NotFound, refuse_stale
from ecabinet.core.ids import new_id
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork


class HandOverOffice(BaseModel):
    """Who holds the office next, from the day `on`; the holder keeps it to the day before."""

    model_config = ConfigDict(frozen=True)
    office_id: UUID
    to_person_id: UUID
    on: date
    reason: Reason
    revision: int | None = None


class HandedOver(BaseModel):
    """The handover; `new_office_id` and what moved are empty while the day lies ahead."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    new_office_id: UUID | None = None
    moved: dict[str, int] = {}


def hand_over_office(uow: UnitOfWork, cmd: HandOverOffice) -> HandedOver:
    """Hand an office over: at once when the day has come, else the worker does it on that day.

    Raises:
        NotFound, Denied: see the gate.
        Stale: somebody changed the holder since `revision`.
        Invalid: to the holder; to nobody known; from a day before the office began, or on which
            its unit is no more.
        Conflict: handed over or waiting for it already; the new holder has left, or holds it.
    """
    office = _office_and_people(uow, cmd.office_id, cmd.to_person_id)
    refuse_stale(cmd.revision, office.person.revision)
    _check(uow, office, cmd)
    now = present(uow.session, office, cmd.on)
    office.person.revision += 1
    planned = Handover(
        id=new_id(),
        office_id=office.id,
        to_person_id=cmd.to_person_id,
        on=cmd.on,
        reason=cmd.reason,
        state=HandoverState.PLANNED.value,
        made_by_id=uow.actor.person_id,
        made_at=uow.now,
    )
    uow.session.add(planned)
    uow.session.flush()  # Two at once: the unique index lets one in, the other is asked again.
    if cmd.on > office_day(uow.now):
        detail = {"to": _name(uow, cmd.to_person_id), "on": cmd.on, "reason": cmd.reason}
        uow.audit(
            "office.handover_planned", "person", office.person_id, title=office.title, **detail
        )
        return HandedOver(id=planned.id)
    return _carry_out(uow, planned, now)


class CancelHandover(BaseModel):
    """A planned handover that shall not take place."""

    model_config = ConfigDict(frozen=True)
    handover_id: UUID


def cancel_handover(uow: UnitOfWork, cmd: CancelHandover) -> None:
    """Call a planned handover off. Raises NotFound, Denied; Conflict when it is settled already."""
    access.manages_people(uow.actor)
    planned = _planned(uow, cmd.handover_id)
    if planned is None:
        raise Conflict("handover.settled")
    planned.state, planned.settled_at = HandoverState.CANCELLED.value, uow.now
    office = uow.session.get_one(Office, planned.office_id)
    office.person.revision += 1
    uow.audit("office.handover_cancelled", "person", office.person_id, title=office.title)


class CarryOutHandover(BaseModel):
    """The day of a handover has come."""

    model_config = ConfigDict(frozen=True)
    handover_id: UUID


def carry_out_handover(uow: UnitOfWork, cmd: CarryOutHandover) -> None:
    """Carry out what was planned, exactly once: settled, called off or not due, nothing happens.

    Raises:
        Conflict, Invalid: it cannot be done any more (see `hand_over_office`).
    """
    access.manages_people(uow.actor)
    planned = _planned(uow, cmd.handover_id)
    if planned is None or planned.on > office_day(uow.now):
        return
    office = _office_and_people(uow, planned.office_id, planned.to_person_id)
    _carry_out(uow, planned, present(uow.session, office, planned.on))


class FailHandover(CarryOutHandover):
    """The day has come, but it cannot be done; `code` says why."""

    code: str


def fail_handover(uow: UnitOfWork, cmd: FailHandover) -> None:
    """Note that a handover was not possible on its day, for an administrator to decide anew."""
    access.manages_people(uow.actor)
    planned = _planned(uow, cmd.handover_id)
    if planned is None:
        return
    planned.state, planned.settled_at = HandoverState.FAILED.value, uow.now
    planned.failure = cmd.code
    office = uow.session.get_one(Office, planned.office_id)
    uow.audit(
        "office.handover_failed", "person", office.person_id, title=office.title, why=cmd.code
    )
    if planned.made_by_id is not None:
        told_of = {"title": office.title}
        to, url = [planned.made_by_id], f"/admin/people/{office.person_id}"
        uow.notify(Notice("office.handover_failed", to=to, url=url, params=told_of))


def _planned(uow: UnitOfWork, handover_id: UUID) -> Handover | None:
    """Return the handover, locked, if it still waits. Raises NotFound when there is none."""
    found = uow.session.scalar(select(Handover).where(Handover.id == handover_id).with_for_update())
    if found is None:
        raise NotFound("not_found", kind="handover")
    return found if found.state == HandoverState.PLANNED else None


def _office_and_people(uow: UnitOfWork, office_id: UUID, to_person_id: UUID) -> Office:
    """Return the office; both people are locked, in one order whoever hands over to whom."""
    access.manages_people(uow.actor)
    office = uow.session.get(Office, office_id)
    if office is None:
        raise NotFound("not_found", kind="office")
    both = sorted((office.person_id, to_person_id), key=str)
    known = uow.session.scalars(
        select(Person.id).where(Person.id.in_(both)).order_by(Person.id).with_for_update()
    ).all()
    if to_person_id not in known:
        raise Invalid("handover.nobody", field="to_person_id")
    uow.session.refresh(office)
    return office


def _check(uow: UnitOfWork, office: Office, cmd: HandOverOffice) -> None:
    if cmd.to_person_id == office.person_id:
        raise Invalid("handover.to_oneself", field="to_person_id")
    if cmd.on <= office.from_on:
        raise Invalid("handover.too_early", field="on", day=f"{office.from_on:%d/%m/%Y}")
    if not uow.session.get_one(Person, cmd.to_person_id).active:
        raise Conflict("handover.left", field="to_person_id")
    after = select(Office.id).where(Office.predecessor_id == office.id)
    waits = select(Handover.id).where(
        Handover.office_id == office.id, Handover.state == HandoverState.PLANNED.value
    )
    if uow.session.scalar(after) or uow.session.scalar(waits):
        raise Conflict("handover.twice")


def _carry_out(uow: UnitOfWork, planned: Handover, now: Present) -> HandedOver:
    office, unit = now.office, now.unit
    last_day = planned.on - timedelta(days=1)
    if office.to_on is None or office.to_on > last_day:
        office.to_on, office.end_reason = last_day, planned.reason
        settle_end(uow, office)
    uow.session.flush()  # The unit may have one head at a time: the old one's end must stand first.
    holder = uow.session.get_one(Person, planned.to_person_id)
    new = Office(
        person_id=holder.id,
        unit_id=unit.id,
        role=office.role,
        title=office.title,
        rank=max((held.rank for held in holder.offices), default=-1) + 1,
        from_on=planned.on,
        is_head=now.keeps_head,
        predecessor_id=office.id,
    )
    hold(uow, holder, new, "office.handed_over")
    if office.role == Role.ADMINISTRATOR:
        # The next holder may be about to leave.
        refuse_without_administrator(uow)
    planned.state, planned.settled_at = HandoverState.DONE.value, uow.now
    planned.new_office_id = new.id
    moved = handover.pass_everything_on(uow, office.person_id, holder.id, now.through.id)
    detail = {**told(office, unit), "to": holder.name, "reason": planned.reason, "moved": moved}
    uow.audit("office.handed_over", "person", office.person_id, **detail)
    return HandedOver(id=planned.id, new_office_id=new.id, moved=moved)


def _name(uow: UnitOfWork, person_id: UUID) -> str:
    return uow.session.get_one(Person, person_id).name
