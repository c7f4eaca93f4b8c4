"""The only way to the audit log, to an entry of it by number, to a check or a file by id."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import allows, require
from ecabinet.oversight.audit_policies import AuditPermission, ExportPermission
from ecabinet.oversight.models import AuditCheck, AuditExport


def log(actor: Actor, permission: AuditPermission = AuditPermission.READ) -> None:
    """Let in whoever looks after the log. Raises NotFound for everybody else."""
    if not allows(actor, permission, None):
        raise NotFound("not_found", kind="audit")


def entry(session: Session, actor: Actor, seq: int) -> AuditEntry:
    """Return one entry. Raises NotFound."""
    log(actor)
    found = session.get(AuditEntry, seq)
    if found is None:
        raise NotFound("not_found", kind="audit")
    return found


def check(session: Session, actor: Actor, check_id: UUID) -> AuditCheck:
    """Return one check. Raises NotFound."""
    log(actor, AuditPermission.VERIFY)
    found = session.get(AuditCheck, check_id)
    if found is None:
        raise NotFound("not_found", kind="audit_check")
    return found


def export(session: Session, actor: Actor, export_id: UUID) -> AuditExport:
    """Return a file the actor has asked for. Raises NotFound, also for somebody else's."""
    found = session.get(AuditExport, export_id)
    return require(actor, ExportPermission.READ, ExportPermission.READ, found, "audit_export")
