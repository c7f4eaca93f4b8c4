"""Requests for a later date (gia hạn): asked with a reason, decided once, never edited."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import ExtensionState, words


class TaskExtension(Base):
    """One request. `old_due_on` is the date it would move; `due_on` what was granted."""

    __tablename__ = "task_extension"
    __table_args__ = (Index("ix_task_extension_order", "task_id", "requested_at"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"))
    requested_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str]
    old_due_on: Mapped[date]
    asked_due_on: Mapped[date]
    state: Mapped[ExtensionState] = mapped_column(
        words(ExtensionState), default=ExtensionState.PENDING
    )
    due_on: Mapped[date | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str] = mapped_column(default="")
