"""The box of a secret vote. Who voted and what was voted share no column but the vote's.

No row has a time, every key is random, and on SQLite no row has a hidden number. While the vote is
open ballots are sealed; at the close they are written down plainly, in the order of random keys.
Why that is enough, and what it leaves: docs/adr/0013-secret-ballots.md.
"""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json
from ecabinet.core.db import Base

# SQLite numbers rows as they come, unless told not to.
UNNUMBERED = {"sqlite_with_rowid": False}


class BallotBox(Base):
    """The public key for which ballots are sealed, how many bytes each one takes before that.

    Each ballot counts `weight` votes: one that counted differently from others would tell whose.
    """

    __tablename__ = "ballot_box"
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    room: Mapped[int]
    weight: Mapped[int]


class TurnoutMark(Base):
    """A ballot of this participant is in the box. The key makes it one."""

    __tablename__ = "turnout_mark"
    __table_args__ = UNNUMBERED
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)


class SealedBallot(Base):
    """A ballot in the box of an open vote; gone when the vote has closed."""

    __tablename__ = "sealed_ballot"
    __table_args__ = UNNUMBERED
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class SecretBallot(Base):
    """What one ballot of a closed secret vote says (ballot_forms.Said)."""

    __tablename__ = "secret_ballot"
    __table_args__ = UNNUMBERED
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), index=True)
    choice: Mapped[str | None]
    text: Mapped[str]
    chosen: Mapped[list[int] | None] = mapped_column(Json)


class BallotCode(Base):
    """The code of one ballot that was in the box; which one is not known."""

    __tablename__ = "ballot_code"
    __table_args__ = UNNUMBERED
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("vote.id"), index=True)
    code: Mapped[str]
