"""What follows the call: answers, reminders, and what people have been told of the plan."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Call(Base):
    """How a meeting was called. `answer_by` is the last moment for answers; None: until it opens.

    `told` is the plan as people were last told of it (meetings/plan_state.py): what differs from it
    is not announced yet.
    """

    __tablename__ = "meeting_call"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    answer_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told: Mapped[dict[str, Any]] = mapped_column(Json)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Answer(Base):
    """What the person of a seat has answered; no row: nothing yet.

    `substitute_id` is the person proposed to sit instead. `approval` stands only with a substitute;
    once it is approved `substitute_seat_id` is the seat that was given, and `had_vote` says whether
    the vote went along with it.
    """

    __tablename__ = "invitation_answer"
    __table_args__ = (Index("uq_invitation_answer_seat", "substitute_seat_id", unique=True),)

    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    answer: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    substitute_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    approval: Mapped[str | None]
    refusal: Mapped[str] = mapped_column(default="")
    substitute_seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("participant.id"))
    had_vote: Mapped[bool] = mapped_column(default=False)


class Reminder(Base):
    """Somebody was reminded on an office day, once of each matter."""

    __tablename__ = "call_reminder"
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Announcement(Base):
    """Changes told to the people of a meeting, with the secretary's line.

    Each change keeps which guests it concerned: who may see it later follows from this.
    """

    __tablename__ = "meeting_announcement"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    line: Mapped[str] = mapped_column(default="")
    changes: Mapped[list[dict[str, Any]]] = mapped_column(Json)
