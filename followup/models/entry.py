"""The history of a task: appended, never edited."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import EntryKind, words


class TaskEntry(Base):
    """One thing that happened to a task; `detail` holds plain values only."""

    __tablename__ = "task_entry"
    __table_args__ = (Index("ix_task_entry_order", "task_id", "at", "id"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"))
    kind: Mapped[EntryKind] = mapped_column(words(EntryKind))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
