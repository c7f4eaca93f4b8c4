"""Tasks: one piece of work, one lead unit, one supervising leader."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import DeadlineKind, Evaluation, UnitPart, words
from followup.states import TaskState


class TaskCounter(Base):
    """The last number given to a task of the office. One row, locked until commit."""

    __tablename__ = "task_counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Task(Versioned, Base):
    """One task. Its source is a typed reference: what kind of thing, its id, title and place.

    `done_on` is the office day of the report of completion that stands; it decides whether the work
    was on time, however long the acceptance takes. `folded` is what search looks into.
    """

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_open", "state", "due_on"),
        Index("ix_task_source", "source_kind", "source_id"),
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    content: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")

    source_kind: Mapped[str]
    source_id: Mapped[UUID | None] = mapped_column(Uuid)
    source_title: Mapped[str] = mapped_column(default="")
    source_url: Mapped[str] = mapped_column(default="")
    source_quote: Mapped[str] = mapped_column(default="")
    directive_id: Mapped[UUID | None] = mapped_column(ForeignKey("directive.id"), index=True)
    field_code: Mapped[str | None]

    lead_unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    supervisor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    issued_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)

    deadline_kind: Mapped[DeadlineKind] = mapped_column(words(DeadlineKind))
    due_on: Mapped[date | None]
    state: Mapped[TaskState] = mapped_column(words(TaskState), default=TaskState.ASSIGNED)
    percent: Mapped[int] = mapped_column(default=0)

    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    assigned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_on: Mapped[date | None]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    evaluation: Mapped[Evaluation | None] = mapped_column(words(Evaluation))
    remark: Mapped[str] = mapped_column(default="")

    units: Mapped[list["TaskUnit"]] = relationship(
        back_populates="task", order_by="TaskUnit.position", lazy="selectin"
    )

    @property
    def code(self) -> str:
        """The number as people say it: NV-087."""
        return task_code(self.number)


def task_code(number: int) -> str:
    """Return the code of task `number`: at least three digits, so that lists align."""
    return f"NV-{number:03d}"


class TaskUnit(Base):
    """A coordinating or informed unit. For the informed, `received_at` is all that is expected."""

    __tablename__ = "task_unit"
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    part: Mapped[UnitPart] = mapped_column(words(UnitPart))
    position: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    task: Mapped[Task] = relationship(back_populates="units")
