"""Tables of proposals: the proposal, who is asked, what happened, what it became."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models import Unit
from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import Priority, words
from followup.proposals.states import Opinion, ProposalState


class ProposalDeed(StrEnum):
    """What happened to a proposal, in its history."""

    DRAFTED = "drafted"
    CHANGED = "changed"
    FILE_REMOVED = "file_removed"
    CONSULTED = "consulted"
    STOPPED = "stopped"
    ADVISED = "advised"
    SUBMITTED = "submitted"
    FORWARDED = "forwarded"
    RETURNED = "returned"
    REFUSED = "refused"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    BECAME = "became"
    HANDED_OVER = "handed_over"


class Proposal(Versioned, Base):
    """One proposal of `unit_id`; `wish` is what is asked for, `folded` what search looks into.

    `to_unit_id` decides: whoever leads it, or `decider_id` alone when one was named. `sender_id`
    sent it to them, `submitted_at` when it was first submitted.
    """

    __tablename__ = "proposal"
    __table_args__ = (Index("ix_proposal_waiting", "state", "to_unit_id"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    text: Mapped[str]
    wish: Mapped[str]
    folded: Mapped[str]
    urgency: Mapped[Priority] = mapped_column(words(Priority))
    desired_on: Mapped[date | None]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    drafter_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[ProposalState] = mapped_column(words(ProposalState))
    to_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    decider_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    sender_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    consults: Mapped[list["ProposalConsult"]] = relationship(
        order_by="ProposalConsult.id", viewonly=True
    )

    @property
    def code(self) -> str:
        """The number as people say it: DX-012."""
        return proposal_code(self.number)


def proposal_code(number: int) -> str:
    """Return the code of proposal `number`: at least three digits, so that lists align."""
    return f"DX-{number:03d}"


class ProposalConsult(Base):
    """One unit or one person asked for an opinion; `closed_at`: it is not waited for any more."""

    __tablename__ = "proposal_consult"
    __table_args__ = (
        Index("ix_proposal_consult_person", "person_id", "proposal_id"),
        Index("ix_proposal_consult_unit", "unit_id", "proposal_id"),
        Index("ix_proposal_consult_due", "due_on"),
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposal.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    question: Mapped[str]
    due_on: Mapped[date]
    opinion: Mapped[Opinion | None] = mapped_column(words(Opinion))
    text: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def waits(self) -> bool:
        """Whether the opinion is still waited for."""
        return self.answered_at is None and self.closed_at is None


class ProposalReminder(Base):
    """Whoever owes an opinion was told of a rung of the ladder of reminders, once for its day."""

    __tablename__ = "proposal_reminder"
    consult_id: Mapped[UUID] = mapped_column(ForeignKey("proposal_consult.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    rung: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ProposalEntry(Base):
    """One thing that happened to a proposal; appended, never edited. `detail`: plain values.

    Without an actor the worker did it: an office was handed over on its day.
    """

    __tablename__ = "proposal_entry"
    __table_args__ = (Index("ix_proposal_entry_order", "proposal_id", "at", "id"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposal.id"))
    kind: Mapped[ProposalDeed] = mapped_column(words(ProposalDeed))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    detail: Mapped[dict[str, Any]] = mapped_column(Json)


class ProposalOutcome(Base):
    """What an approved proposal became: a thing of a kind that a feature has registered."""

    __tablename__ = "proposal_outcome"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposal.id"), index=True)
    kind: Mapped[str]
    subject_id: Mapped[UUID] = mapped_column(Uuid)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
