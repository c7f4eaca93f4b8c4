"""Who takes part in a meeting, as what, under the name and title of that day."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.models.agenda import GuestItem


class Participant(Base):
    """A person's seat in one meeting. Removed people keep their row: what they did stays told."""

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        # All that rights ask of a person's seats stands in it.
        Index("ix_participant_seats", "person_id", "removed_at", "function", "meeting_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    title: Mapped[str]
    function: Mapped[str]
    entitled: Mapped[bool]
    rank: Mapped[int] = mapped_column(default=0)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    guest_items: Mapped[list[GuestItem]] = relationship(cascade="all, delete-orphan")

    @property
    def item_ids(self) -> frozenset[UUID]:
        """The items a guest is invited for."""
        return frozenset(link.item_id for link in self.guest_items)
