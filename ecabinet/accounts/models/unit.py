"""Units: committees, boards, offices, party units, in a tree that changes with time."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, Uuid, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models.lasting import Lasting
from ecabinet.core.columns import UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id

# The first row of a unit's history stands for all days before the next one: papers may be older
# than the entry of the unit into the system.
EVER = date.min


class UnitKind(StrEnum):
    """What a unit is: cấp ủy, ban đảng, văn phòng, đảng bộ trực thuộc, sở ngành, phòng, xã."""

    COMMITTEE = "committee"
    BOARD = "board"
    OFFICE = "office"
    DISTRICT = "district"
    DEPARTMENT = "department"
    DIVISION = "division"
    COMMUNE = "commune"
    OTHER = "other"


class UnitDeed(StrEnum):
    """What happened to a unit on the day a row of its history begins."""

    CREATED = "created"
    RENAMED = "renamed"
    RECODED = "recoded"
    RECLASSED = "reclassed"
    MOVED = "moved"
    MERGED = "merged"
    CLOSED = "closed"


class Unit(Versioned, Base):
    """One unit, as it is today. `code` is the body's sign in document symbols (TU, VPTU, BTCTU).

    `closed_on` is the first day on which it is no more, `successor_id` the unit it was merged into.
    Both may lie ahead; what it is called on another day is in `UnitName`.
    """

    __tablename__ = "unit"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    rank: Mapped[int] = mapped_column(default=0)
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    # Plain, without a foreign key: SQLite cannot add one to a table that exists.
    successor_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id")

    def open_on(self, day: date) -> bool:
        """Whether the unit is there on `day`; `open_on(day)` of this module is its SQL twin."""
        begun = self.opened_on is None or self.opened_on <= day
        return begun and (self.closed_on is None or day < self.closed_on)


def takes_office(unit: Unit, from_on: date, to_on: date | None, today: date) -> bool:
    """Whether an office of these days fits into the life of the unit.

    Without an end it must not outlive a unit that is to be closed; in a merger it passes over.
    """
    if to_on is None and unit.closed_on is not None and unit.successor_id is None:
        return False
    last = to_on or max(from_on, today)
    return unit.open_on(from_on) and unit.open_on(last)


def open_on(day: date) -> ColumnElement[bool]:
    """Return which units are there on `day`."""
    return and_(
        or_(Unit.opened_on.is_(None), Unit.opened_on <= day),
        or_(Unit.closed_on.is_(None), Unit.closed_on > day),
    )


class UnitName(Lasting, Base):
    """How a unit was called, signed, classed and placed from one day to another (inclusive).

    The rows of a unit follow each other without a gap, the first from `EVER`. Nothing is edited
    away: a row taken back before its day keeps `withdrawn_at`, and one replaced on the very day it
    began ends before it begins.
    """

    __tablename__ = "unit_name"
    __table_args__ = (UniqueConstraint("unit_id", "number"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    number: Mapped[int]
    deed: Mapped[str]
    name: Mapped[str]
    code: Mapped[str]
    kind: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(Uuid)
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[UUID | None] = mapped_column(Uuid)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class UnitHeir(Base):
    """Whoever opens the inbox of `heir_id` opens that of `unit_id` too, which was merged into it.

    Whole chains are written out: A into B and B into C gives A→B, B→C and A→C.
    """

    __tablename__ = "unit_heir"
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    heir_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    from_on: Mapped[date]
