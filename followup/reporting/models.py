"""Tables of reports: what the office has defined, and what was frozen."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import words
from followup.reporting.enums import RunState


class TaskReport(Versioned, Base):
    """A definition. `spec` is a `ReportSpec`; `unit_id` is the body whose report it is.

    `scheduled_from`: it makes itself after each period that ends on that day or later; None: it
    does not. `keeper_id` laid it down last: a report that makes itself shows what they may see.
    """

    __tablename__ = "task_report"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str]
    spec: Mapped[dict[str, Any]] = mapped_column(Json)
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    scheduled_from: Mapped[date | None] = mapped_column(index=True)
    keeper_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TaskReportRun(Base):
    """A report on one period. Once frozen, nothing of it changes; it can only be discarded whole.

    `data` is a `ReportData`, `digest` its SHA-256; the files are made from it and its parts.
    `as_of`: the day on which tasks are judged. `made_by_id`: whose sight decides which tasks.
    `list_blob`: the list as a paper of its own, when it is too long for the report.
    `held_until`: a worker is making it; until then no other one begins.
    """

    __tablename__ = "task_report_run"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        Index(
            "uq_task_report_run_scheduled", "report_id", "first_on", unique=True,
            sqlite_where=text("scheduled"), postgresql_where=text("scheduled"),
        ),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("task_report.id"))
    number: Mapped[int]
    first_on: Mapped[date]
    last_on: Mapped[date]
    as_of: Mapped[date]
    scheduled: Mapped[bool]
    remarks: Mapped[str]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[RunState] = mapped_column(words(RunState), index=True)
    frozen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    total: Mapped[int]
    overdue: Mapped[int]
    data: Mapped[dict[str, Any] | None] = mapped_column(Json, deferred=True)
    digest: Mapped[str]
    pdf_blob: Mapped[str | None]
    list_blob: Mapped[str | None]
    xlsx_blob: Mapped[str | None]
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    report: Mapped[TaskReport] = relationship()


class TaskReportPart(Base):
    """Some rows of a frozen report in their order, from number 0 on: JSON, letter by letter as its
    digest was made of it."""

    __tablename__ = "task_report_part"
    run_id: Mapped[UUID] = mapped_column(ForeignKey("task_report_run.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    rows: Mapped[str] = mapped_column(Text)
