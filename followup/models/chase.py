"""Chasing by hand (đôn đốc): who pressed which unit for which tasks, with or without a letter."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class TaskChase(Base):
    """One act of chasing `unit_id`, in the name of the body `body_id`. Never edited."""

    __tablename__ = "task_chase"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(default="")
    answer_by: Mapped[date | None]
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    items: Mapped[list["TaskChaseItem"]] = relationship(order_by="TaskChaseItem.position")


class TaskChaseItem(Base):
    """A task that was chased. No task is chased twice on one day: the second person is told."""

    __tablename__ = "task_chase_item"
    __table_args__ = (UniqueConstraint("task_id", "on"),)
    chase_id: Mapped[UUID] = mapped_column(ForeignKey("task_chase.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"))
    on: Mapped[date]
