"""Tables of minutes: where they stand, their texts with all versions, what members want amended.

The facts are not kept here: they are read from the session each time.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.minutes.states import AmendmentState, MinutesState

Lines = list[dict[str, Any]]


class Minutes(Versioned, Base):
    """The minutes of a meeting; `due_at`: until when amendments are taken.

    `changed_at` moves with every text in them: so does the revision that the chair approves.
    """

    __tablename__ = "minutes"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    state: Mapped[str] = mapped_column(default=MinutesState.DRAFT)
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    circulated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MinutesBlock(Base):
    """A text among the facts. `slot` is its place: of an item the item's id, else a `TextPlace`."""

    __tablename__ = "minutes_block"
    __table_args__ = (UniqueConstraint("meeting_id", "slot"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("minutes.meeting_id"), index=True)
    slot: Mapped[str]
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    body: Mapped[Lines] = mapped_column(Json)
    version: Mapped[int] = mapped_column(default=1)
    edited_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MinutesVersion(Base):
    """A text as it was; rows are only ever added."""

    __tablename__ = "minutes_version"
    __table_args__ = (UniqueConstraint("block_id", "version"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_block.id"), index=True)
    version: Mapped[int]
    body: Mapped[Lines] = mapped_column(Json)
    origin: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class MinutesAmendment(Versioned, Base):
    """What somebody wants a text to say instead, made from its version `base`; and the answer."""

    __tablename__ = "minutes_amendment"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_block.id"), index=True)
    base: Mapped[int]
    body: Mapped[Lines] = mapped_column(Json)
    reason: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    title: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(default=AmendmentState.PENDING)
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
