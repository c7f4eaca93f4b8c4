"""The named ballots of open votes and straw polls."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Ballot(Base):
    """One named ballot. The constraint, not the code, makes it one for each who is entitled.

    What it says: `choice` and `text` of a question, `chosen` of a list (ballot_forms.Said). It
    counts `weight` votes. `cast_by` is the participant who cast it on behalf of `participant_id`.
    `changes` says how often it was changed before the close; ballot_change has what it said.
    `circulated`: it was given as the answer to a circulation ballot, before the meeting.
    """

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("vote_id", "participant_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"))
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"))
    choice: Mapped[str | None]
    text: Mapped[str] = mapped_column(default="")
    chosen: Mapped[list[int] | None] = mapped_column(Json)
    weight: Mapped[int] = mapped_column(default=1, server_default="1")
    cast_by: Mapped[UUID | None] = mapped_column(ForeignKey("participant.id"))
    changes: Mapped[int] = mapped_column(default=0, server_default="0")
    cast_at: Mapped[datetime] = mapped_column(UtcDateTime)
    circulated: Mapped[bool] = mapped_column(default=False, server_default=false())


class BallotChange(Base):
    """What a ballot said from `cast_at` to `changed_at`. How somebody voted is in no log."""

    __tablename__ = "ballot_change"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id"), index=True)
    choice: Mapped[str | None]
    text: Mapped[str]
    chosen: Mapped[list[int] | None] = mapped_column(Json)
    cast_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
