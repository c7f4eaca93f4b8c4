"""What was done on behalf of others: one row for each deed, to show wherever it is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Uuid, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet.core.audit import Deed
from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from ecabinet.core.signed import Signed


class ActedFor(Base):
    """A deputy did `act` (as in the audit log) to `subject_id`. Names are those of that day."""

    __tablename__ = "acted_for"
    __table_args__ = (Index(None, "subject_id", "act"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    subject_kind: Mapped[str]
    subject_id: Mapped[str]
    act: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    delegation_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    person_id: Mapped[UUID] = mapped_column(Uuid)
    person_name: Mapped[str]
    deputy_id: Mapped[UUID] = mapped_column(Uuid)
    deputy_name: Mapped[str]


def append(session: Session, deeds: Iterable[Signed[Deed]]) -> None:
    """Note for each deed who really did it, when that was a deputy."""
    for signed in deeds:
        deed, actor, deputy = signed.what, signed.actor, signed.actor.deputy
        if deputy is None or actor.person_id is None:
            continue
        session.add(
            ActedFor(
                subject_kind=deed.subject_kind,
                subject_id=deed.subject_id,
                act=deed.action,
                at=signed.at,
                delegation_id=deputy.delegation_id,
                person_id=actor.person_id,
                person_name=actor.name,
                deputy_id=deputy.person_id,
                deputy_name=deputy.name,
            )
        )


@dataclass(frozen=True)
class Deputies:
    """Who really did what to some things."""

    rows: tuple[ActedFor, ...]

    def of(self, subject: UUID, act: str, at: datetime | None) -> str | None:
        """Return the name of the deputy who did `act` to `subject` at that moment, if one did."""
        return next(
            (
                row.deputy_name
                for row in self.rows
                if (row.subject_id, row.act, row.at) == (str(subject), act, at)
            ),
            None,
        )

    def at(self, subject: UUID, at: datetime | None) -> str | None:
        """Return the name of the deputy who did anything to `subject` at that very moment."""
        found = self.row(subject, at)
        return found.deputy_name if found else None

    def row(self, subject: UUID, at: datetime | None) -> ActedFor | None:
        """Return what a deputy did to `subject` at that very moment."""
        return next((r for r in self.rows if (r.subject_id, r.at) == (str(subject), at)), None)


def deputies(session: Session, subjects: Iterable[UUID]) -> Deputies:
    """Return what deputies did to `subjects`, oldest first; one query."""
    query = select(ActedFor).where(ActedFor.subject_id.in_([str(s) for s in subjects]))
    return Deputies(tuple(session.scalars(query.order_by(ActedFor.at, ActedFor.id))))
