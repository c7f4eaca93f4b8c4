"""Tables of weekly plans and reports: the sheet that is written, the editions that were sent."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models import Unit
from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import words
from followup.weekly.states import WeeklyStage, WeeklyState


def _one(name: str, *columns: str, only: str) -> Index:
    return Index(
        name, *columns, unique=True, sqlite_where=text(only), postgresql_where=text(only)
    )  # fmt: skip


class WeeklySheet(Versioned, Base):
    """The plan or report of a person in a unit, or with `person_id` None of the unit itself.

    `lines` are shapes.Line, saved whole, so that two writers never mix. `edition` counts how often
    it was sent, `to_id` is the unit above at that time: who gathers. `remark` is why it was
    returned, `correction` why its writer took it up again.
    """

    __tablename__ = "weekly_sheet"
    __table_args__ = (
        _one("uq_weekly_sheet_person", "person_id", "unit_id", "monday", "stage",
             only="person_id IS NOT NULL"),
        _one("uq_weekly_sheet_unit", "unit_id", "monday", "stage", only="person_id IS NULL"),
        Index("ix_weekly_sheet_unit_id", "unit_id", "monday"),
        Index("ix_weekly_sheet_to_id", "to_id", "monday"),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    stage: Mapped[WeeklyStage] = mapped_column(words(WeeklyStage))
    monday: Mapped[date]
    state: Mapped[WeeklyState] = mapped_column(words(WeeklyState))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    note: Mapped[str]
    edition: Mapped[int]
    to_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    remark: Mapped[str]
    correction: Mapped[str]
    changed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])


class WeeklyEdition(Base):
    """A sheet as it was sent; never changed. `data` is shapes.EditionData, `digest` its SHA-256."""

    __tablename__ = "weekly_edition"
    __table_args__ = (UniqueConstraint("sheet_id", "number"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("weekly_sheet.id"))
    number: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    digest: Mapped[str]
    sent_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    pdf_blob: Mapped[str | None]

    sheet: Mapped[WeeklySheet] = relationship()
