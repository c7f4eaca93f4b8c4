"""Progress reports. Their evidence files are papers of the documents feature, container kind
`progress_report`."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import Decision, words

STANDS = text("decision IS NULL OR decision <> 'returned'")


class ProgressReport(Base):
    """One report. Never edited; only the decision on it is added: on completion, or on one period.

    `unit_id`: the coordinating unit that reports on its own part; None: on the whole task.
    `period_on`: the first day of the period on which it reports, of a periodic task.
    """

    __tablename__ = "progress_report"
    __table_args__ = (
        UniqueConstraint("task_id", "number"),
        # One report for each period, beside those that were given back.
        Index(
            "ix_progress_report_of_period",
            "task_id",
            "period_on",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"))
    number: Mapped[int]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    period_on: Mapped[date | None]
    percent: Mapped[int]
    text: Mapped[str]
    done: Mapped[bool]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    decision: Mapped[Decision | None] = mapped_column(words(Decision))
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str] = mapped_column(default="")
