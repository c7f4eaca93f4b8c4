"""Units are merged into another: it inherits their inbox, their people and the units below them."""

from datetime import date, timedelta
from uuid import UUID

from pydantic import Field
from sqlalchemy import inspect, or_, select

from ecabinet.accounts import access
from ecabinet.accounts.commands.units import UnitCommand, UnitRef
from ecabinet.accounts.commands.units_close import end, refuse_heir, refuse_planned
from ecabinet.accounts.commands.units_tree import above, move
from ecabinet.accounts.fields_units import Why
from ecabinet.accounts.models import Office
from ecabinet.accounts.models.unit import Unit, UnitDeed, UnitHeir
from ecabinet.accounts.queries.unit_hanging import units_below
from ecabinet.accounts.queries.unit_names import unit_names
from ecabinet.accounts.unit_days import ENTERED_LATE, check_day, check_sane, written
from ecabinet.core.access import AccessEnded
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork


class MergeUnits(UnitCommand):
    """From `from_on` on the predecessors are part of the successor, by the decision in `reason`.

    `revision` is that of the first predecessor, from whose page this is asked.
    """

    predecessor_ids: tuple[UUID, ...] = Field(min_length=1, max_length=50)
    successor_id: UUID
    from_on: date
    reason: Why
    revision: int | None = None


def merge_units(uow: UnitOfWork, cmd: MergeUnits) -> UnitRef:
    """Merge units. On the day people and units below go over to the successor.

    Raises:
        NotFound, Denied: as the gate says.
        Invalid: a unit is named twice, or among its own predecessors; a day before the opening.
        Stale: somebody changed the first predecessor since `revision`.
        Conflict: a unit is closed by then, changes later, or the successor stands below one.
    """
    access.unit_to_change(uow, cmd.predecessor_ids[0], cmd.revision)
    successor = access.unit_to_change(uow, cmd.successor_id)
    if len({*cmd.predecessor_ids, successor.id}) != len(cmd.predecessor_ids) + 1:
        raise Invalid("unit.merged_with_itself", field="predecessor_ids")
    check_sane(cmd.from_on, office_day(uow.now), back=ENTERED_LATE)
    check_heir(successor, cmd.from_on)
    line = above(unit_names(uow.session).all_on(cmd.from_on), successor.id)
    for unit_id in cmd.predecessor_ids:
        unit = access.unit_to_change(uow, unit_id)
        check_day(unit, cmd.from_on)
        if unit.id in line:
            raise Conflict("unit.successor_below", name=unit.name, successor=successor.name)
        refuse_planned(uow, unit, cmd.from_on)
        refuse_heir(uow, unit)
        unit.successor_id = successor.id
        end(uow, unit, UnitDeed.MERGED, cmd.from_on, cmd.reason)
        uow.audit(
            "unit.merged", "unit", unit.id,
            successor_id=successor.id, from_on=cmd.from_on, reason=cmd.reason,
        )  # fmt: skip
    uow.session.flush()  # The units below are asked for by what is closed now.
    if cmd.from_on <= office_day(uow.now):
        for unit_id in cmd.predecessor_ids:
            go_over(uow, unit_id, cmd.reason)
    return UnitRef(id=successor.id)


def check_heir(successor: Unit, day: date) -> None:
    """Raise unless the successor is there on that day, and will be closed at most by a merger."""
    check_day(successor, day)
    if successor.closed_on is not None and successor.successor_id is None:
        last = written(successor.closed_on)
        raise Conflict("unit.heir_closes", field="successor_id", name=successor.name, day=last)


def go_over(uow: UnitOfWork, unit_id: UUID, reason: str) -> None:
    """Let the successor inherit what the unit has, the day having come."""
    unit = uow.session.get_one(Unit, unit_id)
    assert unit.successor_id is not None
    assert unit.closed_on is not None
    day, successor_id = unit.closed_on, unit.successor_id
    _inherit(uow, unit_id, successor_id, day)
    people = _carry_offices(uow, unit, reason)
    for below in units_below(uow.session, unit_names(uow.session), unit_id, day):
        move(uow, below, successor_id, day, reason)
    # Sockets open again by themselves, with the offices of now.
    for person_id in sorted(people):
        uow.record(AccessEnded(person_id=person_id))
    uow.audit("unit.went_over", "unit", unit_id, successor_id=successor_id, people=len(people))


def _inherit(uow: UnitOfWork, unit_id: UUID, heir_id: UUID, day: date) -> None:
    """Write out the chain: all that came to the unit goes to all to which its heir has gone."""
    known = uow.session.scalars(
        select(UnitHeir).where(or_(UnitHeir.heir_id == unit_id, UnitHeir.unit_id == heir_id))
    ).all()
    from_units = [unit_id, *(h.unit_id for h in known if h.heir_id == unit_id)]
    to_units = [heir_id, *(h.heir_id for h in known if h.unit_id == heir_id)]
    for source in from_units:
        for heir in to_units:
            if source != heir and uow.session.get(UnitHeir, (source, heir)) is None:
                uow.session.add(UnitHeir(unit_id=source, heir_id=heir, from_on=day))
    uow.session.flush()  # The next predecessor asks for the chain.


def _carry_offices(uow: UnitOfWork, unit: Unit, reason: str) -> set[UUID]:
    """End the offices on the day before and let them go on in the heir, never twice the same."""
    assert unit.successor_id is not None
    assert unit.closed_on is not None
    unit_id, heir_id, day = unit.id, unit.successor_id, unit.closed_on
    query = select(Office).where(Office.unit_id.in_([unit_id, heir_id]), Office.held_since(day))
    offices = uow.session.scalars(query.order_by(Office.rank, Office.id)).all()
    held = {(o.person_id, o.role, o.title) for o in offices if o.unit_id == heir_id}
    people: set[UUID] = set()
    for office in offices:
        if office.unit_id != unit_id:
            continue
        people.add(office.person_id)
        if office.from_on >= day:
            office.unit_id = heir_id
            continue
        if (office.person_id, office.role, office.title) not in held:
            uow.session.add(_copy(office, heir_id, day))
        office.to_on, office.end_reason = day - timedelta(days=1), reason
        office.ended_at = uow.now
    return people


def _copy(office: Office, unit_id: UUID, day: date) -> Office:
    """The same office in another unit; who leads that unit is not decided by a merger."""
    columns = {c.key: getattr(office, c.key) for c in inspect(Office).column_attrs}
    new = {"id": new_id(), "unit_id": unit_id, "from_on": day, "is_head": False}
    return Office(**columns | new | {"predecessor_id": office.id})
