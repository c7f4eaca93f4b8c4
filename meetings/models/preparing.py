"""Papers that the secretariat asks of units for an item, and the story of each request."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.preparing import RequestState


class PaperRequest(Versioned, Base):
    """One named paper of one unit, wanted until the end of a day of the office.

    The unit's files lie in a container of their own ("paper_request"); what the secretariat takes
    becomes a paper of the item. `submitted_at` is the last time the unit handed something in,
    `was_late` whether the first time was after the day it was wanted by then.
    `reminded_at` and `late_told_at`: the worker told the unit before, and after the day.
    """

    __tablename__ = "paper_request"
    __table_args__ = (
        Index("ix_paper_request_unit_id_state", "unit_id", "state"),
        Index("ix_paper_request_state_due_on", "state", "due_on"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(default=RequestState.ASKED)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    was_late: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    late_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RequestStep(Base):
    """Something that happened to a request; rows are only ever added. `by_id` None: the worker.

    `versions` are the files that were handed in, as ids of their versions.
    """

    __tablename__ = "paper_request_step"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("paper_request.id"), index=True)
    act: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(default="")
    versions: Mapped[list[Any] | None] = mapped_column(Json)


class TakenPaper(Base):
    """Which paper of the item came of which paper of the unit: the next one is its new version."""

    __tablename__ = "taken_paper"
    source_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"), index=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("paper_request.id"), index=True)
