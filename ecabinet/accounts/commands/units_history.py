"""The history of a unit: every change is a new row from its day on, nothing is edited away."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models.unit import EVER, Unit, UnitDeed, UnitName
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork

WRITTEN = ("name", "code", "kind", "parent_id")
DAY = timedelta(days=1)


def begin(uow: UnitOfWork, unit: Unit) -> None:
    """Write the first row of a new unit: so it is called, for all days."""
    _add(uow, unit.id, 1, UnitDeed.CREATED, EVER, None, "", {n: getattr(unit, n) for n in WRITTEN})


def change(
    uow: UnitOfWork, unit: Unit, deed: UnitDeed, from_on: date, reason: str = "", **changes: Any
) -> None:
    """Let `changes` hold from `from_on` on; the unit itself follows at once when the day has come.

    What is planned for later days keeps its own change and takes over the rest.

    Raises:
        Invalid: before the unit was opened.
        Conflict: the unit is closed by then, or something has changed after that day already.
    """
    today = office_day(uow.now)
    rows = rows_of(uow.session, unit.id)
    check_day(unit, from_on)
    later = [row for row in rows if row.from_on > from_on and _ever_holds(row)]
    if later and later[0].from_on <= today:
        raise Conflict("unit.changed_later", day=written(later[0].from_on))
    before = next(row for row in rows if row.holds_on(from_on))
    old = {name: getattr(before, name) for name in WRITTEN}
    _add(
        uow, unit.id, next_number(uow.session, unit.id), deed, from_on, before.to_on, reason,
        old | changes,
    )  # fmt: skip
    before.to_on = from_on - DAY
    for row in later:
        for name, value in changes.items():
            if getattr(row, name) == old[name]:
                setattr(row, name, value)
    uow.session.flush()  # What holds today is read back.
    follow(unit, rows_of(uow.session, unit.id), today)


def follow(unit: Unit, rows: list[UnitName], today: date) -> None:
    """Let the unit be what its history says of today."""
    now = next((row for row in rows if row.holds_on(today)), rows[0])
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


def check_day(unit: Unit, day: date) -> None:
    """Raise Invalid or Conflict unless the unit is there on `day`."""
    if unit.opened_on is not None and day < unit.opened_on:
        raise Invalid("unit.before_opening", field="from_on", day=written(unit.opened_on))
    if not unit.open_on(day):
        raise Conflict("unit.closed", name=unit.name)


def written(day: date) -> str:
    """Return a day as sentences show it: dd/mm/yyyy."""
    return day.strftime("%d/%m/%Y")


def next_number(session: Session, unit_id: UUID) -> int:
    """Return the number of the next row, withdrawn ones counted too."""
    numbers = session.scalars(select(UnitName.number).where(UnitName.unit_id == unit_id))
    return max(numbers, default=0) + 1


def _ever_holds(row: UnitName) -> bool:
    return row.to_on is None or row.to_on >= row.from_on


def _add(
    uow: UnitOfWork,
    unit_id: UUID,
    number: int,
    deed: UnitDeed,
    from_on: date,
    to_on: date | None,
    reason: str,
    what: dict[str, Any],
) -> None:
    uow.session.add(
        UnitName(
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
    )
