"""Tables of circulation ballots: the question, its options, who is asked, history, reminders."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.ballot_forms import Form
from meetings.circulation.states import CirculationState


class Circulation(Versioned, Base):
    """A question sent round in the name of a unit, answered by name until `due_at`.

    `asked` is the wish of the draft (`fields.AskedPeople` as JSON); at the sending it becomes
    `parts`.
    The share that carries is taken of those asked or of the answers (`share_of`). With
    `early_close` it closes by itself when everybody has answered. `outcome` is frozen at the close.
    `tracker_id` follows it besides the secretaries of the unit, and is warned who has not answered.
    """

    __tablename__ = "circulation"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str]
    question: Mapped[str]
    form: Mapped[str] = mapped_column(default=Form.YES_NO_OTHER)
    least: Mapped[int]
    most: Mapped[int]
    seats: Mapped[int]
    share_of: Mapped[str]
    numerator: Mapped[int]
    denominator: Mapped[int]
    strict: Mapped[bool]
    rule_set: Mapped[str]
    early_close: Mapped[bool]
    asked: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(default=CirculationState.DRAFT, index=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tracker_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(default="")
    outcome: Mapped[dict[str, Any] | None] = mapped_column(Json)

    options: Mapped[list["CirculationOption"]] = relationship(
        order_by="CirculationOption.position", lazy="selectin", cascade="all, delete-orphan"
    )
    parts: Mapped[list["CirculationPart"]] = relationship(
        back_populates="circulation", order_by="CirculationPart.position", lazy="selectin"
    )


class CirculationOption(Base):
    """One option or candidate; `position` counts from 1."""

    __tablename__ = "circulation_option"
    circulation_id: Mapped[UUID] = mapped_column(ForeignKey("circulation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]


class CirculationPart(Base):
    """Somebody asked, frozen at the sending under name and office of that day, and their answer.

    One row for each, so that nobody can be counted twice. `answered_at` None: no answer yet;
    `changes` says how often it was changed before the close.
    """

    __tablename__ = "circulation_part"
    __table_args__ = (UniqueConstraint("circulation_id", "person_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    circulation_id: Mapped[UUID] = mapped_column(ForeignKey("circulation.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    title: Mapped[str]
    choice: Mapped[str | None]
    text: Mapped[str] = mapped_column(default="")
    chosen: Mapped[list[int] | None] = mapped_column(Json)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changes: Mapped[int] = mapped_column(default=0)

    circulation: Mapped[Circulation] = relationship(back_populates="parts")


class CirculationStep(Base):
    """Something that happened to it; rows are only ever added. `by_id` None: by itself."""

    __tablename__ = "circulation_step"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    circulation_id: Mapped[UUID] = mapped_column(ForeignKey("circulation.id"), index=True)
    act: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CirculationReminder(Base):
    """A step of the ladder was climbed once; another deadline begins a new ladder."""

    __tablename__ = "circulation_reminder"
    circulation_id: Mapped[UUID] = mapped_column(ForeignKey("circulation.id"), primary_key=True)
    rung: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
