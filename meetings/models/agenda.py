"""The agenda: items in order, each with its clock, and the guests invited for single items."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.states import ItemState


class AgendaItem(Base):
    """One item. `minutes` is the time planned, `spent_seconds` the time used up to `started_at`.

    A removed item keeps its row, and with it the papers that lie there.
    """

    __tablename__ = "agenda_item"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    number: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    presenter_name: Mapped[str] = mapped_column(default="")
    presenter_unit: Mapped[str] = mapped_column(default="")
    members_only: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default=ItemState.PENDING)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    spent_seconds: Mapped[int] = mapped_column(default=0)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GuestItem(Base):
    """A guest is invited for this item, and sees nothing of the others."""

    __tablename__ = "guest_item"
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    item_id: Mapped[UUID] = mapped_column(
        ForeignKey("agenda_item.id"), primary_key=True, index=True
    )
