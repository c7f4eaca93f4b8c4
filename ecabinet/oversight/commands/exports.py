"""A file of audit entries: asked for, made by a worker, removed when its days are over."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import or_, select, update

from ecabinet.core.audit_check import head_of
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.oversight import audit_access
from ecabinet.oversight.audit_filters import AuditFilters
from ecabinet.oversight.audit_policies import AuditPermission
from ecabinet.oversight.models import AuditExport, ExportState

EXPORT = "audit.export"
LEASE = timedelta(hours=2)
KEPT_DAYS = 7
AT_ONCE = 3


class AskExport(BaseModel):
    """Which entries, as what kind of file, with words in which language."""

    model_config = ConfigDict(frozen=True)
    filters: AuditFilters
    kind: Literal["xlsx", "csv"]
    language: Literal["vi", "en"] = "vi"


class ExportRef(BaseModel):
    """A file."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def ask_export(uow: UnitOfWork, cmd: AskExport) -> ExportRef:
    """Ask the worker for a file of the entries that fit now.

    Raises:
        NotFound: the actor does not look after the log.
        Conflict: some of the actor's files are still being made.
    """
    audit_access.log(uow.actor, AuditPermission.EXPORT)
    person_id = uow.actor.real_id
    assert person_id is not None
    waiting = select(AuditExport.id).where(
        AuditExport.person_id == person_id,
        AuditExport.state.in_((ExportState.WAITING, ExportState.RUNNING)),
    )
    if len(list(uow.session.scalars(waiting))) >= AT_ONCE:
        raise Conflict("audit.exports_under_way", most=AT_ONCE)
    made = AuditExport(
        person_id=person_id,
        kind=cmd.kind,
        language=cmd.language,
        filters=cmd.filters.given(),
        until_seq=head_of(uow.session).seq,
        asked_at=uow.now,
    )
    uow.session.add(made)
    uow.session.flush()  # The id is part of the answer and of the job.
    told = {"filters": made.filters, "kind": made.kind}
    uow.audit("audit.exported", "audit_export", made.id, **told)
    uow.enqueue(EXPORT, export_id=str(made.id))
    return ExportRef(id=made.id)


def note_export(uow: UnitOfWork, cmd: AskExport) -> None:
    """Write down that the actor is given these entries as a file at once. Raises NotFound."""
    audit_access.log(uow.actor, AuditPermission.EXPORT)
    uow.audit("audit.exported", "audit", "", filters=cmd.filters.given(), kind=cmd.kind)


class BegunExport(BaseModel):
    """Whether the file is this worker's to make."""

    model_config = ConfigDict(frozen=True)
    mine: bool


def begin_export(uow: UnitOfWork, cmd: ExportRef) -> BegunExport:
    """Take a file that waits, or whose worker is gone. Each goes to one worker only."""
    free = or_(
        AuditExport.state == ExportState.WAITING,
        (AuditExport.state == ExportState.RUNNING) & (AuditExport.started_at < uow.now - LEASE),
    )
    taken = uow.session.scalar(
        update(AuditExport)
        .where(AuditExport.id == cmd.id, free)
        .values(state=ExportState.RUNNING, started_at=uow.now)
        .returning(AuditExport.id)
    )
    return BegunExport(mine=taken is not None)


class ExportMade(ExportRef):
    """How many entries are in the file and how many bytes it has; None when it failed."""

    rows: int
    size: int | None


def end_export(uow: UnitOfWork, cmd: ExportMade) -> None:
    """Let the person have the file, or say that it could not be made."""
    made = uow.session.get(AuditExport, cmd.id)
    if made is None or made.state != ExportState.RUNNING:
        return
    made.ended_at, made.rows, made.size = uow.now, cmd.rows, cmd.size or 0
    made.state = ExportState.FAILED if cmd.size is None else ExportState.READY
    action = "audit.export_failed" if cmd.size is None else "audit.export_made"
    uow.audit(action, "audit_export", made.id, rows=cmd.rows)


def drop_export(uow: UnitOfWork, cmd: ExportRef) -> None:
    """Note that a file was removed because its days were over."""
    made = uow.session.get(AuditExport, cmd.id)
    if made is not None and made.state == ExportState.READY:
        made.state = ExportState.GONE
        uow.audit("audit.export_dropped", "audit_export", made.id)
