"""Messages about a task. Their files are papers of the container kind `task_message`."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class TaskMessage(Base):
    """One message. Never edited; taken back by its author it keeps its place without its words.

    `private`: a note that only its author and `to_id` read: the issuer of the task, or whom the
    issuer answers. `question`: an answer is
    expected; `settled_at` is when there was one. `answers_id` is the message that it replies to.
    """

    __tablename__ = "task_message"
    __table_args__ = (Index("ix_task_message_order", "task_id", "at", "id"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str]
    private: Mapped[bool]
    to_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    question: Mapped[bool]
    answers_id: Mapped[UUID | None] = mapped_column(ForeignKey("task_message.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    mentions: Mapped[list["TaskMention"]] = relationship(
        order_by="TaskMention.position", lazy="selectin"
    )


class TaskMention(Base):
    """Somebody whom a message calls by name."""

    __tablename__ = "task_mention"
    message_id: Mapped[UUID] = mapped_column(ForeignKey("task_message.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    position: Mapped[int]
