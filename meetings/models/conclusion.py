"""Conclusions of an item: what is to be done, by whom, by when; once issued, a task each."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.states import ConclusionState


class ConclusionUnit(Base):
    """A unit that coordinates, or only needs to know."""

    __tablename__ = "conclusion_unit"
    conclusion_id: Mapped[UUID] = mapped_column(ForeignKey("conclusion.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    role: Mapped[str]


class Conclusion(Versioned, Base):
    """One conclusion; `number` counts within its item, as 2.1. After issuing it never changes."""

    __tablename__ = "conclusion"
    __table_args__ = (UniqueConstraint("item_id", "ordinal"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    ordinal: Mapped[int]
    number: Mapped[str]
    text: Mapped[str]
    lead_unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    supervisor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default=ConclusionState.DRAFT)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    task_id: Mapped[UUID | None] = mapped_column(Uuid)

    units: Mapped[list[ConclusionUnit]] = relationship(cascade="all, delete-orphan")

    def unit_ids(self, role: str) -> list[UUID]:
        """The units with `role` ("coordinate" or "inform")."""
        return [link.unit_id for link in self.units if link.role == role]
