"""The state of the log: where it ends, when it was last checked; the files one has asked for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.audit_check import KnownHead, head_of
from ecabinet.oversight import audit_access
from ecabinet.oversight.audit_policies import AuditPermission
from ecabinet.oversight.models import AuditCheck, AuditExport, CheckState

ENDED = (CheckState.WHOLE, CheckState.BROKEN)
FILES_SHOWN = 10


@dataclass(frozen=True)
class CheckRow:
    """One check of the log."""

    id: UUID
    state: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    entries: int
    hash: str
    heads: int
    fault_count: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class LogState:
    """The end of the log now, the last check that ended, and the one under way."""

    head: KnownHead
    checked: CheckRow | None
    under_way: CheckRow | None


@dataclass(frozen=True)
class ExportRow:
    """One file somebody has asked for."""

    id: UUID
    state: str
    kind: str
    asked_at: datetime
    rows: int
    size: int


def log_state(session: Session, actor: Actor) -> LogState:
    """Return the state of the log. Raises NotFound."""
    audit_access.log(actor)
    return LogState(
        head=head_of(session),
        checked=_newest(session, *ENDED),
        under_way=_newest(session, CheckState.WAITING, CheckState.RUNNING),
    )


def check_row(session: Session, actor: Actor, check_id: UUID) -> CheckRow:
    """Return one check. Raises NotFound."""
    return _row(audit_access.check(session, actor, check_id))


def own_exports(session: Session, actor: Actor) -> list[ExportRow]:
    """Return the newest files the actor has asked for. Raises NotFound."""
    audit_access.log(actor, AuditPermission.EXPORT)
    query = (
        select(AuditExport)
        .where(AuditExport.person_id == actor.person_id)
        .order_by(AuditExport.asked_at.desc())
        .limit(FILES_SHOWN)
    )
    return [
        ExportRow(row.id, row.state, row.kind, row.asked_at, row.rows, row.size)
        for row in session.scalars(query)
    ]


def _newest(session: Session, *states: CheckState) -> CheckRow | None:
    query = (
        select(AuditCheck)
        .where(AuditCheck.state.in_(states))
        .order_by(AuditCheck.asked_at.desc())
        .limit(1)
    )
    found = session.scalar(query)
    return _row(found) if found is not None else None


def _row(found: AuditCheck) -> CheckRow:
    return CheckRow(
        id=found.id,
        state=found.state,
        asked_at=found.asked_at,
        started_at=found.started_at,
        ended_at=found.ended_at,
        entries=found.seq,
        hash=found.hash,
        heads=found.heads,
        fault_count=found.fault_count,
        faults=tuple(found.faults),
    )
