"""Who may look into the audit log. None of it can be delegated."""

from typing import Any

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate
from ecabinet.oversight.models import AuditExport


class AuditPermission(Permission):
    """What can be done with the audit log."""

    READ = "audit:read"
    VERIFY = "audit:verify"
    EXPORT = "audit:export"


class ExportPermission(Permission):
    """What can be done with a file made of it."""

    READ = "audit_export:read"


def looks_after_the_log(actor: Actor, _thing: Any) -> bool:
    """Holds an administrator's office."""
    return actor.has_role(Role.ADMINISTRATOR)


def asked_for_it(actor: Actor, export: AuditExport) -> bool:
    """Asked for this file, and still looks after the log."""
    mine = actor.person_id is not None and actor.person_id == export.person_id
    return mine and actor.has_role(Role.ADMINISTRATOR)


POLICIES: dict[Permission, Predicate] = {
    AuditPermission.READ: looks_after_the_log,
    AuditPermission.VERIFY: looks_after_the_log,
    AuditPermission.EXPORT: looks_after_the_log,
    ExportPermission.READ: asked_for_it,
}
