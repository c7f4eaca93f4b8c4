"""Who may look into the audit log. None of it can be delegated."""

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, is_administrator
from ecabinet.oversight.models import AuditExport


class AuditPermission(Permission):
    """What can be done with the audit log."""

    READ = "audit:read"
    VERIFY = "audit:verify"
    EXPORT = "audit:export"


class ExportPermission(Permission):
    """What can be done with a file made of it."""

    READ = "audit_export:read"


def asked_for_it(actor: Actor, export: AuditExport) -> bool:
    """Asked for this file, and still looks after the log."""
    mine = actor.is_person(export.person_id)
    return mine and is_administrator(actor)


POLICIES: dict[Permission, Predicate] = {
    AuditPermission.READ: is_administrator,
    AuditPermission.VERIFY: is_administrator,
    AuditPermission.EXPORT: is_administrator,
    ExportPermission.READ: asked_for_it,
}
