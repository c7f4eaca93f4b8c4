"""The dates a task has had: requests for a later one, with their answers."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.deputies import Deputies
from followup.models import EntryKind, ExtensionState, TaskExtension
from followup.queries.names import Named
from followup.queries.task_shapes import Extension

ANSWERS = {
    ExtensionState.APPROVED: EntryKind.EXTENSION_APPROVED,
    ExtensionState.REFUSED: EntryKind.EXTENSION_REFUSED,
}


def extensions_of(session: Session, task_id: UUID) -> list[TaskExtension]:
    """Return the requests, newest first; one query."""
    query = select(TaskExtension).where(TaskExtension.task_id == task_id)
    newest = query.order_by(TaskExtension.requested_at.desc(), TaskExtension.id.desc())
    return list(session.scalars(newest))


def people_in(rows: list[TaskExtension]) -> list[UUID | None]:
    """Return who asked and who decided."""
    return [person for row in rows for person in (row.requested_by_id, row.decided_by_id)]


def as_extension(row: TaskExtension, people: dict[UUID, Named], by: Deputies) -> Extension:
    """Return the read model; deputies stand with those for whom they acted."""

    def signed(person_id: UUID, kind: EntryKind, at: datetime | None) -> Named:
        deputy = by.of(row.task_id, f"task.{kind.value}", at)
        return replace(people[person_id], deputy=deputy)

    answered = ANSWERS.get(row.state)
    decided_by = None
    if row.decided_by_id and answered:
        decided_by = signed(row.decided_by_id, answered, row.decided_at)
    return Extension(
        id=row.id,
        requested_by=signed(row.requested_by_id, EntryKind.EXTENSION_REQUESTED, row.requested_at),
        requested_at=row.requested_at,
        reason=row.reason,
        old_due_on=row.old_due_on,
        asked_due_on=row.asked_due_on,
        state=row.state,
        due_on=row.due_on,
        decided_by=decided_by,
        decided_at=row.decided_at,
        decision_note=row.decision_note,
    )
