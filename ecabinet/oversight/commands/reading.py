"""Looking into the log is a deed too."""

from datetime import timedelta

from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.oversight import audit_access
from ecabinet.oversight.audit_filters import AuditFilters

SAME = timedelta(minutes=15)
"""Turning the pages of one list for so long is one reading."""


def note_reading(uow: UnitOfWork, cmd: AuditFilters) -> None:
    """Write down that the actor reads the log, and what they look for; once in a quarter hour.

    Raises NotFound.
    """
    audit_access.log(uow.actor)
    lately = select(AuditEntry.detail).where(
        AuditEntry.actor_id == uow.actor.real_id,
        AuditEntry.at > uow.now - SAME,
        AuditEntry.action == "audit.read",
    )
    filters = cmd.given()
    if all(detail.get("filters") != filters for detail in uow.session.scalars(lately)):
        uow.audit("audit.read", "audit", "", filters=filters)
