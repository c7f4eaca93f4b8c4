"""The tree changes: a unit moves under another, and units beside each other change their order."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from ecabinet.accounts import access
from ecabinet.accounts.commands.units import UnitCommand, UnitRef, check_parent
from ecabinet.accounts.commands.units_history import change
from ecabinet.accounts.fields_units import Reason
from ecabinet.accounts.models.unit import Unit, UnitDeed
from ecabinet.accounts.queries.unit_names import NameOnDay, UnitNames, unit_names
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid, Stale
from ecabinet.core.unit_of_work import UnitOfWork


class Move(UnitCommand):
    """The new parent, or none for the top of the tree, from a day on."""

    parent_id: UUID | None = None
    from_on: date
    reason: Reason = ""
    revision: int | None = None


class MoveUnit(Move):
    """The unit that moves."""

    unit_id: UUID


def move_unit(uow: UnitOfWork, cmd: MoveUnit) -> UnitRef:
    """Put the unit, with all below it, under another.

    Raises:
        Stale: somebody changed it since `revision`.
        Invalid: no such parent, the unit itself, or where it is already.
        Conflict: the parent is closed or stands below the unit, on that day or as planned later.
    """
    unit = access.unit_to_change(uow, cmd.unit_id, cmd.revision)
    if cmd.parent_id == unit.id:
        raise Invalid("unit.own_parent", field="parent_id")
    check_parent(uow, cmd.parent_id, cmd.from_on)
    names = unit_names(uow.session)
    if names.on(unit.id, cmd.from_on).parent_id == cmd.parent_id:
        raise Invalid("unit.nothing_changes", field="parent_id")
    if cmd.parent_id is not None:
        refuse_circle(names, unit, cmd.parent_id, cmd.from_on)
    move(uow, unit, cmd.parent_id, cmd.from_on, cmd.reason)
    return UnitRef(id=unit.id)


def move(uow: UnitOfWork, unit: Unit, parent_id: UUID | None, day: date, reason: str) -> None:
    """Write the move; all has been checked."""
    change(uow, unit, UnitDeed.MOVED, day, reason, parent_id=parent_id)
    flag_modified(unit, "name")  # Also when it is for later, the next editor must have seen it.
    uow.audit("unit.moved", "unit", unit.id, from_on=day, parent_id=parent_id, reason=reason)


def refuse_circle(names: UnitNames, unit: Unit, parent_id: UUID, from_on: date) -> None:
    """Raise Conflict when `parent_id` stands below the unit on that day, or will later."""
    for day in (from_on, *names.days_after(from_on)):
        tree = names.all_on(day)
        if unit.id in above(tree, parent_id):
            raise Conflict("unit.circle", field="parent_id", name=tree[parent_id].name)


def above(tree: dict[UUID, NameOnDay], unit_id: UUID) -> list[UUID]:
    """Return the unit and all above it, from below."""
    line: list[UUID] = []
    here: UUID | None = unit_id
    while here is not None and here not in line:
        line.append(here)
        here = tree[here].parent_id if here in tree else None
    return line


class OrderUnits(UnitCommand):
    """All open units under a parent (None: at the top), in their new order."""

    parent_id: UUID | None = None
    unit_ids: tuple[UUID, ...]


def order_units(uow: UnitOfWork, cmd: OrderUnits) -> None:
    """Put units beside each other into another order; this has no date and is not history.

    Raises:
        Stale: these are not the units under that parent any more.
    """
    access.tree_to_change(uow)
    today = office_day(uow.now)
    found = uow.session.scalars(select(Unit).where(Unit.parent_id == cmd.parent_id))
    beside = {unit.id: unit for unit in found if unit.closed_on is None or unit.closed_on > today}
    if len(cmd.unit_ids) != len(beside) or set(cmd.unit_ids) != set(beside):
        raise Stale("stale")
    for rank, unit_id in enumerate(cmd.unit_ids):
        if beside[unit_id].rank != rank:
            beside[unit_id].rank = rank
    uow.audit("units.ordered", "unit", cmd.parent_id or "", unit_ids=cmd.unit_ids)
