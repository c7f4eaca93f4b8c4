"""A check of the whole log: asked for, begun by a worker, ended with what it found."""

from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import or_, select, update

from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.oversight import audit_access
from ecabinet.oversight.audit_policies import AuditPermission
from ecabinet.oversight.models import AuditCheck, CheckState

CHECK = "audit.check"
LEASE = timedelta(hours=2)
"""A check that runs longer was begun by a worker that is gone."""

UNDER_WAY = (CheckState.WAITING, CheckState.RUNNING)
FAULTS_KEPT = 100


class AskCheck(BaseModel):
    """No parameters."""

    model_config = ConfigDict(frozen=True)


class CheckRef(BaseModel):
    """A check."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def ask_check(uow: UnitOfWork, cmd: AskCheck) -> CheckRef:
    """Ask the worker to check the log; one that is under way already answers. Raises NotFound."""
    if uow.actor.person_id is not None:
        audit_access.log(uow.actor, AuditPermission.VERIFY)
    running = uow.session.scalar(
        select(AuditCheck.id).where(AuditCheck.state.in_(UNDER_WAY)).limit(1)
    )
    if running is not None:
        return CheckRef(id=running)
    made = AuditCheck(asked_by_id=uow.actor.real_id, asked_at=uow.now)
    uow.session.add(made)
    uow.session.flush()  # The id is part of the answer and of the job.
    uow.audit("audit.check_asked", "audit_check", made.id)
    uow.enqueue(CHECK, check_id=str(made.id))
    return CheckRef(id=made.id)


class Begun(BaseModel):
    """Whether the check is this worker's to do."""

    model_config = ConfigDict(frozen=True)
    mine: bool


def begin_check(uow: UnitOfWork, cmd: CheckRef) -> Begun:
    """Take a check that waits, or whose worker is gone. Each goes to one worker only."""
    free = or_(
        AuditCheck.state == CheckState.WAITING,
        (AuditCheck.state == CheckState.RUNNING) & (AuditCheck.started_at < uow.now - LEASE),
    )
    taken = uow.session.scalar(
        update(AuditCheck)
        .where(AuditCheck.id == cmd.id, free)
        .values(state=CheckState.RUNNING, started_at=uow.now)
        .returning(AuditCheck.id)
    )
    return Begun(mine=taken is not None)


class CheckFound(CheckRef):
    """What a check found: entries up to `seq`, whose hash is `hash`."""

    seq: int
    hash: str
    heads: int
    fault_count: int
    faults: tuple[str, ...]


def end_check(uow: UnitOfWork, cmd: CheckFound) -> None:
    """Keep what the check found."""
    found = uow.session.get(AuditCheck, cmd.id)
    if found is None or found.state != CheckState.RUNNING:
        return
    found.state = CheckState.BROKEN if cmd.fault_count else CheckState.WHOLE
    found.ended_at, found.seq, found.hash = uow.now, cmd.seq, cmd.hash
    found.heads, found.fault_count = cmd.heads, cmd.fault_count
    found.faults = list(cmd.faults)
    told = {"state": found.state, "entries": cmd.seq, "faults": cmd.fault_count}
    uow.audit("audit.checked", "audit_check", found.id, **told, heads=cmd.heads)
