"""What was planned for a unit takes effect on its day: the worker looks each minute."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts import access
from ecabinet.accounts.commands.units import UnitCommand
from ecabinet.accounts.commands.units_history import WRITTEN, follow, rows_of
from ecabinet.accounts.commands.units_merge import go_over
from ecabinet.accounts.models.unit import Unit, UnitDeed, UnitHeir, UnitName
from ecabinet.core.clock import office_day
from ecabinet.core.unit_of_work import UnitOfWork


class TakeEffect(UnitCommand):
    """The unit whose day may have come."""

    unit_id: UUID


def due(session: Session, today: date) -> list[UUID]:
    """Return the units that are not yet what their history says of today; one query."""
    differs = or_(*(getattr(Unit, n).is_distinct_from(getattr(UnitName, n)) for n in WRITTEN))
    holds = and_(UnitName.withdrawn_at.is_(None), UnitName.held_on(today))
    inherited = exists().where(UnitHeir.unit_id == Unit.id, UnitHeir.heir_id == Unit.successor_id)
    merged = and_(Unit.successor_id.is_not(None), Unit.closed_on <= today, ~inherited)
    query = select(Unit.id).join(UnitName, UnitName.unit_id == Unit.id).where(holds)
    return list(session.scalars(query.where(or_(differs, merged)).order_by(Unit.rank, Unit.id)))


def take_effect(uow: UnitOfWork, cmd: TakeEffect) -> None:
    """Let the unit become what was planned; once more does nothing."""
    access.tree_to_change(uow)
    today = office_day(uow.now)
    if cmd.unit_id not in due(uow.session, today):
        return
    unit = uow.session.get_one(Unit, cmd.unit_id)
    rows = rows_of(uow.session, unit.id)
    before = {name: getattr(unit, name) for name in WRITTEN}
    follow(unit, rows, today)
    changed = {name: getattr(unit, name) for name in WRITTEN if getattr(unit, name) != before[name]}
    if changed:
        uow.audit("unit.took_effect", "unit", unit.id, to=changed)
    if unit.successor_id is not None and unit.closed_on is not None and unit.closed_on <= today:
        uow.session.flush()  # The units below are asked for by what is closed now.
        reason = next((r.reason for r in reversed(rows) if r.deed == UnitDeed.MERGED), "")
        if uow.session.get(UnitHeir, (unit.id, unit.successor_id)) is None:
            go_over(uow, unit.id, reason)
