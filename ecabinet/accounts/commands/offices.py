"""Offices (chức vụ) are given, come to an end, and are put right when something was mistyped."""

from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from ecabinet.accounts import access
from ecabinet.accounts.commands.holding import (
    fitting_unit,
    has_ended,
    hold,
    put_out,
    refuse_without_administrator,
    tell,
    told,
)
from ecabinet.accounts.commands.people import Created, OfficeToHold, office_of
from ecabinet.accounts.fields import Reason, Title
from ecabinet.accounts.models import Office, Unit
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork


class GiveOffice(OfficeToHold):
    """An office for a person who is there already."""

    person_id: UUID
    revision: int | None = None


def give_office(uow: UnitOfWork, cmd: GiveOffice) -> Created:
    """Let a person hold an office, in addition to those held.

    Raises:
        NotFound, Denied, Stale: see the gate.
        Invalid, Conflict: see `holding.hold`.
    """
    person = access.person_to_change(uow, cmd.person_id, cmd.revision)
    rank = max((office.rank for office in person.offices), default=-1) + 1
    office = office_of(person.id, cmd, rank)
    hold(uow, person, office)
    person.revision += 1
    return Created(id=office.id)


class EndOffice(BaseModel):
    """The last day of an office, that day included; before today it ends at once."""

    model_config = ConfigDict(frozen=True)
    office_id: UUID
    to_on: date
    reason: Reason
    revision: int | None = None


def end_office(uow: UnitOfWork, cmd: EndOffice) -> None:
    """Let an office end. One that has not begun may be taken back by a day before its first.

    Raises:
        NotFound, Denied, Stale: see the gate.
        Conflict: it has ended already, or nobody would administer the office any more.
        Invalid: the last day lies before the first.
    """
    office = access.office_to_change(uow, cmd.office_id, cmd.revision)
    today = office_day(uow.now)
    if office.ended_at is not None:
        raise Conflict("office.ended_already")
    earliest = office.from_on if office.from_on <= today else office.from_on - timedelta(days=1)
    if cmd.to_on < earliest:
        raise Invalid("office.days_reversed", field="to_on")
    office.to_on, office.end_reason = cmd.to_on, cmd.reason
    office.person.revision += 1
    _guard_administration(uow, office)
    settle_end(uow, office)
    unit = uow.session.get_one(Unit, office.unit_id)
    uow.audit("office.ended", "person", office.person_id, reason=cmd.reason, **told(office, unit))
    tell(uow, "office.ended", office, unit)


def settle_end(uow: UnitOfWork, office: Office) -> None:
    """When the last day is over: take the rights that went with the office out of open sockets."""
    if has_ended(office, office_day(uow.now)):
        office.ended_at = uow.now
        put_out(uow, office.person_id)


class CorrectOffice(BaseModel):
    """What was mistyped, in words or days. Another unit or person is another office."""

    model_config = ConfigDict(frozen=True)
    office_id: UUID
    title: Title | None = None
    role: Role | None = None
    from_on: date | None = None
    to_on: date | None = None
    open_ended: bool = False
    is_head: bool | None = None
    revision: int | None = None


def correct_office(uow: UnitOfWork, cmd: CorrectOffice) -> None:
    """Put an office right; the history keeps what stood there before.

    Raises:
        NotFound, Denied, Stale: see the gate.
        Invalid, Conflict: see `holding.fitting_unit`; nobody would administer the office any more.
    """
    office = access.office_to_change(uow, cmd.office_id, cmd.revision)
    wanted = cmd.model_dump(exclude_none=True, exclude={"office_id", "open_ended", "revision"})
    if cmd.open_ended:
        wanted["to_on"] = None
    before = {name: getattr(office, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(office, name, value)
    office.folded = fold(office.title)
    office.person.revision += 1
    unit = fitting_unit(uow, office)
    _guard_administration(uow, office, was=before.get("role", office.role))
    today = office_day(uow.now)
    office.ended_at = uow.now if has_ended(office, today) else None
    put_out(uow, office.person_id)
    old = {name: before[name] for name in changed}
    uow.audit("office.corrected", "person", office.person_id, before=old, **told(office, unit))


def _guard_administration(uow: UnitOfWork, office: Office, was: str = "") -> None:
    if Role.ADMINISTRATOR.value in (office.role, was):
        uow.session.flush()  # The question below looks at what was just changed.
        refuse_without_administrator(uow)
