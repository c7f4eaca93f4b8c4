"""What was put right in the entry of a directive, as the audit log keeps it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.audit import AuditEntry
from ecabinet.core.deputies import deputies
from followup.queries.names import Named, people_named


@dataclass(frozen=True)
class DirectiveChange:
    """One correction; `changes`: what, before, after in words."""

    at: datetime
    actor: Named | None
    reason: str
    changes: tuple[dict[str, Any], ...]


def directive_changes(
    session: Session, directive_id: UUID, today: date
) -> tuple[DirectiveChange, ...]:
    """Return the corrections, newest first; a constant number of queries."""
    query = select(AuditEntry).where(
        AuditEntry.subject_id == str(directive_id), AuditEntry.action == "directive.corrected"
    )
    entries = session.scalars(query.order_by(AuditEntry.at.desc(), AuditEntry.seq.desc())).all()
    if not entries:
        return ()
    who = {entry.seq: entry.behalf_of_id or entry.actor_id for entry in entries}
    people, by = people_named(session, who.values(), today), deputies(session, [directive_id])

    def signed(entry: AuditEntry) -> Named | None:
        person = who[entry.seq]
        deputy = by.of(directive_id, "directive.corrected", entry.at)
        return replace(people[person], deputy=deputy) if person in people else None

    return tuple(
        DirectiveChange(
            at=entry.at,
            actor=signed(entry),
            reason=entry.detail.get("reason", ""),
            changes=tuple(entry.detail.get("changes", ())),
        )
        for entry in entries
    )
