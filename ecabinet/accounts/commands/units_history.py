"""The history of a unit: every change is a new row from its day on, nothing is edited away."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models.unit import EVER, Unit, UnitDeed, UnitName
from ecabinet.accounts.unit_days import DAY, after, check_change
from ecabinet.core.clock import office_day
from ecabinet.core.unit_of_work import UnitOfWork

WRITTEN = ("name", "code", "kind", "parent_id")


def begin(uow: UnitOfWork, unit: Unit) -> None:
    """Write the first row of a new unit: so it is called, for all days."""
    _add(uow, unit.id, 1, UnitDeed.CREATED, EVER, None, "", {n: getattr(unit, n) for n in WRITTEN})


def change(
    uow: UnitOfWork, unit: Unit, deed: UnitDeed, from_on: date, reason: str = "", **changes: Any
) -> None:
    """Let `changes` hold from `from_on` on; the unit itself follows at once when the day has come.

    What is planned for later days keeps its own change and takes over the rest.

    Raises:
        Invalid: before the unit was opened, or a day nobody can mean.
        Conflict: the unit is closed by then, or something has changed after that day already.
    """
    rows = rows_of(uow.session, unit.id)
    number = next_number(uow.session, unit.id)
    write(uow, unit, rows, number, deed, from_on, reason, **changes)


def write(
    uow: UnitOfWork,
    unit: Unit,
    rows: list[UnitName],
    number: int,
    deed: UnitDeed,
    from_on: date,
    reason: str = "",
    **changes: Any,
) -> None:
    """Do what `change` does, the rows that count and the next number being known."""
    today = office_day(uow.now)
    check_change(unit, rows, from_on, today)
    before = next(row for row in rows if row.held_on(from_on))
    old = {name: getattr(before, name) for name in WRITTEN}
    row = _add(uow, unit.id, number, deed, from_on, before.to_on, reason, old | changes)
    before.to_on = from_on - DAY
    for later in after(rows, from_on):
        for name, value in changes.items():
            if getattr(later, name) == old[name]:
                setattr(later, name, value)
    follow(unit, sorted([*rows, row], key=lambda r: (r.from_on, r.number)), today)


def follow(unit: Unit, rows: list[UnitName], today: date) -> None:
    """Let the unit be what its history says of today."""
    now = next((row for row in rows if row.held_on(today)), rows[0])
    for name in WRITTEN:
        if getattr(unit, name) != getattr(now, name):
            setattr(unit, name, getattr(now, name))


def rows_of(session: Session, unit_id: UUID) -> list[UnitName]:
    """Return the rows that count, in the order of time."""
    query = select(UnitName).where(UnitName.unit_id == unit_id, UnitName.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(UnitName.from_on, UnitName.number)))


def planned(session: Session, unit_id: UUID, day: date) -> UnitName | None:
    """Return the last change that lies after `day`."""
    rows = [row for row in rows_of(session, unit_id) if row.from_on > day]
    return rows[-1] if rows else None


def next_number(session: Session, unit_id: UUID) -> int:
    """Return the number of the next row, withdrawn ones counted too."""
    numbers = session.scalars(select(UnitName.number).where(UnitName.unit_id == unit_id))
    return max(numbers, default=0) + 1


def _add(
    uow: UnitOfWork,
    unit_id: UUID,
    number: int,
    deed: UnitDeed,
    from_on: date,
    to_on: date | None,
    reason: str,
    what: dict[str, Any],
) -> UnitName:
    row = UnitName(
        unit_id=unit_id,
        number=number,
        deed=deed.value,
        from_on=from_on,
        to_on=to_on,
        reason=reason,
        recorded_at=uow.now,
        recorded_by=uow.actor.person_id,
        **what,
    )
    uow.session.add(row)
    return row
