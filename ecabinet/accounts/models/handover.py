"""Handing over an office (bàn giao chức vụ): planned for a day, carried out on it, once."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class HandoverState(StrEnum):
    """Where a handover stands."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Handover(Base):
    """The row is the job: `planned` with `on` reached means that there is work to do."""

    __tablename__ = "handover"
    __table_args__ = (
        # An office waits for one successor at a time.
        Index(
            "uq_handover_planned",
            "office_id",
            unique=True,
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
        Index("ix_handover_due", "state", "on"),
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    to_person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=HandoverState.PLANNED.value)
    made_by_id: Mapped[UUID | None] = mapped_column(Uuid)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    new_office_id: Mapped[UUID | None] = mapped_column(Uuid)
    # Why a planned one could not be carried out on its day; an administrator decides anew.
    failure: Mapped[str | None]
