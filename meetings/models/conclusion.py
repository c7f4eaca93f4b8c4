"""Conclusions of an item: what is to be done, by whom, by when; or a statement without a task."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import DeadlineKind, Period, words
from meetings.states import ConclusionState


class ConclusionUnit(Base):
    """A unit that coordinates, or only needs to know."""

    __tablename__ = "conclusion_unit"
    conclusion_id: Mapped[UUID] = mapped_column(ForeignKey("conclusion.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    role: Mapped[str]


class Conclusion(Versioned, Base):
    """One conclusion; `number` counts within its item, as 2.1. After issuing it never changes.

    As its task will be, it is due on a day, is standing work, or is reported on each period. One
    that gives no task only states what was agreed: nobody leads it, and it has no deadline.
    The chair confirms it, or says in `remark` what is to be mended; each change asks anew.
    `replaces_id` is the issued conclusion that this one corrects.
    """

    __tablename__ = "conclusion"
    __table_args__ = (UniqueConstraint("item_id", "ordinal"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    ordinal: Mapped[int]
    number: Mapped[str]
    text: Mapped[str]
    gives_task: Mapped[bool] = mapped_column(default=True)
    lead_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    supervisor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    deadline_kind: Mapped[DeadlineKind] = mapped_column(
        words(DeadlineKind), default=DeadlineKind.DATED
    )
    due_on: Mapped[date | None]
    period: Mapped[Period | None] = mapped_column(words(Period))
    state: Mapped[str] = mapped_column(default=ConclusionState.DRAFT)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    remark: Mapped[str] = mapped_column(default="")
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("conclusion.id"), unique=True)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    task_id: Mapped[UUID | None] = mapped_column(Uuid)

    units: Mapped[list[ConclusionUnit]] = relationship(cascade="all, delete-orphan")

    def unit_ids(self, role: str) -> list[UUID]:
        """The units with `role` ("coordinate" or "inform")."""
        return [link.unit_id for link in self.units if link.role == role]


class ConclusionEntry(Base):
    """One thing that happened to a conclusion, and what it said then."""

    __tablename__ = "conclusion_entry"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    conclusion_id: Mapped[UUID] = mapped_column(ForeignKey("conclusion.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    text: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
