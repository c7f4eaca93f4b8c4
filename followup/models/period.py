"""The periods of a periodic task: one row each, opened when it begins."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.db import Base


class TaskPeriod(Base):
    """One period. Its report, once filed, is the only one until it is given back."""

    __tablename__ = "task_period"
    task_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("task.id"), primary_key=True)
    first_on: Mapped[date] = mapped_column(primary_key=True)
    last_on: Mapped[date]
    due_on: Mapped[date]
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("progress_report.id"))
    reported_on: Mapped[date | None]
