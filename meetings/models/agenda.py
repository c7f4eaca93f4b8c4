"""The agenda: items in order, each with its clock, and the guests invited for single items."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.states import ItemState


class AgendaItem(Base):
    """One item. `minutes` is the time planned, `spent_seconds` the time used up to `started_at`.

    A removed item keeps its row, and with it the papers that lie there. `position` counts through
    the whole agenda, each item before its sub-items; `number` says the level too (2, 2.1, 2.1.3).
    `opened_at` is when it first was the current one. `secrecy` is never below that of the item
    above: who is not cleared does not know of the item.
    """

    __tablename__ = "agenda_item"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id"))
    position: Mapped[int]
    number: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    presenter_name: Mapped[str] = mapped_column(default="")
    presenter_unit: Mapped[str] = mapped_column(default="")
    members_only: Mapped[bool] = mapped_column(default=False)
    secrecy: Mapped[int] = mapped_column(default=0, server_default="0")
    state: Mapped[str] = mapped_column(default=ItemState.PENDING)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    spent_seconds: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    parent: Mapped["AgendaItem | None"] = relationship(remote_side="AgendaItem.id", viewonly=True)

    @property
    def covering(self) -> frozenset[UUID]:
        """The items whose guests may read this one: itself and, if open to guests, those above."""
        ids, above = {self.id}, None if self.members_only else self.parent
        while above is not None:
            ids.add(above.id)
            above = above.parent
        return frozenset(ids)

    @property
    def level(self) -> int:
        """How deep it lies: 0 for an item of its own."""
        return self.number.count(".")


class GuestItem(Base):
    """A guest is invited for this item and what lies in it, and sees nothing of the others."""

    __tablename__ = "guest_item"
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    item_id: Mapped[UUID] = mapped_column(
        ForeignKey("agenda_item.id"), primary_key=True, index=True
    )
