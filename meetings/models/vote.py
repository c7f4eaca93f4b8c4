"""Votes, who was entitled when they opened, and the ballots."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.states import VoteState


class Vote(Base):
    """One question. Everything that the verdict depends on is frozen here when it opens.

    `members` counts those entitled by their seat, `present` those of them in the room at opening,
    `required` how many of them make the quorum. `cast` counts ballots and is advanced together
    with each of them. `outcome` is the frozen verdict (tally.Outcome).
    """

    __tablename__ = "vote"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    version_id: Mapped[UUID | None] = mapped_column(Uuid)
    question: Mapped[str]
    kind: Mapped[str] = mapped_column(default="open")
    state: Mapped[str] = mapped_column(default=VoteState.PREPARED)
    base: Mapped[str]
    numerator: Mapped[int]
    denominator: Mapped[int]
    strict: Mapped[bool]
    members: Mapped[int] = mapped_column(default=0)
    present: Mapped[int] = mapped_column(default=0)
    required: Mapped[int] = mapped_column(default=0)
    override_reason: Mapped[str | None]
    cast: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[dict[str, Any] | None] = mapped_column(Json)


class VoteEntitlement(Base):
    """A participant may cast in this vote; frozen when the vote opened."""

    __tablename__ = "vote_entitlement"
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)


class Ballot(Base):
    """One named ballot of an open vote. The constraint, not the code, makes it one per person."""

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("vote_id", "participant_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"))
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"))
    choice: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    cast_at: Mapped[datetime] = mapped_column(UtcDateTime)
