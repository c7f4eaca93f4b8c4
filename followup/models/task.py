"""Tasks: one piece of work, one lead unit, one supervising leader."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.consult import TaskConsult
from followup.models.enums import (
    DeadlineKind,
    Evaluation,
    Period,
    Priority,
    UnitPart,
    words,
)
from followup.states import TaskState

RANK = (
    "CASE WHEN {of}state IN ('cancelled', 'refused', 'suspended') THEN 4"
    " WHEN {of}state = 'accepted' THEN 3 WHEN {of}due_on IS NULL THEN 2"
    " WHEN {of}state = 'reported_done' THEN 1 ELSE 0 END"
)
DUE = "coalesce({of}due_on, '9999-12-31')"
"""The order "worst first" (`queries.rows.worst_first`), as text: an index is used only by a query
that says the very same, without values of its own."""

FIGURES = ("state", "due_on", "done_on", "issued_at", "parent_id")
"""What labels and periods are made of, and whether it is a piece: with it in the index, tasks are
counted without a look at their rows."""


class TaskCounter(Base):
    """The last number given to a task of the office. One row, locked until commit."""

    __tablename__ = "task_counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Task(Versioned, Base):
    """One task. Its source is a typed reference: what kind of thing, its id, title and place.

    `done_on` is the office day of the report of completion that stands; it decides whether the work
    was on time, however long the acceptance takes. `folded` is what search looks into.
    `original_due_on` is the date of the issue: extensions move `due_on`, the evaluation sees both.
    `asked_by_id` asks for a later date and waits for the answer. `own_percent` is what the official
    says; `percent` is reckoned from it and from what the task was broken into (rollup.py).
    `parent_id` is the task of which this one is a part.
    Of a periodic task `due_on` is that of the oldest period without a report, else of the next one;
    `report_after` are the working days after the end of a period until its report is due,
    `next_period_on` is the first day of the period to be opened next, `ends_on` the last day.
    """

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_open", *FIGURES),
        Index("ix_task_source", "source_kind", "source_id"),
        Index("ix_task_due", "due_on", "state"),
        Index("ix_task_lead", "lead_unit_id", *FIGURES),
        Index("ix_task_supervisor", "supervisor_id", *FIGURES),
        Index("ix_task_assignee", "assignee_id", *FIGURES),
        Index("ix_task_directive", "directive_id", *FIGURES),
        Index("ix_task_field", "field_code", *FIGURES),
        Index("ix_task_issuer", "issued_by_id", "state"),
        Index("ix_task_done", "done_on"),
        Index(
            "ix_task_worst",
            text(f"({RANK.format(of='')})"),
            text(DUE.format(of="")),
            "number",
            *FIGURES,
        ),
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
    directive_id: Mapped[UUID | None] = mapped_column(ForeignKey("directive.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("task.id"), index=True)
    article_id: Mapped[UUID | None] = mapped_column(ForeignKey("directive_article.id"), index=True)
    field_code: Mapped[str | None]
    priority: Mapped[Priority] = mapped_column(words(Priority), default=Priority.NORMAL)

    lead_unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    supervisor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    issued_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))

    deadline_kind: Mapped[DeadlineKind] = mapped_column(words(DeadlineKind))
    due_on: Mapped[date | None]
    original_due_on: Mapped[date | None]
    period: Mapped[Period | None] = mapped_column(words(Period))
    report_after: Mapped[int | None]
    next_period_on: Mapped[date | None] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[TaskState] = mapped_column(words(TaskState), default=TaskState.ASSIGNED)
    percent: Mapped[int] = mapped_column(default=0)
    own_percent: Mapped[int] = mapped_column(default=0)

    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    assigned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_on: Mapped[date | None]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    evaluation: Mapped[Evaluation | None] = mapped_column(words(Evaluation))
    remark: Mapped[str] = mapped_column(default="")

    units: Mapped[list["TaskUnit"]] = relationship(
        back_populates="task",
        order_by="TaskUnit.position",
        lazy="selectin",
        cascade="all, delete-orphan",
    )
    # Asked for only by whoever has no other part: most who read a task never need it.
    consults: Mapped[list[TaskConsult]] = relationship(viewonly=True)

    @property
    def code(self) -> str:
        """The number as people say it: NV-087."""
        return task_code(self.number)


def task_code(number: int) -> str:
    """Return the code of task `number`: at least three digits, so that lists align."""
    return f"NV-{number:03d}"


class TaskUnit(Base):
    """A coordinating, informed or former lead unit; the informed only have to see it.

    A coordinating unit with `content` has a part of its own, written at `set_at`: `due_on` is when
    it shall be ready, `percent` how far it is, `done_on` the office day on which the unit reported
    it done. `official_id` is whom the unit named to do it.
    """

    __tablename__ = "task_unit"
    __table_args__ = (Index("ix_task_unit_due", "due_on"),)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    part: Mapped[UnitPart] = mapped_column(words(UnitPart))
    position: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    content: Mapped[str] = mapped_column(default="")
    set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_on: Mapped[date | None]
    percent: Mapped[int] = mapped_column(default=0)
    done_on: Mapped[date | None]
    official_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)

    task: Mapped[Task] = relationship(back_populates="units")
