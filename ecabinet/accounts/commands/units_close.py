"""A unit is closed from a day on; what is planned can be taken back before its day."""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm.attributes import flag_modified

from ecabinet.accounts import access, closing
from ecabinet.accounts.commands.units import UnitCommand, UnitRef, check_parent
from ecabinet.accounts.commands.units_history import change, planned, rows_of
from ecabinet.accounts.commands.units_tree import refuse_circle
from ecabinet.accounts.fields_units import Reason
from ecabinet.accounts.models.unit import Unit, UnitDeed, UnitHeir
from ecabinet.accounts.queries.unit_hanging import hanging_on
from ecabinet.accounts.queries.unit_names import unit_names
from ecabinet.accounts.unit_days import ENTERED_LATE, check_sane, written
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork


class Closing(UnitCommand):
    """The first day on which the unit is no more, and why."""

    from_on: date
    reason: Reason = ""
    revision: int | None = None


class CloseUnit(Closing):
    """The unit to close."""

    unit_id: UUID


def close_unit(uow: UnitOfWork, cmd: CloseUnit) -> UnitRef:
    """Close the unit. Its name, sign and past stay for ever.

    Raises:
        Stale: somebody changed it since `revision`.
        Invalid: before the unit was opened.
        Conflict: something hangs on it still, it is closed, or a change is planned for later.
    """
    unit = access.unit_to_change(uow, cmd.unit_id, cmd.revision)
    check_sane(cmd.from_on, office_day(uow.now), back=ENTERED_LATE)
    refuse_planned(uow, unit, cmd.from_on)
    refuse_heir(uow, unit)
    if found := hanging_on(uow.session, unit.id, cmd.from_on):
        raise Conflict("unit.in_use", name=unit.name, what=closing.Reasons(found))
    end(uow, unit, UnitDeed.CLOSED, cmd.from_on, cmd.reason)
    uow.audit("unit.closed", "unit", unit.id, from_on=cmd.from_on, reason=cmd.reason)
    return UnitRef(id=unit.id)


def end(uow: UnitOfWork, unit: Unit, deed: UnitDeed, day: date, reason: str) -> None:
    """Write that the unit is no more from `day` on; all has been checked."""
    change(uow, unit, deed, day, reason)
    unit.closed_on = day


def refuse_planned(uow: UnitOfWork, unit: Unit, day: date) -> None:
    """Raise Conflict when something else is planned for the unit after `day`."""
    later = planned(uow.session, unit.id, day)
    if later is not None and unit.closed_on is None:
        raise Conflict("unit.changed_later", field="from_on", day=written(later.from_on))


def refuse_heir(uow: UnitOfWork, unit: Unit) -> None:
    """Raise Conflict while a merger into the unit waits for its day."""
    gone = exists().where(UnitHeir.unit_id == Unit.id, UnitHeir.heir_id == unit.id)
    coming = uow.session.scalar(select(Unit).where(Unit.successor_id == unit.id, ~gone).limit(1))
    if coming is not None and coming.closed_on is not None:
        day = written(coming.closed_on)
        raise Conflict("unit.awaits_merger", name=unit.name, other=coming.name, day=day)


class WithdrawPlan(UnitCommand):
    """The unit whose last planned change shall not happen."""

    unit_id: UUID
    revision: int | None = None


def withdraw_plan(uow: UnitOfWork, cmd: WithdrawPlan) -> UnitRef:
    """Take back the change of the unit that lies furthest ahead; the history keeps it as withdrawn.

    Raises:
        Stale: somebody changed it since `revision`.
        Conflict: nothing is planned, or what would hold instead is no longer possible.
    """
    unit = access.unit_to_change(uow, cmd.unit_id, cmd.revision)
    last = planned(uow.session, unit.id, office_day(uow.now))
    if last is None:
        raise Conflict("unit.nothing_planned")
    before = [row for row in rows_of(uow.session, unit.id) if row.id != last.id][-1]
    if last.deed in (UnitDeed.CLOSED, UnitDeed.MERGED):
        unit.closed_on = unit.successor_id = None
    check_parent(uow, before.parent_id, last.from_on)
    if before.parent_id is not None:
        refuse_circle(unit_names(uow.session), unit, before.parent_id, last.from_on)
    last.withdrawn_at = uow.now
    before.to_on = last.to_on
    flag_modified(unit, "name")  # The next editor must have seen it.
    uow.audit("unit.plan_withdrawn", "unit", unit.id, deed=last.deed, from_on=last.from_on)
    return UnitRef(id=unit.id)
