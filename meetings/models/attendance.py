"""Attendance: who was in the room, or joined from elsewhere, from when to when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid, false, text
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id

_OPEN = text("left_at IS NULL")


class Attendance(Base):
    """One interval; open while `left_at` is None. A person has at most one open interval.

    `means` tells how it was noted: self, desk, seat, door. An interval noted by mistake is not
    taken away but struck out: `struck_at`, by whom and why; it counts for nothing.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        Index(
            "uq_attendance_open",
            "participant_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), index=True)
    arrived_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_in_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    online: Mapped[bool] = mapped_column(default=False, server_default=false())
    means: Mapped[str] = mapped_column(default="self", server_default="self")
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    struck_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    struck_because: Mapped[str] = mapped_column(default="", server_default="")
