"""The tree of the small office for tests of units: acts as the administrator, at any day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.commands.units import (
    ChangeUnit,
    CreateUnit,
    change_unit,
    create_unit,
)
from ecabinet.accounts.commands.units_close import CloseUnit, close_unit
from ecabinet.accounts.commands.units_merge import MergeUnits, merge_units
from ecabinet.accounts.commands.units_tree import MoveUnit, move_unit
from ecabinet.accounts.models.unit import Unit, UnitName
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.accounts.queries.unit_names import NameOnDay, names_on
from ecabinet.accounts.units_effect import sweep_units
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from tests.days import today as day
from tests.fixtures import Office

__all__ = ["Tree", "day"]


@dataclass
class Tree:
    """Units by code; every command runs as quantri unless said."""

    store: Store
    office: Office

    def actor(self, username: str = "quantri") -> Actor:
        """Return somebody with the offices of the store's present."""
        with self.store.reading() as session:
            found = actor_by_username(session, username, self.store.clock())
        assert found is not None
        return found

    def run(self, command: Callable[..., Any], payload: Any, who: str = "quantri") -> Any:
        """Run a command."""
        return self.store.execute(self.actor(who), command, payload)

    def id(self, code: str) -> UUID:
        """Return the unit with this sign today."""
        with self.store.reading() as session:
            return session.scalars(select(Unit.id).where(Unit.code == code)).one()

    def unit(self, unit_id: UUID) -> Unit:
        """Return the row as it is now."""
        with self.store.reading() as session:
            return session.get_one(Unit, unit_id)

    def create(self, code: str, parent: str | None = None, **fields: Any) -> UUID:
        """Add a unit below the one with the sign `parent`."""
        above = self.id(parent) if parent else None
        cmd = CreateUnit(**{"name": f"Đơn vị {code}", "code": code, "parent_id": above, **fields})
        made: UUID = self.run(create_unit, cmd).id
        return made

    def rename(self, unit_id: UUID, name: str, days: int = 0, **fields: Any) -> None:
        """Give another name from `days` from today on."""
        self.run(change_unit, ChangeUnit(unit_id=unit_id, name=name, from_on=day(days), **fields))

    def move(self, unit_id: UUID, parent_id: UUID | None, days: int = 0) -> None:
        """Put it under another."""
        self.run(move_unit, MoveUnit(unit_id=unit_id, parent_id=parent_id, from_on=day(days)))

    def close(self, unit_id: UUID, days: int = 0) -> None:
        """Close it."""
        self.run(close_unit, CloseUnit(unit_id=unit_id, from_on=day(days), reason="Giải thể"))

    def merge(self, into: UUID, *units: UUID, days: int = 0) -> None:
        """Merge units."""
        cmd = MergeUnits(
            predecessor_ids=units, successor_id=into, from_on=day(days), reason="12-QĐ/TU"
        )
        self.run(merge_units, cmd)

    def called(self, unit_id: UUID, days: int = 0) -> NameOnDay:
        """Tell what the unit is on a day."""
        with self.store.reading() as session:
            return names_on(session, [unit_id], day(days))[unit_id]

    def history(self, unit_id: UUID) -> list[UnitName]:
        """Return all rows ever written of the unit."""
        with self.store.reading() as session:
            query = select(UnitName).where(UnitName.unit_id == unit_id)
            return list(session.scalars(query.order_by(UnitName.number)))

    def later(self, days: int) -> None:
        """Let so many days pass, and the worker look."""
        self.store.clock = lambda: utc_now() + timedelta(days=days)
        sweep_units(self.store)
