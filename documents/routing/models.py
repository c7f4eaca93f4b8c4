"""Tables of routing: slips, whom each went to, who opened it, what happened."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from documents.register.models import Entry, Urgency
from documents.routing.states import PartState
from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class PartRole(StrEnum):
    """What a receiver is to do: lead (exactly one on a slip), coordinate, or only know."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    INFORM = "inform"


class Slip(Base):
    """A document sent on with an instruction (bút phê).

    `ink`: handwriting beside the text, as `ink.Sheet` has it. `root_id` is the slip the chain began
    with, itself for the first; `from_part_id` the receiver who sent it on (no foreign key: the
    tables would stand in a circle). `unit_id`: the unit in whose name it was sent.
    """

    __tablename__ = "slip"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("register_entry.id"), index=True)
    root_id: Mapped[UUID] = mapped_column(ForeignKey("slip.id"), index=True)
    from_part_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    sender_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    instruction: Mapped[str]
    ink: Mapped[dict[str, Any] | None] = mapped_column(Json)
    urgency: Mapped[str] = mapped_column(default=Urgency.NORMAL)
    due_on: Mapped[date | None]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recalled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    # The rule of who reads an entry looks at its slips, see `policies.was_sent`.
    entry: Mapped[Entry] = relationship(backref=backref("slips", order_by="Slip.id"))
    root: Mapped["Slip"] = relationship(remote_side="Slip.id")
    parts: Mapped[list["SlipPart"]] = relationship(
        back_populates="slip", order_by="SlipPart.position"
    )


class SlipPart(Versioned, Base):
    """One receiver of a slip, a unit or a person, and how far they are with it."""

    __tablename__ = "slip_part"
    __table_args__ = (
        Index("ix_slip_part_unit_id_state", "unit_id", "state"),
        Index("ix_slip_part_person_id_state", "person_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    slip_id: Mapped[UUID] = mapped_column(ForeignKey("slip.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    position: Mapped[int]
    state: Mapped[str] = mapped_column(default=PartState.SENT)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(default="")

    slip: Mapped[Slip] = relationship(back_populates="parts")


class SlipOpening(Base):
    """Who of a receiver's side opened the slip first, and when: the reading receipt."""

    __tablename__ = "slip_opening"
    part_id: Mapped[UUID] = mapped_column(ForeignKey("slip_part.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SlipStep(Base):
    """Something that happened to a slip; rows are only ever added."""

    __tablename__ = "slip_step"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    slip_id: Mapped[UUID] = mapped_column(ForeignKey("slip.id"), index=True)
    part_id: Mapped[UUID | None] = mapped_column(ForeignKey("slip_part.id"))
    act: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(default="")
