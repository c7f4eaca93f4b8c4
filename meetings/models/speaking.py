"""Who asks to speak or to question, who has the floor, and for how long: facts of the session."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.states import TurnState

_ON_THE_FLOOR = text("state = 'floor'")
_WAITING = text("state = 'waiting'")


class SpeakingTurn(Base):
    """One turn in one of the two queues of an item. `participant_id` speaks.

    At most one turn of a meeting is on the floor; a person waits once in each queue of an item.
    `limit_seconds` is frozen when the floor is given, None: no limit. `started_at` is None while
    the clock stands; `spent_seconds` is the time used up to it.
    """

    __tablename__ = "speaking_turn"
    __table_args__ = (
        Index(
            "uq_speaking_turn_floor",
            "meeting_id",
            unique=True,
            sqlite_where=_ON_THE_FLOOR,
            postgresql_where=_ON_THE_FLOOR,
        ),
        Index(
            "uq_speaking_turn_waiting",
            "item_id",
            "participant_id",
            "kind",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), index=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=TurnState.WAITING)
    position: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    limit_seconds: Mapped[int | None]
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    spent_seconds: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SpeakingInterval(Base):
    """From when to when a turn was spoken; between two intervals of a turn lies a pause."""

    __tablename__ = "speaking_interval"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    turn_id: Mapped[UUID] = mapped_column(ForeignKey("speaking_turn.id"), index=True)
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
