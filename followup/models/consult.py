"""Who is asked for an opinion on a task (xin ý kiến), until when, and who has given it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class TaskConsult(Base):
    """One unit or one person asked by a question of the talk. Its answer is a message there.

    Whoever is asked reads the task from then on, unless the question was taken back
    (`withdrawn_at`).
    """

    __tablename__ = "task_consult"
    __table_args__ = (
        Index("ix_task_consult_person", "person_id", "task_id"),
        Index("ix_task_consult_unit", "unit_id", "task_id"),
        Index("ix_task_consult_due", "due_on"),
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"), index=True)
    message_id: Mapped[UUID] = mapped_column(ForeignKey("task_message.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_id: Mapped[UUID | None] = mapped_column(ForeignKey("task_message.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
