"""What units are called on a day: old meetings and tasks keep the names of their time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models.lasting import covers
from ecabinet.accounts.models.unit import EVER, Unit, UnitName, open_on


@dataclass(frozen=True)
class NameOnDay:
    """A unit as it was called, signed, classed and placed from one day to another (inclusive)."""

    unit_id: UUID
    name: str
    code: str
    kind: str
    parent_id: UUID | None
    from_on: date
    to_on: date | None

    def held_on(self, day: date) -> bool:
        """Whether this is how the unit is on `day`."""
        return covers(self.from_on, self.to_on, day)


class UnitNames:
    """The names of some units at all times; ask for a day as often as needed."""

    def __init__(self, periods: Mapping[UUID, list[NameOnDay]]) -> None:
        self._periods = periods

    def on(self, unit_id: UUID, day: date) -> NameOnDay:
        """Return how the unit is on `day`. Raises KeyError for a unit not asked for."""
        periods = self._periods[unit_id]
        return next((p for p in periods if p.held_on(day)), periods[0])

    def all_on(self, day: date) -> dict[UUID, NameOnDay]:
        """Return how every unit is on `day`."""
        return {unit_id: self.on(unit_id, day) for unit_id in self._periods}

    def days_after(self, day: date) -> list[date]:
        """Return the later days on which something changes, in order."""
        later = {p.from_on for periods in self._periods.values() for p in periods}
        return sorted(d for d in later if d > day)


def unit_names(session: Session, ids: Iterable[UUID] | None = None) -> UnitNames:
    """Return the names of these units, or of all; one query, none for no ids."""
    wanted: Collection[UUID] | None = None if ids is None else set(ids)
    if wanted is not None and not wanted:
        return UnitNames({})
    query = (
        select(Unit.id, Unit.name, Unit.code, Unit.kind, Unit.parent_id, UnitName)
        .outerjoin(UnitName, and_(UnitName.unit_id == Unit.id, UnitName.withdrawn_at.is_(None)))
        .order_by(UnitName.from_on, UnitName.number)
    )
    if wanted is not None:
        query = query.where(Unit.id.in_(wanted))
    periods: dict[UUID, list[NameOnDay]] = {}
    for unit_id, name, code, kind, parent_id, found in session.execute(query):
        row = cast(UnitName | None, found)  # An outer join.
        now = NameOnDay(unit_id, name, code, kind, parent_id, EVER, None)
        periods.setdefault(unit_id, []).append(now if row is None else _period(row))
    return UnitNames(periods)


def names_on(session: Session, ids: Iterable[UUID], day: date) -> dict[UUID, NameOnDay]:
    """Return how these units are called on `day`; one query."""
    return unit_names(session, ids).all_on(day)


def line_on(session: Session, unit_id: UUID, day: date) -> list[NameOnDay]:
    """Return the unit and those above it on `day`, from below; one query for each level."""
    line: list[NameOnDay] = []
    above: UUID | None = unit_id
    while above is not None and all(above != known.unit_id for known in line):
        line.append(names_on(session, [above], day)[above])
        above = line[-1].parent_id
    return line


def _period(row: UnitName) -> NameOnDay:
    return NameOnDay(
        row.unit_id, row.name, row.code, row.kind, row.parent_id, row.from_on, row.to_on
    )


def open_units(
    session: Session, ids: Iterable[UUID], day: date, *, lock: bool = False
) -> set[UUID]:
    """Return those of the units that are there on `day`; one query, none for no ids.

    With `lock` none of them can be closed before the transaction ends: for commands that give
    something to a unit.
    """
    wanted = set(ids)
    if not wanted:
        return set()
    query = select(Unit.id).where(Unit.id.in_(wanted), open_on(day)).order_by(Unit.id)
    return set(session.scalars(query.with_for_update(read=True) if lock else query))
