"""Seats: how a room is drawn, who sits where in one meeting, who stands back from one item."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id

_IN_FORCE = text("withdrawn_at IS NULL")


class RoomPlan(Base):
    """One version of the drawing of a room (code of the catalogue); never changed, only followed.

    `drawing` holds a `meetings.drawing.Drawing`.
    """

    __tablename__ = "room_plan"
    __table_args__ = (UniqueConstraint("room", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    room: Mapped[str]
    number: Mapped[int]
    drawing: Mapped[dict[str, Any]] = mapped_column(Json)
    drawn_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    drawn_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SeatPlace(Base):
    """A participant's seat, by its number in the plan. A constraint makes it one person a seat."""

    __tablename__ = "seat_place"
    __table_args__ = (UniqueConstraint("meeting_id", "seat"),)

    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("room_plan.id"))
    seat: Mapped[str]


class Recusal(Base):
    """A participant stands back from one item: out of its quorum and of its votes.

    Taking it back keeps the row: that somebody stood back, and until when, stays told.
    """

    __tablename__ = "recusal"
    __table_args__ = (
        Index(
            "uq_recusal_in_force",
            "item_id",
            "participant_id",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), index=True)
    reason: Mapped[str]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
